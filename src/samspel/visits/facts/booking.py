"""Facts for inviting, proposing and booking: one visitor, one time, one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from samspel.foundation.dates import local, local_day, minutes_between
from samspel.visits.calculation import (
    days_to_election,
    half_year_of,
    hours_of,
    in_half_year,
    in_operation,
    in_year,
    is_election_year,
    weekday_of,
)
from samspel.visits.calculation.quotas import as_hours
from samspel.visits.enums import Initiator, VisitKind
from samspel.visits.facts.ground import Ground
from samspel.visits.facts.places import Facts, Visited, is_strained, operation_facts
from samspel.visits.facts.standing import persons_in


@dataclass(frozen=True, slots=True)
class BookingPlan:
    """A visit as it would be: when, who comes, and how it came about.

    ``invited`` are all who are asked, coming or not; ``visitors`` those who would come.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime
    visitors: frozenset[int]
    initiator: Initiator
    kind: VisitKind = VisitKind.CONTACT
    invited: frozenset[int] = field(default_factory=frozenset)
    room: str = ""
    users_take_part: bool | None = None
    users_consented: bool | None = None
    times_offered: int = 1
    has_body_decision: bool = False
    unit_manager_agreed: bool | None = None
    inviter_is_unit_manager: bool | None = None

    @property
    def day(self) -> dt.date:
        """The day of the visit, on the clock in Sweden."""
        return local_day(self.starts_at)


def visit_facts(ground: Ground, plan: BookingPlan) -> Facts:
    """Give the facts about the visit itself, the same for every visitor."""
    seats = [ground.seats.get((person, plan.day)) for person in plan.visitors]
    return {
        "visit.kind": plan.kind.value,
        "visit.date": plan.day,
        "visit.half_year": half_year_of(plan.day).value,
        "visit.group_size": len(plan.visitors),
        "visit.sides": frozenset(seat.side for seat in seats if seat and seat.side),
        "visit.place": plan.room or None,
        "visit.conduct_confirmed": _all_in(plan.visitors, ground.confirmed),
        "visit.secrecy_confirmed": _all_in(
            plan.visitors, {key for key, secrecy in ground.confirmed.items() if secrecy}
        ),
        "visit.meets_users": plan.users_take_part,
        "visit.users_consented": plan.users_consented,
        "visit.days_to_election": days_to_election(plan.day),
        "visit.is_election_year": is_election_year(plan.day.year),
    }


def visitor_facts(ground: Ground, plan: BookingPlan, person_id: int) -> Facts:
    """Give the facts about one visitor: appointed, and how often and long already."""
    others = in_year(ground.counted, person_id, plan.day, ground.visit_id)
    seat = ground.seats.get((person_id, plan.day))
    grant = ground.grant_for(person_id, plan.day.year)
    this = as_hours(minutes_between(plan.starts_at, plan.ends_at))
    return {
        "visitor.is_appointed": any(
            row.person_id == person_id for row in ground.standing_for(plan.day)
        ),
        "visitor.in_presidium": bool(seat and seat.in_presidium),
        "visitor.visits_this_year": len(others),
        "visitor.visits_this_year_in_operation": len(
            in_operation(others, ground.place.operation.pk)
        ),
        "visitor.visits_this_half_year": len(in_half_year(others, plan.day)),
        "visitor.hours_this_year": hours_of(others),
        "visitor.hours_this_visit": this,
        "visitor.hours_with_this_visit": hours_of(others) + this,
        "visitor.allowed_visits": grant.visits_count if grant else None,
        "visitor.allowed_hours": grant.paid_hours if grant else None,
    }


def booking_facts(
    ground: Ground, plan: BookingPlan, person_id: int | None, *, at: dt.datetime
) -> Facts:
    """Give the facts about how the visit is booked. ``at`` is when it is being done."""
    standing = ground.standing_for(plan.day)
    others = persons_in(standing) - ({person_id} if person_id else plan.visitors)
    own = [row for row in standing if row.person_id == person_id]
    return {
        "booking.initiator": plan.initiator.value,
        "booking.body_decided_who_visits_what": any(row.decision_id for row in own),
        "booking.body_has_decided": plan.has_body_decision,
        "booking.chair_has_decided": person_id is not None
        and ground.chair_has_decided(person_id, plan.day.year),
        "booking.is_in_meeting_plan": plan.day in ground.visit_days,
        "booking.notice_days": max((plan.day - local_day(at)).days, 0),
        "booking.weekday": weekday_of(plan.day).value,
        "booking.start_time": local(plan.starts_at).time(),
        "booking.end_time": local(plan.ends_at).time(),
        "booking.times_offered": plan.times_offered,
        "booking.others_count": len(others),
        "booking.others_invited": others <= (plan.invited | plan.visitors),
        "booking.others_can": not ground.clashes_of(others, plan.starts_at, plan.ends_at),
        "booking.clashes": len(ground.clashes_of(plan.visitors, plan.starts_at, plan.ends_at)),
        "booking.unit_manager_agreed": plan.unit_manager_agreed,
        "booking.is_announced": True,
        "booking.operation_is_strained": is_strained(ground.terms, plan.day),
        "inviter.is_unit_manager": plan.inviter_is_unit_manager,
    }


def place_facts(ground: Ground, plan: BookingPlan) -> Facts:
    """Give the facts about the operation on the day of the visit."""
    return operation_facts(
        ground.place,
        body_id=ground.body_id,
        standing=ground.standing_for(plan.day),
        visited=ground.visited.get((ground.place.operation.pk, plan.day.year), Visited()),
        terms=ground.terms,
    )


def all_booking_facts(
    ground: Ground, plan: BookingPlan, person_id: int, *, at: dt.datetime
) -> Facts:
    """Give every fact of the acts *visit.invite* and *visit.book* for one visitor."""
    return {
        **visit_facts(ground, plan),
        **visitor_facts(ground, plan, person_id),
        **booking_facts(ground, plan, person_id, at=at),
        **place_facts(ground, plan),
    }


def _all_in(wanted: Iterable[int], confirmed: Iterable[int]) -> bool:
    """Tell whether everybody has confirmed; nobody at all has not."""
    persons, done = set(wanted), set(confirmed)
    return bool(persons) and persons <= done
