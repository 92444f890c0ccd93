"""How fast duties are settled: a municipality's year, and all of Sweden's.

`settle_4000` and `settle_20000` settle eighty members' duties with meetings, visits, travel,
lost earnings and fixed fees by the demo's rule set. `sweden_year` settles 3.6 million duties
of 36 000 elected persons, made up as they are settled, on two processes.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from multiprocessing import get_context

from bench.results import Result
from bench.timing import median_ms
from samspel.rules.amounts.choices import CostKind, DutyKind, Income, Presence, Role
from samspel.rules.amounts.duties import Cost, Duty, Loss
from samspel.rules.amounts.rates import Rates, compile_amounts
from samspel.rules.amounts.settling import settle
from samspel.rules.rulebook import load_shipped

RULESET = "lindakra/arvoden"
MEMBERS = 80
SWEDEN_PERSONS = 36_000
SWEDEN_DUTIES = 100
WORKERS = 2
PORTIONS = 24
MOST_SECONDS = 60
FIRST = dt.date(2026, 1, 1)
DAYS = [FIRST + dt.timedelta(days=number) for number in range(365)]
KINDS = (
    *[DutyKind.COMMITTEE_MEETING] * 6,
    *[DutyKind.BOARD_MEETING] * 2,
    DutyKind.COUNCIL_MEETING,
    DutyKind.GROUP_MEETING,
    DutyKind.PREPARATION,
    DutyKind.APPROVAL,
    DutyKind.VISIT,
    DutyKind.ERRAND,
    DutyKind.COURSE,
)


def rates() -> Rates:
    """Give the demo's rule set, compiled."""
    return compile_amounts(load_shipped(RULESET))


def duties_of(person: int, count: int) -> list[Duty]:
    """Make up one person's year: the same for the same person every time."""
    chance = random.Random(person)
    drawn = [_drawn(f"{person}-{number}", chance) for number in range(count)]
    return [*drawn, *_office(person)]


def _drawn(key: str, chance: random.Random) -> Duty:
    has_loss, has_trip = chance.random() < 0.25, chance.random() < 0.3
    day = DAYS[chance.randrange(365)]
    minutes = chance.randrange(3, 61) * 5
    return Duty(
        key=key,
        on=day,
        kind=KINDS[chance.randrange(len(KINDS))],
        role=Role.SUBSTITUTE if chance.random() < 0.3 else Role.MEMBER,
        presence=Presence.PRESENT if chance.random() < 0.1 else Presence.SERVING,
        body=f"organ-{chance.randrange(15)}",
        minutes=minutes,
        starts=chance.randrange(8, 19) * 60,
        km=Decimal(chance.randrange(1, 60)) if has_trip else Decimal(0),
        travel_minutes=chance.randrange(5, 60) if has_trip else 0,
        loss=_loss(minutes, chance) if has_loss else None,
        costs=(Cost(CostKind.PARKING, Decimal(40)),) if chance.random() < 0.05 else (),
    )


def _loss(minutes: int, chance: random.Random) -> Loss:
    return Loss(
        minutes=minutes + 60,
        income=Income.SELF_EMPLOYED if chance.random() < 0.1 else Income.EMPLOYED,
        monthly=Decimal(chance.randrange(25_000, 60_000, 100)),
        proved_until=dt.date(2026, 12, 31),
    )


def _office(person: int) -> Iterator[Duty]:
    if person % 8 == 0:
        yield Duty(
            key=f"{person}-fast",
            on=FIRST,
            until=dt.date(2027, 1, 1),
            kind=DutyKind.OFFICE,
            office="vice-ordforande",
        )


def settle_4000() -> Result:
    """Eighty members' 4 000 duties, settled."""
    return _settled("settle_4000", 50)


def settle_20000() -> Result:
    """Eighty members' 20 000 duties, settled."""
    return _settled("settle_20000", 250)


def _settled(name: str, each: int) -> Result:
    rules = rates()
    given = [duties_of(person, each) for person in range(MEMBERS)]
    lines = sum(len(settle(duties, rules).lines) for duties in given)
    value = median_ms(lambda: [settle(duties, rules) for duties in given], runs=5)
    per_line = value * 1000 / lines
    return Result(
        name,
        value,
        "ms",
        MEMBERS * each,
        0,
        per_line / 15,
        f"15 µs per rad ({per_line:.1f} µs)",
    )


def sweden_year() -> Result:
    """All of Sweden's elected, a year of duties each, on two processes.

    The time to make the duties up is left out, since they come from a database in real life:
    each process takes the time of its settling, and what they took together is shared by two.
    """
    began = time.perf_counter()
    context = get_context("fork")
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        value = sum(pool.map(_settle_portion, range(PORTIONS))) / WORKERS
    whole = time.perf_counter() - began
    return Result(
        "sweden_year",
        value,
        "s",
        SWEDEN_PERSONS * SWEDEN_DUTIES,
        0,
        value / MOST_SECONDS,
        f"{MOST_SECONDS} s ({whole:.0f} s med uppdragen påhittade på vägen)",
    )


def _settle_portion(portion: int) -> float:
    """Settle every twenty-fourth person; give the seconds that it took."""
    rules, seconds, total = rates(), 0.0, Decimal(0)
    for person in range(portion, SWEDEN_PERSONS, PORTIONS):
        duties = duties_of(person, SWEDEN_DUTIES)
        began = time.perf_counter()
        total += settle(duties, rules).total
        seconds += time.perf_counter() - began
    return seconds


ALL = {
    "settle_4000": settle_4000,
    "settle_20000": settle_20000,
    "sweden_year": sweden_year,
}
