"""Facts for what is done around a visit that has its time: before, during and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.people.enums import PositionRole
from samspel.visits.enums import (
    Channel,
    DeclinedBy,
    Initiator,
    VisitKind,
    VisitorState,
    VisitState,
)
from samspel.visits.facts.booking import BookingPlan, booking_facts, place_facts, visit_facts
from samspel.visits.facts.ground import Ground, gather
from samspel.visits.facts.places import Facts, Place
from samspel.visits.models import Visit, Visitor

_THERE = (VisitorState.ASKED, VisitorState.ACCEPTED, VisitorState.ATTENDED)


@dataclass(frozen=True, slots=True)
class VisitGround:
    """A visit as it is stored, with the ground that its acts are judged on."""

    visit: Visit
    ground: Ground
    plan: BookingPlan
    visitors: tuple[Visitor, ...]

    @property
    def day(self) -> dt.date:
        """The day of the visit: the rule set of that day judges it."""
        return self.plan.day

    @property
    def shared(self) -> Facts:
        """The facts of the visit and its operation, which most acts ask about."""
        return {
            **visit_facts(self.ground, self.plan),
            **place_facts(self.ground, self.plan),
        }

    def booking(self, *, at: dt.datetime, person_id: int | None = None) -> Facts:
        """The facts of how the visit was booked."""
        return booking_facts(self.ground, self.plan, person_id, at=at)


def time_of(visit: Visit) -> tuple[dt.datetime, dt.datetime]:
    """Give the visit's time: as it was, as it is booked, or the first that is offered."""
    if visit.held_from and visit.held_to:
        return visit.held_from, visit.held_to
    if visit.starts_at and visit.ends_at:
        return visit.starts_at, visit.ends_at
    first = visit.options.order_by("starts_at").first()
    if first is None:
        return visit.created_at, visit.created_at + dt.timedelta(hours=1)
    return first.starts_at, first.ends_at


def ground_of(visit: Visit) -> VisitGround:
    """Gather the ground of a stored visit. It must have operation, department and unit along."""
    start, end = time_of(visit)
    visitors = tuple(visit.visitors.select_related("person").order_by("id"))
    coming = frozenset(each.person_id for each in visitors if each.state in _THERE)
    ground = gather(
        body_id=visit.body_id,
        place=Place(visit.operation, visit.unit),
        persons=coming,
        times=[(start, end)],
        visit_id=visit.pk,
    )
    plan = BookingPlan(
        starts_at=start,
        ends_at=end,
        visitors=coming,
        initiator=Initiator(visit.initiator),
        kind=VisitKind(visit.kind),
        invited=frozenset(each.person_id for each in visitors),
        room=visit.room,
        users_take_part=visit.users_take_part if visit.users_met is None else visit.users_met,
        users_consented=visit.users_consented,
        has_body_decision=visit.decision_id is not None,
        unit_manager_agreed=visit.state in (VisitState.BOOKED, VisitState.HELD),
    )
    return VisitGround(visit, ground, plan, visitors)


def decline_facts(by: DeclinedBy, reason_key: str, note: str) -> Facts:
    """Give the facts about declining: who does it, and whether a reason is given."""
    return {
        "decline.by": by.value,
        "decline.reason": reason_key or None,
        "decline.has_reason": bool(reason_key or note.strip()),
    }


def extra_facts(
    actor: Actor, body_id: int, *, concerned: Iterable[int], has_reason: bool
) -> Facts:
    """Give the facts about who decides on an extra visit: by mandate, not by right given."""
    roles = {each.role for each in actor.positions if each.body_id == body_id}
    return {
        "actor.is_chair": PositionRole.CHAIR in roles,
        "actor.is_visitor": actor.person_id in set(concerned),
        "actor.is_vice_chair": bool(
            roles & {PositionRole.FIRST_VICE_CHAIR, PositionRole.SECOND_VICE_CHAIR}
        ),
        "extra.has_reason": has_reason,
    }


def participants_facts(visit: Visit) -> Facts:
    """Give the facts about who takes part and where, as settled or as it was."""
    return {
        "participants.staff": _known(visit.staff_met, visit.staff_take_part),
        "participants.users": _known(visit.users_met, visit.users_take_part),
        "participants.on_floor": visit.on_floor,
        "participants.unit_manager_decided": visit.participants_decided_at is not None,
    }


def preparation_facts(visit: Visit, filled: Iterable[str], *, at: dt.datetime) -> Facts:
    """Give the facts about what the unit and the visitors have prepared."""
    start, _end = time_of(visit)
    return {
        "preparation.days_left": max((local_day(start) - local_day(at)).days, 0),
        "preparation.sections_filled": frozenset(filled),
        "preparation.moments_planned": frozenset(visit.moments),
    }


@dataclass(frozen=True, slots=True)
class ReportKnown:
    """What is known about the report when something is judged about it."""

    author_is_visitor: bool = False
    filled: frozenset[str] = field(default_factory=frozenset)
    channel: Channel = Channel.E_SERVICE
    unit_manager_took_part: bool = False
    open_warnings: int = 0
    is_submitted: bool = False
    meeting_is_held: bool = False


def report_facts(visit: Visit, report: ReportKnown, *, at: dt.datetime) -> Facts:
    """Give the facts about the visit's report."""
    start, _end = time_of(visit)
    return {
        "visit.is_held": visit.state == VisitState.HELD,
        "visit.is_cancelled": visit.state == VisitState.CANCELLED,
        "author.is_visitor": report.author_is_visitor,
        "report.sections_filled": report.filled,
        "report.channel": report.channel.value,
        "report.days_since_visit": max((local_day(at) - local_day(start)).days, 0),
        "report.unit_manager_took_part": report.unit_manager_took_part,
        "report.privacy_warnings_open": report.open_warnings,
        "report.is_submitted": report.is_submitted,
        "meeting.is_held": report.meeting_is_held,
    }


@dataclass(frozen=True, slots=True)
class PartyKnown:
    """What is known about a party's visit: the offer it rests on, and how often it has come."""

    is_represented: bool
    same_offer_to_all: bool
    has_grounds: bool
    visits_this_year: int
    during_lessons: bool


def party_facts(party: PartyKnown) -> Facts:
    """Give the facts about equal treatment of parties."""
    return {
        "party.is_represented": party.is_represented,
        "party.same_offer_to_all": party.same_offer_to_all,
        "party.objective_grounds": party.has_grounds,
        "party.visits_this_year": party.visits_this_year,
        "party.during_lessons": party.during_lessons,
    }


def _known(seen: bool | None, planned: bool | None) -> bool | None:
    """Give how it was, or else how it is planned."""
    return planned if seen is None else seen
