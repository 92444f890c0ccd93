"""Settling a run: everybody's duties by the rules that are known, as lines that can be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from samspel.foundation.dates import add_months
from samspel.remuneration.calculation.differences import Worth
from samspel.remuneration.calculation.facts import from_json
from samspel.remuneration.calculation.workings import Workings
from samspel.rules.amounts.choices import DutyKind, Pays
from samspel.rules.amounts.duties import Duty
from samspel.rules.amounts.lines import Line
from samspel.rules.amounts.model import Payment
from samspel.rules.amounts.rates import Rates, Timeline
from samspel.rules.amounts.settling import Settlement, settle


class Certified(NamedTuple):
    """The facts of a certified duty, as they were kept."""

    duty: int
    person: int
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Settled:
    """What the duties of a run are worth, and those that could not be reckoned."""

    worths: tuple[Worth, ...]
    refused: Mapping[int, str]
    unpaid: frozenset[int]


def settled(
    rows: Iterable[Certified],
    rules: Timeline,
    version_of: Mapping[Rates, int],
    *,
    month: dt.date,
    years: frozenset[int],
) -> Settled:
    """Settle the rows per person and give the lines of the years.

    A fixed fee counts to the end of the run's month. A duty from another year is only
    there for what it means to these (a fixed fee that still runs), so its own lines of
    that year are left out. What a rule refuses is listed with its words, never zero.
    """
    worths: list[Worth] = []
    refused: dict[int, str] = {}
    unpaid: set[int] = set()
    end, kept = add_months(month, 1), Workings()
    for duties in _by_person(rows, end).values():
        settlement = settle(duties, rules)
        refused |= {int(duty.key): str(why) for duty, why in settlement.refused}
        unpaid |= {int(duty.key) for duty, _why in settlement.unpaid}
        worths += _worths(settlement, rules, version_of, years, kept)
    return Settled(tuple(worths), refused, frozenset(unpaid))


def _by_person(rows: Iterable[Certified], end: dt.date) -> dict[int, list[Duty]]:
    found: dict[int, list[Duty]] = {}
    for row in rows:
        duty = clipped(from_json(row.facts)._replace(key=str(row.duty)), end)
        if duty is not None:
            found.setdefault(row.person, []).append(duty)
    return found


def clipped(duty: Duty, end: dt.date) -> Duty | None:
    """Give a fixed fee as far as the day; nothing of one that begins then or later."""
    if duty.kind is not DutyKind.OFFICE or duty.until is None:
        return duty
    if duty.on >= end:
        return None
    return duty._replace(until=min(duty.until, end))


def _worths(
    settlement: Settlement,
    rules: Timeline,
    version_of: Mapping[Rates, int],
    years: frozenset[int],
    kept: Workings,
) -> Iterable[Worth]:
    for duty, line, pays in with_duties(settlement):
        if line.on.year in years:
            version = version_of[rules.on(line.on)]
            yield _worth(line, duty, pays, version, kept.of(line.working))


def with_duties(settlement: Settlement) -> Iterator[tuple[int, Line, Pays]]:
    """Give each line with the duty that it goes with, and what sort of compensation it is.

    The rounding of a sum has no duty of its own: it goes with the day's last.
    """
    last: dict[dt.date, int] = {}
    for line in settlement.lines:
        if isinstance(line.rule, Payment):
            last[line.on] = int(line.duty.key)
            yield last[line.on], line, line.rule.pays
        else:
            yield last[line.on], line, Pays.FEE


def _worth(
    line: Line, duty: int, pays: Pays, version: int, working: list[dict[str, Any]]
) -> Worth:
    return Worth(
        duty=duty,
        rule=line.rule.id,
        on=line.on,
        amount=line.amount,
        tax_free=line.tax_free,
        minutes=line.minutes,
        state=line.state,
        title=line.rule.title,
        pays=pays,
        clause=line.rule.clause,
        version=version,
        working=working,
    )
