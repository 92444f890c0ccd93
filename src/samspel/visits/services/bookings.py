"""Booking: a time is settled by choice, by proposal, or directly for others; people join.

Whichever way it came about, one function settles the time: it judges each visitor,
writes the booked time beside each, and lets the database refuse two visits at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.refusal import NotAllowed
from samspel.meetings.models import Decision
from samspel.people.models import Body, Operation, Person, Unit
from samspel.visits import kinds, policies
from samspel.visits.enums import (
    AnswerState,
    Initiator,
    Role,
    VisitKind,
    VisitorState,
    VisitState,
)
from samspel.visits.errors import BookingRefused
from samspel.visits.facts import Place, gather
from samspel.visits.models import OptionAnswer, TimeOption, Visit, Visitor
from samspel.visits.queries.ruling import rule
from samspel.visits.services.letters import Letter, host_of, tell, visitors_of, who
from samspel.visits.services.locks import (
    acting_person,
    locked_visit,
    require_state,
)
from samspel.visits.services.making import (
    ask,
    facts_of,
    new_visit,
    require_place,
    require_time,
)
from samspel.visits.services.offers import find_visitor
from samspel.visits.services.settling import settle

# Who a visit is booked with when no agreement from the unit is waited for.
_DIRECT = (Role.NOBODY, Role.CONTACT_POLITICIAN)


@transaction.atomic
def choose_time(
    visit: Visit,
    *,
    option: TimeOption,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
    version: int | None = None,
) -> Visit:
    """Settle the visit's time: a visitor takes an offered one, the unit agrees to a suggested.

    Those who have said that they can come along; for whom the rules stop it, stay asked.
    Refuses what the rules stop for the one who chooses, a time that has passed or was
    withdrawn, one's own suggestion, and a person who is on another visit then.
    """
    visit = locked_visit(visit, version)
    policies.require(policies.may_choose_time(visit, actor), policies.ONLY_THOSE_CONCERNED)
    require_state(visit, VisitState.BOOKED)
    chosen = visit.options.filter(pk=option.pk).first()
    if chosen is None:
        raise BookingRefused(_("Tiden är inte längre föreslagen. Läs in sidan på nytt."))
    require_time(chosen.starts_at, chosen.ends_at, at)
    visitors = visitors_of(visit)
    mine = next((each for each in visitors if each.person_id == actor.person_id), None)
    _require_other_side(visit, chosen, mine, actor)
    coming = _coming(visitors, chosen, mine)
    if not coming:
        raise BookingRefused(
            _(
                "Ingen besökare har sagt att tiden passar. Vänta på svar, eller välj en annan tid."
            )
        )
    return settle(
        visit,
        starts_at=chosen.starts_at,
        ends_at=chosen.ends_at,
        coming=coming,
        must=[mine] if mine in coming else [],
        option=chosen,
        actor=actor,
        at=at,
        reason=reason,
    )


def _require_other_side(
    visit: Visit, option: TimeOption, mine: Visitor | None, actor: Actor
) -> None:
    """Refuse a visitor who would agree to a time that only the unit can agree to."""
    if option.suggested_by_id is None or policies.hosts(visit, actor):
        return
    if mine is None and policies.keeps(visit.body_id, actor):
        return
    raise NotAllowed(
        _("Enhetschefen måste säga ja till den tiden. Du får besked när svaret har kommit.")
    )


def _coming(
    visitors: Sequence[Visitor], option: TimeOption, mine: Visitor | None
) -> list[Visitor]:
    """Give who comes at the time: the one who takes it, and those who have said they can."""
    can = set(
        option.answers.filter(answer=AnswerState.POSSIBLE).values_list("visitor_id", flat=True)
    )
    left = (VisitorState.DECLINED, VisitorState.WITHDRAWN)
    return [
        each for each in visitors if each == mine or (each.pk in can and each.state not in left)
    ]


@transaction.atomic
def propose_time(
    place: Unit | Operation,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    actor: Actor,
    at: dt.datetime,
    persons: Sequence[Person] | None = None,
    body: Body | None = None,
    kind: VisitKind | str = VisitKind.CONTACT,
    message: str = "",
    reason: str = "",
) -> Visit:
    """Propose a visit to the unit's manager, as contact politician.

    Booked at once where the rules name nobody to book with; else it waits for the
    manager's yes. It is judged as it will stand then, so that nobody waits for what
    can't be. Others named are asked along. Refuses whoever has no mandate in the body,
    and what the rules stop.
    """
    chosen = Place.of(place)
    body = body or chosen.operation.department.body
    policies.require(policies.may_propose(body.pk, actor), policies.ONLY_ELECTED)
    require_time(starts_at, ends_at, at)
    require_place(place, body, local_day(starts_at))
    me = Person.objects.get(pk=acting_person(actor))
    asked = list(dict.fromkeys([me, *(persons or ())]))
    times = [(starts_at, ends_at)]
    ground = gather(
        body_id=body.pk, place=chosen, persons=[each.pk for each in asked], times=times
    )
    visit = new_visit(
        chosen,
        body,
        kind=VisitKind(kind),
        initiator=Initiator.POLITICIAN,
        state=VisitState.PROPOSED,
        actor=actor,
        at=at,
        message=message.strip(),
        place=chosen.address,
    )
    option = TimeOption.objects.create(
        visit=visit, starts_at=starts_at, ends_at=ends_at, suggested_by=me
    )
    ask(visit, asked, times, ground=ground, at=at)
    mine = find_visitor(visit, me.pk)
    OptionAnswer.objects.create(
        option=option, visitor=mine, answer=AnswerState.POSSIBLE, answered_at=at
    )
    audit.record(
        "visits.visit.proposed",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, persons=[each.pk for each in asked], starts_at=starts_at),
        reason=reason,
        also=[body],
    )
    is_direct = rule("booking.with", body_id=body.pk, on=local_day(starts_at)) in _DIRECT
    settled = settle(
        visit,
        starts_at=starts_at,
        ends_at=ends_at,
        coming=[mine],
        must=[mine],
        option=option,
        actor=actor,
        at=at,
        reason=reason,
        only_judge=not is_direct,
    )
    if not is_direct:
        _tell_proposed(settled, starts_at, actor=actor, at=at)
    return settled


def _tell_proposed(
    visit: Visit, starts_at: dt.datetime, *, actor: Actor, at: dt.datetime
) -> None:
    params = {"who": who(visit, actor), "when": starts_at}
    tell(
        visit,
        [host_of(visit, at)],
        Letter(
            kinds.INVITATION,
            _("Förslag om besök: %(place)s"),
            _(
                "%(who)s vill komma på besök %(when)s: %(place)s. Säg ja, föreslå en annan "
                "tid eller tacka nej."
            ),
            params,
        ),
        actor=actor,
        at=at,
    )
    others = [each.person for each in visitors_of(visit) if each.person_id != actor.person_id]
    tell(
        visit,
        others,
        Letter(
            kinds.INVITATION,
            _("Följ med på besök: %(place)s"),
            _("%(who)s har föreslagit ett besök %(when)s: %(place)s. Säg om du kan följa med."),
            params,
        ),
        actor=actor,
        at=at,
    )


@transaction.atomic
def book_visit(
    place: Unit | Operation,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    persons: Sequence[Person],
    initiator: Initiator | str,
    actor: Actor,
    at: dt.datetime,
    kind: VisitKind | str = VisitKind.CONTACT,
    body: Body | None = None,
    decision: Decision | None = None,
    where: str = "",
    room: str = "",
    message: str = "",
    reason: str = "",
) -> Visit:
    """Book a visit for others: a fixed date of the meeting plan, a group, a study visit.

    For the secretary. Every visitor is judged, and told with an invitation for the
    calendar. Refuses a party visit (it is another act), what the rules stop for anybody,
    and a decision of another body.
    """
    chosen = Place.of(place)
    body = body or chosen.operation.department.body
    policies.require(policies.may_book_for_others(body.pk, actor), policies.ONLY_SECRETARY)
    require_time(starts_at, ends_at, at)
    require_place(place, body, local_day(starts_at))
    _require_bookable(persons, VisitKind(kind), decision, body)
    times = [(starts_at, ends_at)]
    asked = list(dict.fromkeys(persons))
    ground = gather(
        body_id=body.pk, place=chosen, persons=[each.pk for each in asked], times=times
    )
    visit = new_visit(
        chosen,
        body,
        kind=VisitKind(kind),
        initiator=Initiator(initiator),
        state=VisitState.PROPOSED,
        actor=actor,
        at=at,
        message=message.strip(),
        place=where.strip() or chosen.address,
        room=room,
        decision=decision,
    )
    coming = ask(visit, asked, times, ground=ground, at=at)
    return settle(
        visit,
        starts_at=starts_at,
        ends_at=ends_at,
        coming=coming,
        must=coming,
        actor=actor,
        at=at,
        reason=reason,
    )


def _require_bookable(
    persons: Sequence[Person], kind: VisitKind, decision: Decision | None, body: Body
) -> None:
    if not persons:
        raise BookingRefused(_("Välj minst en person som ska göra besöket."))
    if kind is VisitKind.PARTY:
        raise BookingRefused(
            _(
                "Ett partibesök bokas inte så här. Erbjud alla partier samma sak först, och skriv "
                "sedan in besöket."
            )
        )
    if decision is not None and (decision.body_id != body.pk or not decision.stands):
        raise BookingRefused(
            _("Beslutet hör till ett annat organ eller har rättats. Välj ett som gäller.")
        )
