"""How fast duties are settled: a municipality's year, and all of Sweden's.

`settle_1000`, `settle_4000` and `settle_20000` settle eighty members' duties with meetings, visits, travel,
lost earnings and fixed fees by the demo's rule set. `sweden_year` settles 3.6 million duties
of 36 000 elected persons, made up as they are settled, on two processes.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from multiprocessing import get_context

from bench.results import Result
from bench.timing import median_ms, medians_ms
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
_SAMPLE = 100_000
KRONA = Decimal(1)
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


def settle_of(size: int) -> Result:
    """Eighty members' duties of a year, settled; beside as many amounts in bare Decimal."""
    rules = rates()
    given = [duties_of(person, size // MEMBERS) for person in range(MEMBERS)]
    lines = sum(len(settle(duties, rules).lines) for duties in given)
    value, plain = medians_ms(
        lambda: [settle(duties, rules) for duties in given],
        lambda: bare_sum(lines),
        runs=5,
    )
    per_line = value * 1000 / lines
    return Result(
        f"settle_{size}",
        value,
        "ms",
        size,
        0,
        value / plain,
        f"{lines} belopp i ren Decimal ({plain:.0f} ms); {per_line:.1f} µs per rad, mål 15",
    )


def bare_sum(lines: int) -> Decimal:
    """Multiply, round and add so many amounts by hand: what no engine can do without."""
    rate, total = Decimal("260.50"), Decimal(0)
    for number in range(lines):
        total += (rate * Decimal(number % 9)).quantize(KRONA, ROUND_HALF_UP)
    return total


def sweden_year(persons: int = SWEDEN_PERSONS) -> Result:
    """All of Sweden's elected, a year of duties each, on two processes.

    The time to make the duties up is left out, since they come from a database in real life.
    Each process takes the time of its own settling, and the slower of the two is the answer;
    the clock on the wall, with all of it, stands beside.
    """
    began = time.perf_counter()
    portions = [(number, persons) for number in range(PORTIONS)]
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork")) as pool:
        done = list(pool.map(_settle_portion, portions))
    whole = time.perf_counter() - began
    spent: dict[int, float] = {}
    for process, seconds, _lines in done:
        spent[process] = spent.get(process, 0.0) + seconds
    value, lines = max(spent.values()), sum(count for _process, _seconds, count in done)
    sample = min(lines, _SAMPLE)
    plain = median_ms(lambda: bare_sum(sample), runs=5) / 1000 * lines / sample / WORKERS
    return Result(
        "sweden_year",
        value,
        "s",
        persons * SWEDEN_DUTIES,
        0,
        value / plain,
        f"{lines} belopp i ren Decimal på {WORKERS} kärnor ({plain:.1f} s); "
        f"mål {MOST_SECONDS} s; {whole:.0f} s på klockan med uppdragen påhittade på vägen",
    )


def _settle_portion(portion: tuple[int, int]) -> tuple[int, float, int]:
    """Settle every twenty-fourth person; give the process, its seconds and how many lines."""
    first, persons = portion
    rules, seconds, lines = rates(), 0.0, 0
    for person in range(first, persons, PORTIONS):
        duties = duties_of(person, SWEDEN_DUTIES)
        began = time.perf_counter()
        settled = settle(duties, rules)
        _total = settled.total
        seconds += time.perf_counter() - began
        lines += len(settled.lines)
    return os.getpid(), seconds, lines


ALL: dict[str, Callable[[], Result]] = {
    **{f"settle_{size}": partial(settle_of, size) for size in (1_000, 4_000, 20_000)},
    "sweden_year": sweden_year,
}
