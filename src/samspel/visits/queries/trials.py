"""Times and appointments tried before the act: what the rules would say, and what is in the way.

The same facts as the acts gather themselves, so that nobody learns only afterwards. Nothing
is kept; the act judges anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samspel.people.models import Operation, Person, Unit
from samspel.rulebooks.queries import Judgement
from samspel.rules.provisions import Outcome
from samspel.visits.calculation import is_possible
from samspel.visits.enums import (
    AnswerState,
    ClashKind,
    Initiator,
    VisitKind,
    VisitorState,
)
from samspel.visits.facts import (
    AppointmentPlan,
    BookingPlan,
    Clash,
    Ground,
    Place,
    all_booking_facts,
    appointing_facts,
    gather,
    standing_on,
)
from samspel.visits.facts.ground import persons_standing
from samspel.visits.models import TimeOption, Visit, Visitor
from samspel.visits.queries.answering import answers_to
from samspel.visits.queries.ruling import hardest, judged_each

Time = tuple[dt.datetime, dt.datetime]

_LEFT = (VisitorState.DECLINED, VisitorState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Trial:
    """One time, tried for those who would come: the hardest verdict and whom it is about."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    judgement: Judgement
    about: tuple[int, ...]
    clashes: tuple[Clash, ...]
    suits: tuple[int, ...]
    busy: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Booking:
    """What is tried: how the visit comes about, and what is decided about it."""

    initiator: Initiator
    kind: VisitKind = VisitKind.CONTACT
    room: str = ""
    has_decision: bool = False
    is_host: bool = False


def who_would_be_asked(place: Unit | Operation, *, body_id: int, on: dt.date) -> list[Person]:
    """Give the contact politicians of the place on the day, in Swedish order; two statements."""
    where = Place.of(place)
    standing = standing_on(body_id, [where.operation.pk], [on])
    return persons_standing(
        row for row in standing if row.covers(where.operation.pk, where.unit_id)
    )


def tried_invitation(
    place: Unit | Operation,
    persons: Sequence[Person],
    times: Sequence[Time],
    how: Booking,
    *,
    body_id: int,
    at: dt.datetime,
) -> list[Trial]:
    """Try to invite the persons to the times. Raises NoRuleInForce."""
    return _tried("visit.invite", place, persons, times, how, body_id=body_id, at=at)


def tried_booking(
    place: Unit | Operation,
    persons: Sequence[Person],
    times: Sequence[Time],
    how: Booking,
    *,
    body_id: int,
    at: dt.datetime,
) -> list[Trial]:
    """Try to book the times for the persons, as it stands when the unit agrees."""
    return _tried("visit.book", place, persons, times, how, body_id=body_id, at=at)


def _tried(
    act: str,
    place: Unit | Operation,
    persons: Sequence[Person],
    times: Sequence[Time],
    how: Booking,
    *,
    body_id: int,
    at: dt.datetime,
) -> list[Trial]:
    keys = frozenset(each.pk for each in persons)
    ground = gather(body_id=body_id, place=Place.of(place), persons=keys, times=times)
    plans = [
        BookingPlan(
            starts_at=start,
            ends_at=end,
            visitors=keys,
            invited=keys,
            initiator=how.initiator,
            kind=how.kind,
            room=how.room,
            times_offered=len(times) if act == "visit.invite" else 1,
            has_body_decision=how.has_decision,
            unit_manager_agreed=how.is_host if act == "visit.invite" else True,
            inviter_is_unit_manager=how.is_host or how.initiator is Initiator.UNIT
            if act == "visit.book"
            else how.is_host,
        )
        for start, end in times
    ]
    return _trials(act, ground, plans, at)


def _trials(
    act: str,
    ground: Ground,
    plans: Sequence[BookingPlan],
    at: dt.datetime,
    *,
    settling: bool = False,
    chooser: int | None = None,
) -> list[Trial]:
    """Judge each plan for each of its visitors; one statement.

    With ``settling``, whoever the rules or another visit stop is left out, unless it is
    the one who would take the time.
    """
    cases = {
        (number, person): (plan.day, all_booking_facts(ground, plan, person, at=at))
        for number, plan in enumerate(plans)
        for person in plan.visitors
    }
    judged = judged_each(act, cases, body_id=ground.body_id)
    found = []
    for number, plan in enumerate(plans):
        each = {person: judged[number, person] for person in plan.visitors}
        clashes = ground.clashes_of(plan.visitors, plan.starts_at, plan.ends_at)
        busy = {one.person_id for one in clashes if one.kind is ClashKind.VISIT}
        shown = _deciding(each, busy, chooser) if settling else hardest(each.values())
        suits = {
            key
            for key in plan.visitors
            if is_possible(ground.windows.get(key, ()), plan.starts_at, plan.ends_at)
        }
        about = (key for key in each if each[key].outcome is shown.outcome)
        found.append(
            Trial(
                plan.starts_at,
                plan.ends_at,
                shown,
                tuple(sorted(about)),
                tuple(clashes),
                tuple(sorted(suits)),
                tuple(sorted(busy)),
            )
        )
    return found


