"""Reading before a meeting: where it is paid, it arrives with the meeting that it prepares.

A rule set that pays reading with the meeting itself needs nothing of this. One that pays a
duty of its own for it (an amount for each meeting, however long the reading took) is told
by the meeting who was there: nobody keys what the municipality knows (KL 4 kap. 16 §).
What is paid by the hour is claimed, since only the person knows how long it took.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings.models import Meeting
from samspel.remuneration.enums import DutyKind, DutyOrigin, Presence, Role
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.facts import body_key, offices_of
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.services.keeping import submitted
from samspel.rules.amounts import duties as engine
from samspel.rules.amounts.rates import Rules
from samspel.rules.amounts.settling import settle
from samspel.rules.errors import NoRuleInForce

_THERE = (Presence.SERVING, Presence.PRESENT)
_SHORT, _LONG = 1, 24 * 60 - 1


def arrive_as_prepared(meeting: Meeting, *, actor: Actor, at: dt.datetime) -> list[Duty]:
    """Let reading before the meeting become a duty of each who sat there and is paid for it.

    Once for each person, body and day: what has been claimed already, or been taken back,
    stands as it is. Nothing where no rule pays it as an amount for the meeting. Whoever was
    called to an item has not prepared the meeting.
    """
    there = Duty.objects.filter(participation__meeting=meeting, presence__in=_THERE)
    try:
        paid = _paid(there.select_related("body", "person").order_by("pk"), rates_known())
    except NoRuleInForce:
        return []
    if not paid:
        return []
    known = Duty.objects.filter(
        kind=DutyKind.PREPARATION, body=meeting.body, on__in={each.on for each in paid}
    )
    told = set(known.values_list("person_id", "on"))
    rest = [each for each in paid if (each.person_id, each.on) not in told]
    return [_arrived(each, actor, at) for each in rest]


def _paid(rows: Iterable[Duty], rules: Rules) -> list[Duty]:
    """Give those who are paid for reading, by their role and presence and fixed fees."""
    some = [each for each in rows if _amount(each, rules, engine.NOTHING)]
    if not some:
        return []
    offices = offices_of({each.person_id for each in some})
    return [
        each
        for each in some
        if _amount(each, rules, offices.occupancy(each.person_id, each.on))
    ]


def _amount(row: Duty, rules: Rules, occupancy: Decimal) -> Decimal:
    """Give what the reading gives; nothing where it goes by how long it took."""
    found = {_settled(row, rules, occupancy, minutes) for minutes in (_SHORT, _LONG)}
    return found.pop() if len(found) == 1 else engine.NOTHING


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


def _arrived(row: Duty, actor: Actor, at: dt.datetime) -> Duty:
    duty = Duty(
        person_id=row.person_id,
        body=row.body,
        mandate_id=row.mandate_id,
        origin=DutyOrigin.CLAIM,
        kind=DutyKind.PREPARATION,
        role=row.role,
        presence=row.presence,
        subject=f"{row.body.name}, inläsning till {row.on}"[:200],
        on=row.on,
        is_approved=True,
        arrived_at=at,
        claimed_on=local_day(at),
    )
    submitted(duty, at)
    audit.record(
        "remuneration.duty.arrived",
        subject=duty,
        actor=actor,
        facts={"person": duty.person_id, "kind": str(duty.kind), "minutes": 0},
        also=[duty.body],
    )
    return duty
