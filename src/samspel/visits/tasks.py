"""What is done by the clock: reminders, each once; standing appointments; report deadlines."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.messaging.registry import periodic
from samspel.messaging.services import remind_once
from samspel.people.models import Person, Unit
from samspel.people.queries import managers_of_units
from samspel.rulebooks.queries import bodies_with_rules
from samspel.visits import kinds
from samspel.visits.addresses import invite_url, report_url, visit_url
from samspel.visits.enums import Initiator, VisitorState
from samspel.visits.models import Visitor
from samspel.visits.queries.reminders import (
    reports_due_for_reminder,
    units_to_remind,
    visitors_to_remind,
)
from samspel.visits.queries.ruling import rule_if_any
from samspel.visits.services import judge_standing_again, move_report_deadlines

_MORNING = "0 6 * * *"


@periodic(_MORNING, "visits.remind")
def remind_all() -> None:
    """Remind units, visitors and authors whose turn it is; nobody twice of the same."""
    at = timezone.now()
    remind_units(at)
    remind_visitors(at)
    remind_authors(at)


def remind_units(at: dt.datetime) -> int:
    """Remind the managers of units that have not invited this half-year, where units invite.

    Once per unit and half-year. Gives how many were reminded now.
    """
    today = local_day(at)
    half = f"{today.year}-{1 if today.month <= 6 else 2}"
    count = 0
    for body_id in bodies_with_rules(on=today):
        named = rule_if_any("booking.initiators", body_id=body_id, on=today)
        if not isinstance(named, frozenset) or Initiator.UNIT not in named:
            continue
        units = units_to_remind(body_id, today)
        managers = managers_of_units([unit.pk for unit in units], today)
        for unit in units:
            manager = managers.get(unit.pk)
            count += bool(manager and _remind_unit(unit, manager, half, at))
    return count


def _remind_unit(unit: Unit, manager: Person, half: str, at: dt.datetime) -> bool:
    told = remind_once(
        f"visits.unit:{unit.pk}:{half}",
        [manager],
        kind=kinds.REMINDER,
        subject=_("Bjud in er kontaktpolitiker: %(place)s"),
        body=_(
            "Ni har inte bjudit in till besök än i år: %(place)s. Föreslå gärna flera tider."
        ),
        params={"place": unit.name},
        link=invite_url(),
        actor=Actor.system("Påminnelser om besök"),
        about=unit,
        at=at,
    )
    return bool(told)


def remind_visitors(at: dt.datetime) -> int:
    """Remind visitors whose answer is due today or tomorrow, or has been due; once a visit."""
    rows = visitors_to_remind(local_day(at))
    return sum(_remind_visitor(row, at) for row in rows)


def _remind_visitor(visitor: Visitor, at: dt.datetime) -> bool:
    visit = visitor.visit
    told = remind_once(
        f"visits.answer:{visit.pk}",
        [visitor.person],
        kind=kinds.REMINDER,
        subject=_("Svara på inbjudan: %(place)s"),
        body=_("Du har en inbjudan som väntar på svar: %(place)s."),
        params={"place": visit.where},
        link=visit_url(visit.uuid),
        actor=Actor.system("Påminnelser om besök"),
        about=visit,
        due_on=visit.answer_by,
        at=at,
    )
    return bool(told)


def remind_authors(at: dt.datetime) -> int:
    """Remind those who were there three days before the last day, and when it has passed."""
    count = 0
    today = local_day(at)
    for visit in reports_due_for_reminder(today):
        due = visit.report_due_on
        if due is None:
            continue
        stage = "late" if due < today else "soon"
        there = [
            each.person for each in visit.visitors.all() if each.state == VisitorState.ATTENDED
        ]
        told = remind_once(
            f"visits.due:{visit.pk}:{due}:{stage}",
            there,
            kind=kinds.REMINDER,
            subject=_("Skriv rapporten: %(place)s"),
            body=_("Rapporten om besöket ska vara inlämnad senast %(due)s: %(place)s."),
            params={"place": visit.where, "due": due},
            link=report_url(visit.uuid),
            actor=Actor.system("Påminnelser om besök"),
            about=visit,
            due_on=due,
            at=at,
        )
        count += len(told)
    return count


@periodic("30 2 * * *", "visits.judge_standing")
def judge_standing() -> int:
    """Judge every standing appointment again: a mandate may have run out in the night."""
    at = timezone.now()
    flags = judge_standing_again(
        on=local_day(at), actor=Actor.system("Prövning av uppdrag"), at=at
    )
    return len(flags)


@periodic("45 2 * * *", "visits.report_deadlines")
def report_deadlines() -> int:
    """Give reports their last day where no meeting was planned when the visit was held."""
    at = timezone.now()
    actor = Actor.system("Rapporternas sista dag")
    return sum(
        len(move_report_deadlines(body_id, actor=actor, at=at))
        for body_id in bodies_with_rules(on=local_day(at))
    )
