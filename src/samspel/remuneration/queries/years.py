"""Some persons' duties of some years, settled as they stand now: what each would give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from samspel.foundation.dates import add_months
from samspel.remuneration.calculation.settled import clipped, with_duties
from samspel.remuneration.enums import DutyKind, DutyOrigin, DutyState
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.facts import Offices, facts_of, with_parts
from samspel.rules.amounts import duties as engine
from samspel.rules.amounts.lines import Line
from samspel.rules.amounts.rates import Rules
from samspel.rules.amounts.settling import settle

_OUT = (DutyState.WITHDRAWN, DutyState.REFUSED)


@dataclass(frozen=True)
class Years:
    """The duties, newest first, and what each gives by the rules that are known now."""

    rows: tuple[Duty, ...]
    lines: Mapping[int, list[Line]] = field(default_factory=dict)
    refused: Mapping[int, object] = field(default_factory=dict)
    unpaid: Mapping[int, object] = field(default_factory=dict)

    def of(self, duty: Duty) -> list[Line]:
        """Give the lines of a duty."""
        return self.lines.get(duty.pk, [])

    def amount(self, duty: Duty) -> Decimal:
        """Give what a duty gives."""
        return sum((line.amount for line in self.of(duty)), engine.NOTHING)

    @property
    def total(self) -> Decimal:
        """The sum of all of it."""
        return sum((self.amount(duty) for duty in self.rows), engine.NOTHING)


def in_years(years: Iterable[int]) -> Q:
    """Give the condition that a duty has something in one of the years."""
    chosen = Q(pk__in=[])
    for year in sorted(set(years)):
        chosen |= Q(on__year=year)
        chosen |= Q(
            origin=DutyOrigin.OFFICE,
            on__lt=dt.date(year + 1, 1, 1),
            until__gt=dt.date(year, 1, 1),
        )
    return chosen


def settled_years(
    person_ids: Iterable[int],
    years: Iterable[int],
    rules: Rules,
    *,
    today: dt.date,
    handed_in: dt.date | None = None,
) -> Years:
    """Settle the persons' duties of whole calendar years, since caps count per year.

    A fixed fee counts to the end of the month of ``today``. What is still open counts as
    handed in on ``handed_in``: who is late is not promised anything. Three statements.
    """
    asked = sorted(set(years))
    rows = tuple(
        with_parts(
            Duty.objects.filter(in_years(asked), person_id__in=set(person_ids))
        ).order_by("-on", "-starts", "-pk")
    )
    counted = [each for each in rows if each.state not in _OUT]
    offices = Offices(
        (each.person_id, each.on, each.until or each.on, each.occupancy)
        for each in counted
        if each.origin == DutyOrigin.OFFICE
    )
    return _settled(rows, counted, offices, rules, set(asked), (today, handed_in))


def _settled(
    rows: tuple[Duty, ...],
    counted: list[Duty],
    offices: Offices,
    rules: Rules,
    years: set[int],
    days: tuple[dt.date, dt.date | None],
) -> Years:
    today, handed_in = days
    lines: dict[int, list[Line]] = {}
    refused: dict[int, object] = {}
    unpaid: dict[int, object] = {}
    end = add_months(today.replace(day=1), 1)
    for person in {each.person_id for each in counted}:
        own = [each for each in counted if each.person_id == person]
        given = (
            _handed_in(each, facts_of(each, offices.occupancy(person, each.on)), handed_in)
            for each in own
        )
        found = settle([kept for each in given if (kept := clipped(each, end))], rules)
        for key, line, _pays in with_duties(found):
            if line.on.year in years:
                lines.setdefault(key, []).append(line)
        refused |= {int(duty.key): why for duty, why in found.refused}
        unpaid |= {int(duty.key): why for duty, why in found.unpaid}
    return Years(rows, lines, refused, unpaid)


def _handed_in(row: Duty, facts: engine.Duty, day: dt.date | None) -> engine.Duty:
    """Give the facts of what is still open as if it were handed in on the day."""
    is_open = day is not None and row.state == DutyState.OPEN
    return facts._replace(claimed_on=day) if is_open else facts


def is_office(duty: Duty) -> bool:
    """Tell whether the duty is a fixed fee."""
    return duty.kind == DutyKind.OFFICE