def _deciding(each: Mapping[int, Judgement], busy: set[int], chooser: int | None) -> Judgement:
    """Give the verdict that decides: the hardest among those who would get through."""
    through = {
        key: judgement
        for key, judgement in each.items()
        if key == chooser or not (judgement.is_stopped or key in busy)
    }
    worst = hardest((through or each).values())
    own = each.get(chooser) if chooser else None
    return own if own is not None and own.outcome is worst.outcome else worst


@dataclass(frozen=True, slots=True)
class OptionTrial:
    """One of a visit's times, tried for whoever would settle it; none where nobody can come."""

    option: TimeOption
    trial: Trial | None
    can: tuple[Visitor, ...]
    cannot: tuple[Visitor, ...]
    visits_this_year: int
    has_passed: bool


def tried_options(
    visit: Visit, *, person_id: int | None, is_host: bool, at: dt.datetime
) -> list[OptionTrial]:
    """Try every time of the visit as if the viewer settled it now.

    With a person, the one who would take the time is counted among those who come; else
    only those who have said that they can. Of the others, whoever the rules stop or who
    is on another visit stays out, as when it is settled. The visit must be whole, as
    ``visit_visible_to`` gives it. Raises NoRuleInForce.
    """
    options = sorted(visit.options.all(), key=lambda each: (each.starts_at, each.pk))
    visitors = [each for each in visit.visitors.all() if each.state not in _LEFT]
    if not options:
        return []
    ground = gather(
        body_id=visit.body_id,
        place=Place(visit.operation, visit.unit),
        persons=[each.person_id for each in visitors],
        times=[(each.starts_at, each.ends_at) for each in options],
        visit_id=visit.pk,
    )
    answered = [_answers_to(each, visitors) for each in options]
    coming = [
        {each.person_id for each in can} | ({person_id} if person_id else set())
        for can, _cannot in answered
    ]
    plans = [
        _plan_of(visit, (each.starts_at, each.ends_at), who, is_host=is_host)
        for each, who in zip(options, coming, strict=True)
        if who
    ]
    trials = iter(_trials("visit.book", ground, plans, at, settling=True, chooser=person_id))
    return [
        _option_trial(each, next(trials) if who else None, *said, at=at)
        for each, who, said in zip(options, coming, answered, strict=True)
    ]


def _answers_to(
    option: TimeOption, visitors: list[Visitor]
) -> tuple[tuple[Visitor, ...], tuple[Visitor, ...]]:
    """Give who has said that they can at the time, and who that they can't."""
    said = answers_to(option)
    return (
        tuple(each for each in visitors if said.get(each.pk) == AnswerState.POSSIBLE),
        tuple(each for each in visitors if said.get(each.pk) == AnswerState.IMPOSSIBLE),
    )


def _option_trial(
    option: TimeOption,
    trial: Trial | None,
    can: tuple[Visitor, ...],
    cannot: tuple[Visitor, ...],
    *,
    at: dt.datetime,
) -> OptionTrial:
    counted = trial.judgement.verdict.facts.get("visitor.visits_this_year") if trial else 0
    return OptionTrial(
        option,
        trial,
        can,
        cannot,
        counted if isinstance(counted, int) else 0,
        option.starts_at <= at,
    )


def _plan_of(visit: Visit, time: Time, coming: Iterable[int], *, is_host: bool) -> BookingPlan:
    return BookingPlan(
        starts_at=time[0],
        ends_at=time[1],
        visitors=frozenset(coming),
        invited=frozenset(each.person_id for each in visit.visitors.all()),
        initiator=Initiator(visit.initiator),
        kind=VisitKind(visit.kind),
        room=visit.room,
        users_take_part=visit.users_take_part,
        users_consented=visit.users_consented,
        times_offered=max(len(visit.options.all()), 1),
        has_body_decision=visit.decision_id is not None,
        unit_manager_agreed=True,
        inviter_is_unit_manager=visit.initiator == Initiator.UNIT or is_host,
    )


def tried_for(
    visit: Visit, persons: Iterable[int], time: Time, *, is_host: bool, at: dt.datetime
) -> Trial:
    """Try a booked visit at a time for the persons: to move it, or to join it."""
    keys = frozenset(persons)
    ground = gather(
        body_id=visit.body_id,
        place=Place(visit.operation, visit.unit),
        persons=keys,
        times=[time],
        visit_id=visit.pk,
    )
    (trial,) = _trials("visit.book", ground, [_plan_of(visit, time, keys, is_host=is_host)], at)
    return trial


@dataclass(frozen=True, slots=True)
class AppointmentTrial:
    """What the rules would say about one person at one place."""

    person_id: int
    place: Place
    judgement: Judgement


def tried_appointment(plan: AppointmentPlan) -> list[AppointmentTrial]:
    """Try an appointment person by person and place by place, hardest first."""
    facts = appointing_facts(plan, on=plan.valid_from)
    judged = judged_each(
        "contact_politician.appoint",
        {key: (plan.valid_from, each) for key, each in facts.items()},
        body_id=plan.body.pk,
    )
    order = {Outcome.STOPPED: 0, Outcome.WARNED: 1, Outcome.ALLOWED: 2}
    found = [AppointmentTrial(person, place, each) for (person, place), each in judged.items()]
    return sorted(found, key=lambda each: order[each.judgement.outcome])
