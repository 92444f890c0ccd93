"""Group and presidium meetings: planned, moved, cancelled, told of; the duties arrive by themselves.

The municipality keeps no roll of them. Whoever calls one tells afterwards who took part, and
nobody keys what is told already (KL 4 kap. 16 §: equal duties are paid equally). What the rule
set does not pay gives no duties. Attendance put right later changes the duties as the roll of
a body's meeting does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local, local_day, minutes_between
from samspel.foundation.labels import mark
from samspel.foundation.text import one_line
from samspel.meetings.models import Decision
from samspel.messaging.services import notify
from samspel.people.models import Body, Mandate, Party, Person
from samspel.remuneration import kinds, policies
from samspel.remuneration.enums import DutyKind, DutyOrigin, GatheringState, Presence
from samspel.remuneration.errors import GatheringRefused, StaleGathering, WrongState
from samspel.remuneration.gathering_entries import address_of, event_of
from samspel.remuneration.models import Duty, Gathering, GatheringSeat
from samspel.remuneration.queries.facts import body_key
from samspel.remuneration.queries.gatherings import (
    called,
    known_rules,
    may_call,
    members_of_gathering,
    pays_for,
)
from samspel.remuneration.queries.roles import role_of
from samspel.remuneration.services.arriving import NOT_THERE, arrive, depart
from samspel.rules.amounts import duties as engine
from samspel.rules.amounts.rates import Rules

_A_DAY = 24 * 60
_PLACE, _NOTE = 120, 500
NOT_PAID = mark("Reglementet ersätter inte mötet så som det är angivet nu.")


@dataclass(frozen=True, slots=True)
class Told:
    """What came of telling who took part: the meeting, how many were there and are paid."""

    gathering: Gathering
    there: int
    paid: int
    is_again: bool


@transaction.atomic
def plan_gathering(
    body: Body,
    *,
    party: Party | None,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    actor: Actor,
    at: dt.datetime,
    decision: Decision | None = None,
) -> Gathering:
    """Plan a meeting of a party's group before a body's, or of the body's presidium.

    Those called are told: the members, and the substitutes where the rule set pays them.
    Refuses whoever neither leads the group, sits in the presidium nor is the body's
    secretary, a time that has been or is none, and a group with nobody in it.
    """
    kind = DutyKind.PRESIDIUM_MEETING if party is None else DutyKind.GROUP_MEETING
    on = local_day(starts_at)
    policies.require(may_call(actor, body, party, local_day(at)), policies.ONLY_CALLERS)
    _require_ahead(starts_at, ends_at, at)
    if decision is not None and decision.body_id != body.pk:
        raise GatheringRefused(_("Beslutet är fattat av ett annat organ. Välj rätt beslut."))
    asked = called(members_of_gathering(body, party, on), kind, on)
    if not asked:
        raise GatheringRefused(_("Ingen hör till gruppen den dagen. Välj en annan dag."))
    row = Gathering.objects.create(
        body=body,
        kind=kind,
        party=party,
        starts_at=starts_at,
        ends_at=ends_at,
        place=one_line(place)[:_PLACE],
        decision=decision,
        planned_by_id=actor.person_id or 0,
        planned_at=at,
    )
    _call(row, asked)
    _record("remuneration.gathering.planned", row, actor, called=len(asked))
    _tell(row, _("Kallelse: %(what)s"), [each.person for each in asked], actor, at)
    return row


def _require_ahead(starts_at: dt.datetime, ends_at: dt.datetime, at: dt.datetime) -> None:
    if minutes_between(starts_at, ends_at) <= 0 or local_day(starts_at) != local_day(ends_at):
        raise GatheringRefused(_("Slutet ska vara efter början, samma dag. Rätta klockslagen."))
    if starts_at <= at:
        raise GatheringRefused(
            _(
                "Tiden har varit. Den som var med på ett möte som inte var planerat begär "
                "ersättning själv, och anger vilka fler som var med."
            )
        )


def _call(row: Gathering, asked: list[Mandate]) -> None:
    GatheringSeat.objects.bulk_create(
        GatheringSeat(gathering=row, mandate=each, person_id=each.person_id) for each in asked
    )


@transaction.atomic
def move_gathering(
    gathering: Gathering,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Gathering:
    """Move a planned meeting in time or place; who is called goes by the new day.

    Refuses whoever does not call it, what is not planned, and a time that has been.
    """
    row = _locked(gathering, actor, at, version)
    _require_next(row, GatheringState.CANCELLED)
    _require_ahead(starts_at, ends_at, at)
    was = {"starts_at": row.starts_at, "ends_at": row.ends_at, "place": row.place}
    row.starts_at, row.ends_at = starts_at, ends_at
    row.place, row.sequence = one_line(place)[:_PLACE], row.sequence + 1
    _turned(row)
    new = _call_anew(row, actor, at)
    _record("remuneration.gathering.moved", row, actor, was=_plain(was))
    rest = [each for each in _called_to(row) if each.pk not in {one.pk for one in new}]
    _tell(row, _("Ändrad tid eller plats: %(what)s"), rest, actor, at)
    return row


def _call_anew(row: Gathering, actor: Actor, at: dt.datetime) -> list[Person]:
    """Call those who belong to the meeting on its new day, and tell those who no longer do.

    Gives those who were not called before.
    """
    on = row.day
    asked = called(members_of_gathering(row.body, row.party, on), DutyKind(row.kind), on)
    if not asked:
        raise GatheringRefused(_("Ingen hör till gruppen den dagen. Välj en annan dag."))
    known = {each.person_id: each for each in row.seats.select_related("person")}
    gone = [each for key, each in known.items() if key not in {a.person_id for a in asked}]
    new = [each for each in asked if each.person_id not in known]
    _call(row, new)
    persons = [each.person for each in new]
    _tell(row, _("Kallelse: %(what)s"), persons, actor, at)
    words = _("Du är inte längre kallad: %(what)s")
    _tell(row, words, [each.person for each in gone], actor, at, is_off=True)
    row.seats.filter(pk__in=[each.pk for each in gone]).delete()
    return persons


@transaction.atomic
def cancel_gathering(
    gathering: Gathering, *, actor: Actor, at: dt.datetime, version: int | None = None
) -> Gathering:
    """Cancel a planned meeting, also one whose time has been; those called are told.

    Refuses whoever does not call it, and what is not planned.
    """
    row = _locked(gathering, actor, at, version)
    _require_next(row, GatheringState.CANCELLED)
    row.state, row.sequence = GatheringState.CANCELLED, row.sequence + 1
    _turned(row)
    _record("remuneration.gathering.cancelled", row, actor)
    _tell(row, _("Inställt: %(what)s"), _called_to(row), actor, at, is_off=True)
    return row


@transaction.atomic
def tell_attendance(
    gathering: Gathering,
    *,
    there: Mapping[int, tuple[int, int]],
    is_minuted: bool,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
    version: int | None = None,
) -> Told:
    """Tell who took part, by mandate, with when each came and for how many minutes.

    The duty arrives at each whom the rule set pays; told anew it changes, and of who was not
    there it is taken back. Refuses whoever does not call the meeting, one that has not ended
    or was cancelled, nobody at all the first time, somebody who does not belong to it, times
    that are none, and a correction without its reason.
    """
    row = _locked(gathering, actor, at, version)
    _require_next(row, GatheringState.HELD)
    is_again = row.standing is GatheringState.HELD
    if at < row.ends_at:
        raise GatheringRefused(_("Mötet har inte slutat än. Ange närvaron när det är slut."))
    if not there and not is_again:
        raise GatheringRefused(_("Ange vilka som var med, eller ställ in mötet."))
    if is_again and not reason.strip():
        raise GatheringRefused(_("Skriv varför närvaron rättas, och vad det grundas på."))
    for came, minutes in there.values():
        if not 0 <= came < _A_DAY or not 0 < minutes <= _A_DAY:
            raise GatheringRefused(_("Ange när var och en kom och gick, på samma dygn."))
    seats = _seated(row, there)
    row.state, row.is_minuted = GatheringState.HELD, is_minuted
    row.held_noted_at = row.held_noted_at or at
    _turned(row)
    paid = _let_arrive(row, seats, reason, actor=actor, at=at)
    _record("remuneration.gathering.held", row, actor, there=len(there), paid=paid)
    return Told(row, len(there), paid, is_again)


def _seated(row: Gathering, there: Mapping[int, tuple[int, int]]) -> list[GatheringSeat]:
    """Write when each was there, on the seats that are and on new ones for who was not called.

    Somebody has one seat, whatever mandate the register has come to give them that day.
    """
    known = {each.person_id: each for each in row.seats.select_related("mandate", "person")}
    mandates = {each.mandate_id: each.mandate for each in known.values()}
    belongs = members_of_gathering(row.body, row.party, row.day)
    mandates |= {each.pk: each for each in belongs}
    if not there.keys() <= mandates.keys():
        raise GatheringRefused(_("Välj bland dem som hör till mötet den dagen."))
    for each in known.values():
        each.came_at, each.minutes = None, None
    for key, times in there.items():
        told = mandates[key]
        new = GatheringSeat(gathering=row, person_id=told.person_id, is_called=False)
        seat = known.setdefault(told.person_id, new)
        seat.mandate, (seat.came_at, seat.minutes) = told, times
    for each in known.values():
        each.save()
    return list(known.values())


def _let_arrive(
    row: Gathering, seats: list[GatheringSeat], reason: str, *, actor: Actor, at: dt.datetime
) -> int:
    """Let the duties follow what is told of the seats; give how many there are."""
    rules = known_rules()
    rows = Duty.objects.filter(seat__in=[each.pk for each in seats]).select_related("body")
    known = {each.seat_id: each for each in rows}
    paid = 0
    for seat in seats:
        found = known.get(seat.pk)
        facts = _facts(row, seat)
        if seat.was_there and _is_paid(row, facts, rules):
            paid += 1
            changed = arrive(found, facts, actor=actor, at=at)
            if changed is not None and found is not None:
                words = f"{local_day(at)}, {actor.name}: {one_line(reason)} {changed.note}"
                changed.note = words.strip()[:_NOTE]
                changed.save(update_fields=["note"])
        else:
            why = NOT_PAID if seat.was_there else reason.strip() or NOT_THERE
            depart(found, why, actor=actor, at=at)
    return paid


def _facts(row: Gathering, seat: GatheringSeat) -> dict[str, Any]:
    return {
        "seat_id": seat.pk,
        "person_id": seat.person_id,
        "body_id": row.body_id,
        "mandate_id": seat.mandate_id,
        "origin": DutyOrigin.GATHERING,
        "kind": DutyKind(row.kind),
        "role": role_of(seat.mandate.role),
        "presence": Presence.SERVING,
        "subject": str(row)[:200],
        "on": row.day,
        "starts": seat.came_at or 0,
        "minutes": seat.minutes or 0,
        "scheduled": minutes_between(row.starts_at, row.ends_at),
        "decision_id": row.decision_id,
        "is_approved": row.decision is not None and row.decision.decided_on <= row.day,
        "is_minuted": row.is_minuted,
    }


def _is_paid(row: Gathering, facts: Mapping[str, Any], rules: Rules | None) -> bool:
    names = ("on", "kind", "role", "presence", "starts", "minutes", "scheduled")
    told = {name: facts[name] for name in (*names, "is_approved", "is_minuted")}
    return pays_for(engine.Duty(key="", body=body_key(row.body.short_name), **told), rules)


def _locked(
    gathering: Gathering, actor: Actor, at: dt.datetime, version: int | None
) -> Gathering:
    rows = Gathering.objects.select_for_update(of=("self",))
    row = rows.select_related("body", "party", "decision").get(pk=gathering.pk)
    allowed = may_call(actor, row.body, row.party, local_day(at))
    policies.require(allowed, policies.ONLY_CALLERS)
    if version is not None and row.version != version:
        raise StaleGathering
    return row


def _require_next(row: Gathering, state: GatheringState) -> None:
    if state not in row.standing.next_states:
        raise WrongState(str(_(row.standing.label)).lower())


def _turned(row: Gathering) -> None:
    row.version += 1
    row.save()


def _called_to(row: Gathering) -> list[Person]:
    return [each.person for each in row.seats.filter(is_called=True).select_related("person")]


def _tell(
    row: Gathering,
    subject: object,
    persons: list[Person],
    actor: Actor,
    at: dt.datetime,
    *,
    is_off: bool = False,
) -> None:
    """Tell those called, with the meeting for their calendars."""
    began = local(row.starts_at)
    notify(
        persons,
        kind=kinds.GATHERING,
        subject=subject,
        body=_("%(what)s, %(day)s klockan %(at)s."),
        params={"what": str(row), "day": began.date(), "at": f"{began:%H.%M}"},
        link=address_of(row),
        actor=actor,
        about=row,
        event=event_of(row, at, is_off=is_off),
        at=at,
    )


def _plain(was: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in was.items()}


def _record(act: str, row: Gathering, actor: Actor, **facts: Any) -> None:
    audit.record(act, subject=row, actor=actor, facts=facts, also=[row.body])
