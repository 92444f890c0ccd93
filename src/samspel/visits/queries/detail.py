"""One visit with all that its page shows, and what the rules say about each of its times."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from samspel.audit.actors import Actor
from samspel.rulebooks.queries import Judgement
from samspel.rules.explanation import Settings
from samspel.visits.enums import AnswerState, Initiator, VisitKind, VisitorState, VisitState
from samspel.visits.facts import (
    BookingPlan,
    Clash,
    Ground,
    Place,
    all_booking_facts,
    gather,
    ground_of,
)
from samspel.visits.models import (
    AppointmentScope,
    TimeOption,
    Visit,
    Visitor,
)
from samspel.visits.queries.answering import answers_to, options_with_answers
from samspel.visits.queries.ruling import judged_each, laid_down
from samspel.visits.queries.sight import seen_visits

_LEFT = (VisitorState.DECLINED, VisitorState.WITHDRAWN)


def visit_visible_to(actor: Actor, uuid: UUID) -> Visit | None:
    """Give the visit at the address with place, visitors and times, if the viewer may see it."""
    return _whole(Visit.objects.filter(seen_visits(actor), uuid=uuid)).first()


def _whole(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.select_related(
        "body",
        "operation__department__body",
        "unit__operation__department",
        "decision__body",
        "party",
        "agenda_item__meeting__body",
        "started_by",
        "participants_decided_by",
        "report",
    ).prefetch_related(
        Prefetch(
            "visitors",
            Visitor.objects.select_related("person", "party", "confirmation").order_by("id"),
        ),
        Prefetch("options", options_with_answers()),
    )


@dataclass(frozen=True, slots=True)
class OptionVerdict:
    """One of the times, what the rules say about it for the viewer, and what is in the way."""

    option: TimeOption
    judgement: Judgement | None
    clashes: tuple[Clash, ...]
    visits_this_year: int
    has_passed: bool


def verdicts_on_options(
    visit: Visit, *, person_id: int, at: dt.datetime
) -> list[OptionVerdict]:
    """Judge every time of the visit as if the person took it, with those who can already.

    The number of statements does not grow with the times. Raises NoRuleInForce for a
    day without a rule set.
    """
    options = sorted(visit.options.all(), key=lambda each: each.starts_at)
    if not options:
        return []
    visitors = [each for each in visit.visitors.all() if each.state not in _LEFT]
    ground = gather(
        body_id=visit.body_id,
        place=Place(visit.operation, visit.unit),
        persons=[each.person_id for each in visitors],
        times=[(each.starts_at, each.ends_at) for each in options],
        visit_id=visit.pk,
    )
    plans = {each.pk: _plan(visit, each, visitors, person_id) for each in options}
    judged = judged_each(
        "visit.book",
        {
            key: (plan.day, all_booking_facts(ground, plan, person_id, at=at))
            for key, plan in plans.items()
        },
        body_id=visit.body_id,
    )
    return [
        _verdict(each, judged[each.pk], ground, visitors, person_id, at) for each in options
    ]


def _plan(
    visit: Visit, option: TimeOption, visitors: list[Visitor], person_id: int
) -> BookingPlan:
    persons = {each.pk: each.person_id for each in visit.visitors.all()}
    can = {
        persons[key]
        for key, answer in answers_to(option).items()
        if answer == AnswerState.POSSIBLE
    }
    return BookingPlan(
        starts_at=option.starts_at,
        ends_at=option.ends_at,
        visitors=frozenset(can | {person_id}),
        invited=frozenset(each.person_id for each in visitors),
        initiator=Initiator(visit.initiator),
        kind=VisitKind(visit.kind),
        room=visit.room,
        users_take_part=visit.users_take_part,
        users_consented=visit.users_consented,
        times_offered=len(visit.options.all()),
        has_body_decision=visit.decision_id is not None,
        unit_manager_agreed=True,
        inviter_is_unit_manager=visit.initiator == Initiator.UNIT,
    )


def _verdict(
    option: TimeOption,
    judgement: Judgement,
    ground: Ground,
    visitors: list[Visitor],
    person_id: int,
    at: dt.datetime,
) -> OptionVerdict:
    everybody = {each.person_id for each in visitors} | {person_id}
    facts = judgement.verdict.facts
    visits = facts.get("visitor.visits_this_year")
    return OptionVerdict(
        option,
        judgement,
        tuple(ground.clashes_of(everybody, option.starts_at, option.ends_at)),
        visits if isinstance(visits, int) else 0,
        option.starts_at <= at,
    )


def settings_of(visit: Visit, act: str) -> Settings:
    """Give what the guideline lays down for an act on the visit. Raises NoRuleInForce."""
    ground = ground_of(visit)
    return laid_down(act, ground.shared, body_id=visit.body_id, on=ground.day)


def is_waiting(visit: Visit) -> bool:
    """Tell whether the visit waits for somebody's answer."""
    return visit.state in (VisitState.OFFERED, VisitState.PROPOSED)


def appointed_places(person_id: int, on: dt.date) -> list[AppointmentScope]:
    """Give what the person is contact politician for on the day, for booking; one statement."""
    scopes = AppointmentScope.objects.filter(
        appointment__members__person_id=person_id, appointment__valid_from__lte=on
    ).exclude(appointment__valid_to__lte=on)
    return list(
        scopes.exclude(
            appointment__members__person_id=person_id, appointment__members__left_on__lte=on
        )
        .select_related(
            "appointment__body", "operation__department__body", "unit__operation__department"
        )
        .order_by("operation__sort_key", "unit__sort_key", "id")
    )
