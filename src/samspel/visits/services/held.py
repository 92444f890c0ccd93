"""The visit held: its true times, who was there, and what the rules let follow from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, minutes_between
from samspel.meetings.models import AgendaItem
from samspel.people.models import Person
from samspel.people.queries import (
    head_of_administration_for,
    operation_manager_of,
    secretaries_of,
)
from samspel.rules.explanation import Settings
from samspel.visits import events, kinds, policies
from samspel.visits.addresses import report_url
from samspel.visits.enums import (
    Demand,
    Opener,
    Role,
    VisitorState,
    VisitState,
)
from samspel.visits.errors import HeldRefused
from samspel.visits.facts import (
    ReportKnown,
    ground_of,
    participants_facts,
    preparation_facts,
    report_facts,
)
from samspel.visits.models import Preparation, Visit, Visitor
from samspel.visits.queries.deadlines import report_due_on
from samspel.visits.queries.ruling import laid_down
from samspel.visits.services.before import filled_sections
from samspel.visits.services.letters import Letter, host_of, tell, visitors_of
from samspel.visits.services.locks import (
    locked_visit,
    move_visitor,
    one_visit_at_a_time,
    require_state,
    save,
)
from samspel.visits.services.making import LONGEST_MINUTES, facts_of
from samspel.visits.services.routing import open_item_for
from samspel.visits.services.ruling import require_rules

_MANAGERS = (Role.UNIT_MANAGER, Role.OPERATION_MANAGER)


@transaction.atomic
def record_held(
    visit: Visit,
    *,
    held_from: dt.datetime,
    held_to: dt.datetime,
    attended: Sequence[Person],
    actor: Actor,
    at: dt.datetime,
    staff_met: bool | None = None,
    users_met: bool | None = None,
    reason: str = "",
    version: int | None = None,
) -> Visit:
    """Note that a booked visit was held, with its true times and who was there.

    Whom to tell, what is asked for in writing and whether the item opens now is what the
    rules of that day lay down. Announces ``visit_held`` for the fee. Refuses a time that
    has not passed, a visit that is not booked, nobody there, and what the rules stop.
    """
    visit = locked_visit(visit, version)
    policies.require(policies.may_record_held(visit, actor), policies.ONLY_THOSE_CONCERNED)
    require_state(visit, VisitState.HELD)
    visitors = visitors_of(visit)
    there = _require_possible(visitors, attended, held_from, held_to, at)
    save(
        visit,
        state=VisitState.HELD.value,
        held_from=held_from,
        held_to=held_to,
        held_noted_at=at,
        staff_met=staff_met,
        users_met=users_met,
    )
    _write_attendance(visitors, there, held_from, held_to, at)
    settings = _require_rules(visit, actor=actor, at=at, reason=reason)
    _write_what_follows(visit, settings, at)
    audit.record(
        "visits.visit.held",
        subject=visit,
        actor=actor,
        facts=facts_of(
            visit,
            held_from=held_from,
            held_to=held_to,
            minutes=minutes_between(held_from, held_to),
            persons=sorted(there),
            staff_met=staff_met,
            users_met=users_met,
        ),
        reason=reason,
        also=[visit.body],
    )
    item = None
    if visit.item_opened_by == Opener.VISIT_HELD:
        item = open_item_for(visit, actor=actor, at=at)
    _tell_whom_the_rules_name(visit, settings, item, actor=actor, at=at)
    _ask_for_report(visit, actor=actor, at=at)
    events.visit_held.send(Visit, visit=visit, attended=sorted(there), actor=actor)
    return visit


def _require_possible(
    visitors: Sequence[Visitor],
    attended: Sequence[Person],
    held_from: dt.datetime,
    held_to: dt.datetime,
    at: dt.datetime,
) -> set[int]:
    """Give the keys of those who were there. Refuses what can't be."""
    there = {each.pk for each in attended}
    if not there:
        raise HeldRefused(
            _(
                "Ingen besökare var med. Ställ in besöket i stället för att notera det som genomfört."
            )
        )
    if not there <= {each.person_id for each in visitors}:
        raise HeldRefused(_("Någon av dem du har valt är inte besökare. Läs in sidan på nytt."))
    if minutes_between(held_from, held_to) <= 0:
        raise HeldRefused(_("Besöket slutar innan det börjar. Rätta klockslagen."))
    if minutes_between(held_from, held_to) > LONGEST_MINUTES:
        raise HeldRefused(_("Ett besök kan vara högst tolv timmar. Rätta klockslagen."))
    if held_to > at:
        raise HeldRefused(_("Besöket är inte slut än. Notera det när det är genomfört."))
    return there


