"""Reading before a meeting: where it is paid, it arrives with the meeting that it prepares.

A rule set that pays reading with the meeting itself needs nothing of this. One that pays a
duty of its own for it is told by the meeting who was there: nobody keys what the municipality
knows (KL 4 kap. 16 §). An amount for each meeting, however long the reading took, arrives
handed in. What is paid by the hour arrives as a proposal: only the person knows how long it
took, and says that and nothing more. When the person turns out not to have been there, the
reading goes with the meeting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.labels import mark
from samspel.remuneration import policies
from samspel.remuneration.enums import DutyKind, DutyOrigin, DutyState, Presence, Role
from samspel.remuneration.errors import DutyRefused
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.facts import body_key, offices_of
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.services.keeping import (
    as_new_version,
    fall_away,
    locked,
    require_in,
    submitted,
)
from samspel.rules.amounts import duties as engine
from samspel.rules.amounts.rates import Rules
from samspel.rules.amounts.settling import settle
from samspel.rules.errors import NoRuleInForce

_THERE = (Presence.SERVING, Presence.PRESENT)
_NOT_READ = mark("Du var inte med på mötet som inläsningen gällde.")
_SHORT, _LONG = 1, 24 * 60 - 1


def prepare_anew(sat: QuerySet[Duty], *, actor: Actor, at: dt.datetime) -> list[Duty]:
    """Let reading follow the duties of those who sat at a meeting; give what changed.

    Once for each person, body and day: what has been claimed already, or been taken back by
    the person, stands as it is. Whoever was called to an item has not prepared the meeting,
    and nobody reads for what is no meeting of the body.
    """
    reported = sat.filter(origin=DutyOrigin.ATTENDANCE)
    rows = list(reported.select_related("body", "person").order_by("pk"))
    there = [
        each for each in rows if each.state != DutyState.WITHDRAWN and each.presence in _THERE
    ]
    try:
        paid = _paid(there, rates_known())
    except NoRuleInForce:
        return []
    gone = _readings_for([each for each in rows if each.pk not in paid])
    changed = [fall_away(each, _NOT_READ, actor=actor, at=at) for each in gone]
    return changed + _arriving(there, paid, actor, at)


def _readings_for(rows: list[Duty]) -> list[Duty]:
    """Give the readings that came by themselves with the meetings, and stand.

    Those that came before they named their meeting are known by having no time of their own.
    """
    if not rows:
        return []
    theirs = Q(prepares__in=[each.pk for each in rows])
    for each in rows:
        theirs |= Q(
            prepares=None, minutes=0, person=each.person_id, body=each.body_id, on=each.on
        )
    found = Duty.objects.filter(theirs, kind=DutyKind.PREPARATION)
    return list(found.exclude(state=DutyState.WITHDRAWN).order_by("pk"))


def _arriving(
    there: Iterable[Duty], paid: dict[int, bool], actor: Actor, at: dt.datetime
) -> list[Duty]:
    """Give the readings that have come, or come again, for those who are paid for it."""
    rows = [each for each in there if each.pk in paid]
    if not rows:
        return []
    known = {
        (each.person_id, each.on): each
        for each in Duty.objects.filter(
            kind=DutyKind.PREPARATION,
            body_id__in={each.body_id for each in rows},
            on__in={each.on for each in rows},
        )
    }
    made = []
    for row in rows:
        found = known.get((row.person_id, row.on))
        if found is None or (found.is_lapsed and found.prepares_id == row.pk):
            made.append(_arrived(row, found, by_hour=paid[row.pk], actor=actor, at=at))
    return made


def _paid(rows: Iterable[Duty], rules: Rules) -> dict[int, bool]:
    """Give those who are paid for reading, and whether it goes by how long it took."""
    nothing = engine.NOTHING
    some = [each for each in rows if any(_amounts(each, rules, nothing))]
    if not some:
        return {}
    offices = offices_of({each.person_id for each in some})
    found = {}
    for each in some:
        share = offices.occupancy(each.person_id, each.on)
        short, long = _amounts(each, rules, share)
        if short or long:
            found[each.pk] = short != long
    return found


def _amounts(row: Duty, rules: Rules, occupancy: Decimal) -> tuple[Decimal, Decimal]:
    """Give what the shortest and the longest reading gives: the same where it is an amount."""
    return (
        _settled(row, rules, occupancy, _SHORT),
        _settled(row, rules, occupancy, _LONG),
    )


def _settled(row: Duty, rules: Rules, occupancy: Decimal, minutes: int) -> Decimal:
    reading = engine.Duty(
        key=str(row.pk),
        on=row.on,
        kind=DutyKind.PREPARATION,
        role=Role(row.role),
        presence=Presence(row.presence),
        body=body_key(row.body.short_name),
        minutes=minutes,
        scheduled=minutes,
        occupancy=occupancy,
    )
    return settle([reading], rules).total


def _arrived(
    row: Duty, known: Duty | None, *, by_hour: bool, actor: Actor, at: dt.datetime
) -> Duty:
    duty = _new(row, at) if known is None else locked(known)
    if known is not None:
        as_new_version(duty)
    if by_hour and not duty.minutes:
        duty.state, duty.is_lapsed, duty.answer = DutyState.OPEN, False, ""
        duty.save()
    else:
        duty.claimed_on = duty.claimed_on or local_day(at)
        submitted(duty, at)
    audit.record(
        "remuneration.duty.arrived",
        subject=duty,
        actor=actor,
        facts={"person": duty.person_id, "kind": str(duty.kind), "minutes": duty.minutes},
        also=[duty.body],
    )
    return duty


def _new(row: Duty, at: dt.datetime) -> Duty:
    return Duty(
        person_id=row.person_id,
        body=row.body,
        mandate_id=row.mandate_id,
        origin=DutyOrigin.CLAIM,
        kind=DutyKind.PREPARATION,
        role=row.role,
        presence=row.presence,
        prepares=row,
        subject=f"{row.body.name}, inläsning till {row.on}"[:200],
        on=row.on,
        is_approved=True,
        arrived_at=at,
    )


@transaction.atomic
def tell_reading(
    duty: Duty, *, minutes: int, actor: Actor, at: dt.datetime, version: int | None = None
) -> Duty:
    """Tell how long one's own reading took, and hand it in.

    Refuses somebody else's, what is no reading that waits for it, and a time that is none.
    """
    duty = locked(duty, version)
    policies.require(policies.is_own(duty, actor), policies.ONLY_OWN)
    require_in(duty, DutyState.OPEN)
    if not awaits_hours(duty):
        raise DutyRefused(_("Bara tid för inläsning inför ett möte anges här."))
    if not 0 < minutes <= _LONG:
        raise DutyRefused(_("Ange hur länge du läste, högst ett dygn."))
    duty.minutes = duty.scheduled = minutes
    duty.claimed_on = local_day(at)
    submitted(duty, at)
    audit.record(
        "remuneration.duty.handed_in",
        subject=duty,
        actor=actor,
        facts={"version": duty.version, "minutes": minutes},
        also=[duty.body],
    )
    return duty


def awaits_hours(duty: Duty) -> bool:
    """Tell whether the duty is reading that came by itself and lacks how long it took."""
    return duty.prepares_id is not None and duty.state == DutyState.OPEN
