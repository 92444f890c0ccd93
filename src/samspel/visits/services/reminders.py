"""Reminding the one whose turn it is: the unit that has not invited, the visitor who has
not answered, the author who has not reported. By hand, or by the nightly job."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.messaging.services import remind_once
from samspel.people.models import Operation, Person, Unit
from samspel.visits import kinds, policies
from samspel.visits.addresses import invite_url, report_url, visit_url
from samspel.visits.enums import Demand, ReportState, VisitorState, VisitState
from samspel.visits.errors import BookingRefused, ReportRefused
from samspel.visits.models import Visit, Visitor
from samspel.visits.services.letters import manager_of, visitors_of


@transaction.atomic
def remind_unit(place: Unit | Operation, *, actor: Actor, at: dt.datetime) -> list[Person]:
    """Remind the place's manager to invite; at most once a day. Gives whom.

    Refuses a place without a manager.
    """
    body_id = policies.body_of(place)
    policies.require(policies.may_remind(body_id, actor), policies.ONLY_SECRETARY)
    manager = manager_of(place, local_day(at))
    if manager is None:
        raise BookingRefused(
            _("%(place)s har ingen chef inskriven, så det finns ingen att påminna."),
            place=str(place),
        )
    told = remind_once(
        f"visits.unit:{type(place).__name__.lower()}:{place.pk}:{local_day(at)}",
        [manager],
        kind=kinds.REMINDER,
        subject=_("Bjud in er kontaktpolitiker: %(place)s"),
        body=_("Det är er tur att bjuda in till besök: %(place)s. Föreslå gärna flera tider."),
        params={"place": str(place)},
        link=invite_url(),
        actor=actor,
        about=place,
        at=at,
    )
    if told:
        audit.record("visits.unit.reminded", subject=place, actor=actor)
    return [manager] if told else []


@transaction.atomic
def remind_visitor(visitor: Visitor, *, actor: Actor, at: dt.datetime) -> list[Person]:
    """Remind a visitor who has not answered; at most once a day. Gives whom.

    Refuses one who has answered, and a visit that is no longer open.
    """
    visit = visitor.visit
    policies.require(policies.may_remind(visit.body_id, actor), policies.ONLY_SECRETARY)
    open_states = (VisitState.OFFERED, VisitState.PROPOSED, VisitState.BOOKED)
    if visitor.state != VisitorState.ASKED or visit.state not in open_states:
        raise BookingRefused(_("Personen har redan svarat, eller så är besöket inte aktuellt."))
    told = remind_once(
        f"visits.visitor:{visitor.pk}:{local_day(at)}",
        [visitor.person],
        kind=kinds.REMINDER,
        subject=_("Svara på inbjudan: %(place)s"),
        body=_("Du har en inbjudan som väntar på svar: %(place)s."),
        params={"place": visit.where},
        link=visit_url(visit.uuid),
        actor=actor,
        about=visit,
        due_on=visit.answer_by,
        at=at,
    )
    if told:
        audit.record(
            "visits.visitor.reminded",
            subject=visit,
            actor=actor,
            facts={"person": visitor.person_id},
        )
    return [visitor.person] if told else []


@transaction.atomic
def remind_report(visit: Visit, *, actor: Actor, at: dt.datetime) -> list[Person]:
    """Remind those who were there of the report that is asked for; at most once a day.

    Refuses a visit without a report to wait for. Gives whom.
    """
    policies.require(policies.may_remind(visit.body_id, actor), policies.ONLY_SECRETARY)
    submitted = hasattr(visit, "report") and visit.report.state == ReportState.SUBMITTED
    if visit.state != VisitState.HELD or visit.report_demand != Demand.REQUIRED or submitted:
        raise ReportRefused(_("Det finns ingen rapport att vänta på för det här besöket."))
    authors = [
        each.person for each in visitors_of(visit) if each.state == VisitorState.ATTENDED
    ]
    told = remind_once(
        f"visits.report:{visit.pk}:{local_day(at)}",
        authors,
        kind=kinds.REMINDER,
        subject=_("Skriv rapporten: %(place)s"),
        body=_(
            "Rapporten om besöket saknas: %(place)s. Börja gärna, det sparas medan du skriver."
        ),
        params={"place": visit.where},
        link=report_url(visit.uuid),
        actor=actor,
        about=visit,
        due_on=visit.report_due_on,
        at=at,
    )
    if told:
        audit.record(
            "visits.report.reminded",
            subject=visit,
            actor=actor,
            facts={"persons": sorted(each.recipient_id for each in told)},
        )
    return [each for each in authors if each.pk in {row.recipient_id for row in told}]
