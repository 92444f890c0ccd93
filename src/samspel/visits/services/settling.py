"""Settling a visit's time: judged for each visitor, written, and told with a calendar entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.rulebooks.queries import Judgement
from samspel.visits import kinds, policies
from samspel.visits.enums import (
    AnswerState,
    ClashKind,
    Initiator,
    RequestState,
    VisitKind,
    VisitorState,
    VisitState,
)
from samspel.visits.errors import PersonBusy
from samspel.visits.facts import (
    BookingPlan,
    Ground,
    Place,
    all_booking_facts,
    gather,
    time_of,
)
from samspel.visits.models import ExtraVisitRequest, TimeOption, Visit, Visitor
from samspel.visits.queries.ruling import judged_each
from samspel.visits.services.letters import Letter, event_of, host_of, tell, visitors_of
from samspel.visits.services.locks import move_visitor, one_visit_at_a_time, save
from samspel.visits.services.making import facts_of
from samspel.visits.services.ruling import require_all


def settle(
    visit: Visit,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    coming: Sequence[Visitor],
    must: Sequence[Visitor],
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
    option: TimeOption | None = None,
    only_judge: bool = False,
) -> Visit:
    """Give the visit its time and its visitors, and tell everybody.

    ``must`` are those whose verdict decides whether it can be done at all; of the others
    who would come, those whom the rules or another visit stop stay asked. Without any
    that must, at least one has to get through. With ``only_judge`` the verdict is kept
    and nothing else is done.
    """
    ground = _ground(visit, coming, starts_at, ends_at)
    judged = judge_booking(visit, ground, coming, starts_at, ends_at, at=at, actor=actor)
    through = [
        each
        for each in coming
        if each in must
        or (not judged[each.pk].is_stopped and _is_free(each, ground, starts_at, ends_at))
    ]
    kept = [judged[each.pk] for each in (through or coming)]
    require_all(kept, subject=visit, actor=actor, at=at, reason=reason)
    if only_judge:
        return visit
    for visitor in through or coming:
        _require_free(visitor, ground, starts_at, ends_at)
    save(visit, state=VisitState.BOOKED.value, starts_at=starts_at, ends_at=ends_at)
    if option is not None:
        _mark_chosen(option)
    for visitor in through:
        write_booked(visit, visitor, at=at)
    _let_go_of_those_who_cannot(option, at)
    audit.record(
        "visits.visit.booked",
        subject=visit,
        actor=actor,
        facts=facts_of(
            visit,
            starts_at=starts_at,
            ends_at=ends_at,
            persons=[each.person_id for each in through],
        ),
        reason=reason,
        also=[visit.body],
    )
    tell_booked(visit, through, actor=actor, at=at, host_too=True)
    _tell_still_asked(visit, actor=actor, at=at)
    return visit


def _ground(
    visit: Visit, coming: Iterable[Visitor], starts_at: dt.datetime, ends_at: dt.datetime
) -> Ground:
    return gather(
        body_id=visit.body_id,
        place=Place(visit.operation, visit.unit),
        persons=[each.person_id for each in coming],
        times=[(starts_at, ends_at)],
        visit_id=visit.pk,
    )


def judge_booking(
    visit: Visit,
    ground: Ground,
    coming: Sequence[Visitor],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    at: dt.datetime,
    actor: Actor,
) -> dict[int, Judgement]:
    """Judge the booking for each visitor, as it stands when the unit has said yes."""
    invited = visit.visitors.values_list("person_id", flat=True)
    plan = BookingPlan(
        starts_at=starts_at,
        ends_at=ends_at,
        visitors=frozenset(each.person_id for each in coming),
        invited=frozenset(invited),
        initiator=Initiator(visit.initiator),
        kind=VisitKind(visit.kind),
        room=visit.room,
        users_take_part=visit.users_take_part,
        users_consented=visit.users_consented,
        times_offered=max(visit.options.count(), 1),
        has_body_decision=visit.decision_id is not None,
        unit_manager_agreed=True,
        inviter_is_unit_manager=visit.initiator == Initiator.UNIT
        or policies.hosts(visit, actor),
    )
    return judged_each(
        "visit.book",
        {
            each.pk: (plan.day, all_booking_facts(ground, plan, each.person_id, at=at))
            for each in coming
        },
        body_id=visit.body_id,
    )


def _is_free(
    visitor: Visitor, ground: Ground, starts_at: dt.datetime, ends_at: dt.datetime
) -> bool:
    """Tell whether no other visit stands in the visitor's way. A meeting only warns."""
    clashes = ground.clashes_of([visitor.person_id], starts_at, ends_at)
    return not any(each.kind is ClashKind.VISIT for each in clashes)