def _write_attendance(
    visitors: Sequence[Visitor],
    there: set[int],
    held_from: dt.datetime,
    held_to: dt.datetime,
    at: dt.datetime,
) -> None:
    """Write who was there; whoever had said yes and was not, stayed away."""
    for visitor in visitors:
        if visitor.person_id in there:
            if visitor.state in (VisitorState.DECLINED, VisitorState.WITHDRAWN):
                move_visitor(visitor, VisitorState.ACCEPTED, answered_at=at)
            with one_visit_at_a_time(visitor.person):
                move_visitor(
                    visitor,
                    VisitorState.ATTENDED,
                    booked_from=held_from,
                    booked_to=held_to,
                )
        elif visitor.state in (VisitorState.ASKED, VisitorState.ACCEPTED):
            move_visitor(visitor, VisitorState.ABSENT, booked_from=None, booked_to=None)


def _require_rules(visit: Visit, *, actor: Actor, at: dt.datetime, reason: str) -> Settings:
    """Judge that the visit is held, and give what the rules lay down about what follows."""
    ground = ground_of(visit)
    prepared = Preparation.objects.filter(visit=visit).first()
    facts = {
        **ground.shared,
        **participants_facts(visit),
        **preparation_facts(visit, filled_sections(prepared), at=at),
        **report_facts(
            visit,
            ReportKnown(author_is_visitor=policies.is_coming(visit, actor)),
            at=at,
        ),
    }
    require_rules(
        "visit.held",
        facts,
        body_id=visit.body_id,
        on=ground.day,
        subject=visit,
        actor=actor,
        at=at,
        reason=reason,
    )
    return laid_down("visit.held", facts, body_id=visit.body_id, on=ground.day)


def _write_what_follows(visit: Visit, settings: Settings, at: dt.datetime) -> None:
    """Keep on the visit what the rules ask for, so that lists need not judge each row."""
    day = local_day(visit.held_from or at)
    report = laid_down("report.submit", {}, body_id=visit.body_id, on=day)
    demand = report.value("report.demand") or Demand.NONE
    opener = settings.value("item.opened_by") or Opener.NOTHING
    due = report_due_on(visit, at=at) if demand == Demand.REQUIRED else None
    visit.item_opened_by = str(opener)
    visit.report_demand = str(demand)
    visit.report_due_on = due
    visit.save(update_fields=["item_opened_by", "report_demand", "report_due_on"])


def _tell_whom_the_rules_name(
    visit: Visit,
    settings: Settings,
    item: AgendaItem | None,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    """Tell those whom the guideline names, such as the head of administration."""
    named = settings.value("held.told")
    if not isinstance(named, frozenset):
        return
    tell(
        visit,
        persons_named(visit, {Role(each) for each in named}, local_day(at)),
        _held_letter(item),
        actor=actor,
        at=at,
    )


def _held_letter(item: AgendaItem | None) -> Letter:
    """Say that the visit is held, and on which day the body takes it up, where that is known."""
    subject = _("Besök genomfört: %(place)s")
    if item is None:
        text = _("Ett besök är genomfört för %(body)s: %(place)s. Det tas upp i %(body)s.")
        return Letter(kinds.HELD, subject, text)
    if item.meeting is None:
        text = _(
            "Ett besök är genomfört för %(body)s: %(place)s. Det tas upp i %(reported_to)s, på "
            "ett möte som inte är planerat än."
        )
        return Letter(kinds.HELD, subject, text, params={"reported_to": item.body.name})
    text = _(
        "Ett besök är genomfört för %(body)s: %(place)s. Det tas upp i %(reported_to)s %(day)s."
    )
    return Letter(
        kinds.HELD,
        subject,
        text,
        params={"reported_to": item.body.name, "day": item.meeting.day},
    )


def persons_named(visit: Visit, roles: set[Role], on: dt.date) -> list[Person]:
    """Give the persons whom roles of the guideline mean for the visit on the day."""
    found: list[Person | None] = []
    if Role.HEAD_OF_ADMINISTRATION in roles:
        found.append(head_of_administration_for(visit.body, on))
    if Role.UNIT_MANAGER in roles:
        found.append(host_of(visit, visit.held_noted_at or visit.created_at))
    if Role.OPERATION_MANAGER in roles:
        found.append(operation_manager_of(visit.operation_id, on))
    if Role.CONTACT_POLITICIAN in roles:
        found += [
            each.person for each in visitors_of(visit) if each.state == VisitorState.ATTENDED
        ]
    if Role.SECRETARY in roles:
        found += secretaries_of(visit.body, on)
    return list(dict.fromkeys(each for each in found if each is not None))


def _ask_for_report(visit: Visit, *, actor: Actor, at: dt.datetime) -> None:
    """Tell those who were there what is asked of them in writing, and by when."""
    if visit.report_demand != Demand.REQUIRED:
        return
    there = [each.person for each in visitors_of(visit) if each.state == VisitorState.ATTENDED]
    tell(
        visit,
        there,
        Letter(
            kinds.REPORT,
            _("Skriv rapporten: %(place)s"),
            _(
                "Besöket är noterat som genomfört. Skriv rapporten, gärna tillsammans: %(place)s."
            ),
            link=report_url(visit.uuid),
            due_on=visit.report_due_on,
        ),
        actor=actor,
        at=at,
    )
