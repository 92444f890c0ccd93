"""What remuneration has cost: per body, party and kind, month by month, in a year's runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from samspel.remuneration.enums import Pays
from samspel.remuneration.queries.entries import period
from samspel.remuneration.queries.sql import asked

NOTHING = Decimal("0.00")
# The party is the one of the person's mandate in the body on the day of the duty; of any
# mandate that day where the body is another. One pass over the year's rows, summed in SQL.
_SUMS = """
WITH paid AS (
    SELECT e.person_id, e.body_id, e.pays, r.month, e."on",
           sum(e.amount) AS amount, sum(e.tax_free) AS tax_free,
           sum(e.minutes) FILTER (WHERE e.pays = 'fee') AS minutes
      FROM remuneration_entry e JOIN remuneration_run r ON r.id = e.run_id
     WHERE r.month >= %(first)s AND r.month < %(end)s
     GROUP BY 1, 2, 3, 4, 5
), seats AS MATERIALIZED (
    SELECT x.person_id, x.body_id, x."on",
           (SELECT m.party_id FROM people_mandate m
             WHERE m.person_id = x.person_id AND m.valid_from <= x."on"
               AND (m.valid_to IS NULL OR m.valid_to > x."on")
             ORDER BY (m.body_id = x.body_id) DESC, m.id LIMIT 1) AS party_id
      FROM (SELECT DISTINCT person_id, body_id, "on" FROM paid) x
), sums AS (
    SELECT p.body_id, s.party_id, p.pays, p.month, sum(p.amount) AS amount,
           sum(p.tax_free) AS tax_free, COALESCE(sum(p.minutes), 0) AS minutes,
           array_agg(DISTINCT p.person_id) AS persons
      FROM paid p
      JOIN seats s ON s.person_id = p.person_id AND s.body_id = p.body_id AND s."on" = p."on"
     GROUP BY 1, 2, 3, 4
)
SELECT b.name, b.sort_key, COALESCE(y.name, ''), COALESCE(y.abbreviation, ''),
       COALESCE(y.sort_key, ''), t.pays, t.month, t.amount, t.tax_free, t.minutes, t.persons
  FROM sums t
  JOIN people_body b ON b.id = t.body_id
  LEFT JOIN people_party y ON y.id = t.party_id
"""
_YEARS = """
SELECT DISTINCT extract(year FROM month)::int FROM remuneration_run
 WHERE state <> 'open' ORDER BY 1 DESC
"""


class Part(NamedTuple):
    """One part of the whole: its name and its figures."""

    name: str
    amount: Decimal
    tax_free: Decimal
    minutes: int
    persons: int
    by_pays: dict[Pays, Decimal]


@dataclass(frozen=True)
class Overview:
    """A year's remuneration from every side; each side adds up to the same."""

    year: int
    bodies: tuple[Part, ...]
    parties: tuple[Part, ...]
    kinds: tuple[Part, ...]
    months: tuple[tuple[dt.date, Decimal], ...]
    total: Decimal
    tax_free: Decimal
    persons: int


@dataclass
class _Sum:
    name: str
    order: str
    amount: Decimal = NOTHING
    tax_free: Decimal = NOTHING
    minutes: int = 0

    def __post_init__(self) -> None:
        self.persons: set[int] = set()
        self.by_pays: dict[Pays, Decimal] = {}

    def add(self, pays: Pays, row: tuple[Any, ...]) -> None:
        """Add one row of sums."""
        self.amount += row[7]
        self.tax_free += row[8]
        self.minutes += row[9]
        self.persons.update(row[10])
        self.by_pays[pays] = self.by_pays.get(pays, NOTHING) + row[7]

    @property
    def part(self) -> Part:
        """The finished part."""
        return Part(
            self.name, self.amount, self.tax_free, self.minutes, len(self.persons), self.by_pays
        )


def overview(year: int) -> Overview:
    """Give a year's overview; one statement, however many rows."""
    first, end = period(year)
    bodies: dict[str, _Sum] = {}
    parties: dict[str, _Sum] = {}
    kinds: dict[str, _Sum] = {}
    months: dict[dt.date, Decimal] = {}
    whole = _Sum("", "")
    order = {pays: f"{place:02}" for place, pays in enumerate(Pays)}
    for row in asked(_SUMS, first=first, end=end):
        body, body_order, party, short, party_order, kind, month = row[:7]
        pays = Pays(kind)
        named = f"{party} ({short})" if party else ""
        bodies.setdefault(body, _Sum(body, body_order)).add(pays, row)
        parties.setdefault(named, _Sum(named, party_order or "~")).add(pays, row)
        kinds.setdefault(kind, _Sum(pays.value, order[pays])).add(pays, row)
        months[month] = months.get(month, NOTHING) + row[7]
        whole.add(pays, row)
    return Overview(
        year,
        _sorted(bodies),
        _sorted(parties),
        _sorted(kinds),
        tuple(sorted(months.items())),
        whole.amount,
        whole.tax_free,
        len(whole.persons),
    )


def _sorted(found: dict[str, _Sum]) -> tuple[Part, ...]:
    ordered = sorted(found.values(), key=lambda each: (each.order, each.name))
    return tuple(each.part for each in ordered)


def years_paid() -> list[int]:
    """Give the years of closed runs, newest first; one statement."""
    return [row[0] for row in asked(_YEARS)]