def _require_free(
    visitor: Visitor, ground: Ground, starts_at: dt.datetime, ends_at: dt.datetime
) -> None:
    """Refuse (PersonBusy) whoever is on another visit then. The database makes certain."""
    if not _is_free(visitor, ground, starts_at, ends_at):
        raise PersonBusy(visitor.person.name)


def write_booked(visit: Visit, visitor: Visitor, *, at: dt.datetime) -> None:
    """Write that the visitor comes, and use up the chair's decision that was for it."""
    with one_visit_at_a_time(visitor.person):
        move_visitor(
            visitor,
            VisitorState.ACCEPTED,
            answered_at=visitor.answered_at or at,
            decline_reason="",
            decline_note="",
            booked_from=visit.starts_at,
            booked_to=visit.ends_at,
        )
    start, _end = time_of(visit)
    unused = ExtraVisitRequest.objects.filter(
        person=visitor.person,
        operation=visit.operation,
        year=local_day(start).year,
        state=RequestState.GRANTED,
        visit__isnull=True,
    ).first()
    if unused is not None:
        unused.visit = visit
        unused.save(update_fields=["visit"])


def book_visitor(
    visit: Visit, visitor: Visitor, *, actor: Actor, at: dt.datetime, reason: str
) -> None:
    """Judge one more visitor on a visit that has its time, and write that they come."""
    start, end = time_of(visit)
    ground = _ground(visit, [visitor], start, end)
    judged = judge_booking(visit, ground, [visitor], start, end, at=at, actor=actor)
    require_all(judged.values(), subject=visit, actor=actor, at=at, reason=reason)
    _require_free(visitor, ground, start, end)
    write_booked(visit, visitor, at=at)


def judge_moved(
    visit: Visit,
    coming: Sequence[Visitor],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    at: dt.datetime,
    actor: Actor,
) -> list[Judgement]:
    """Judge a booked visit at another time. Refuses (PersonBusy) who is on another visit then."""
    ground = _ground(visit, coming, starts_at, ends_at)
    for visitor in coming:
        _require_free(visitor, ground, starts_at, ends_at)
    judged = judge_booking(visit, ground, coming, starts_at, ends_at, at=at, actor=actor)
    return list(judged.values())


def _mark_chosen(option: TimeOption) -> None:
    option.is_chosen = True
    option.save(update_fields=["is_chosen"])


def _let_go_of_those_who_cannot(option: TimeOption | None, at: dt.datetime) -> None:
    """Note as declined those who had said that they can't at the chosen time."""
    if option is None:
        return
    cannot = option.answers.filter(
        answer=AnswerState.IMPOSSIBLE, visitor__state=VisitorState.ASKED
    )
    Visitor.objects.filter(pk__in=cannot.values("visitor_id")).update(
        state=VisitorState.DECLINED, answered_at=at
    )


def tell_booked(
    visit: Visit,
    visitors: Iterable[Visitor],
    *,
    actor: Actor,
    at: dt.datetime,
    host_too: bool = False,
) -> None:
    """Tell those who come, and the unit, with an entry for the calendar."""
    tell(
        visit,
        [*(each.person for each in visitors), *([host_of(visit, at)] if host_too else [])],
        Letter(
            kinds.BOOKING,
            _("Besök bokat: %(place)s"),
            _("Besöket är bokat till %(when)s: %(place)s. På sidan kan du förbereda dig."),
            {"when": visit.starts_at},
        ),
        actor=actor,
        at=at,
        event=event_of(visit, at),
    )


def _tell_still_asked(visit: Visit, *, actor: Actor, at: dt.datetime) -> None:
    """Tell those who have not answered that there is a time now."""
    asked = [each.person for each in visitors_of(visit) if each.state == VisitorState.ASKED]
    tell(
        visit,
        asked,
        Letter(
            kinds.INVITATION,
            _("Besöket har fått en tid: %(place)s"),
            _("Besöket blir %(when)s: %(place)s. Säg om du kan komma."),
            {"when": visit.starts_at},
        ),
        actor=actor,
        at=at,
    )
