"""Facts about the operation and unit: whose it is, who has it, how often it is visited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samspel.kit.prepared import Ask, Prepared
from samspel.people.models import Operation, Unit
from samspel.rules.catalogue import FactValue
from samspel.visits.facts.standing import Standing, persons_in, sides_in
from samspel.visits.models import UnitTerms

Facts = dict[str, FactValue | None]

# How often each operation has been or is to be visited, per year, without one visit.
_ASK_VISITED = Prepared(
    "visits_visited",
    """
SELECT v.operation_id, extract(year FROM t.at AT TIME ZONE 'Europe/Stockholm')::int AS year,
       count(*), count(*) FILTER (WHERE COALESCE(v.users_met, v.users_take_part, false))
  FROM visits_visit v
 CROSS JOIN LATERAL (SELECT COALESCE(v.held_from, v.starts_at) AS at) t
 WHERE v.operation_id = ANY(%(operations)s) AND v.state IN ('booked', 'held')
   AND v.kind IN ('contact', 'group') AND v.id IS DISTINCT FROM %(besides)s
   AND t.at >= make_timestamptz(%(first)s, 1, 1, 0, 0, 0, 'Europe/Stockholm')
   AND t.at < make_timestamptz(%(last)s + 1, 1, 1, 0, 0, 0, 'Europe/Stockholm')
 GROUP BY 1, 2
""",
    gives="bigint bigint bigint bigint",
    operations="bigint[]",
    first="integer",
    last="integer",
    besides="bigint",
)


@dataclass(frozen=True, slots=True)
class Place:
    """What is visited: an operation, or one of its units."""

    operation: Operation
    unit: Unit | None = None

    @classmethod
    def of(cls, where: Operation | Unit) -> Place:
        """Give the place of a unit or an operation."""
        return cls(where.operation, where) if isinstance(where, Unit) else cls(where)

    @property
    def unit_id(self) -> int | None:
        """The unit's key, if one unit is meant."""
        return self.unit.pk if self.unit else None

    @property
    def address(self) -> str:
        """The unit's address and entrance; empty for an operation."""
        if self.unit is None:
            return ""
        return ", ".join(each for each in (self.unit.address, self.unit.entrance) if each)

    def __str__(self) -> str:
        return str(self.unit or self.operation)


@dataclass(frozen=True, slots=True)
class Visited:
    """How many visits an operation has in a year, and at how many users are met."""

    visits: int = 0
    user_meetings: int = 0


def visited_in_years(
    operation_ids: Iterable[int], years: Iterable[int], besides: int | None = None
) -> dict[tuple[int, int], Visited]:
    """Give the visits held or booked per operation and year; one statement."""
    ask, given = ask_visited(operation_ids, years, besides)
    return {(key, year): Visited(*rest) for key, year, *rest in ask.rows(given)}


def ask_visited(
    operation_ids: Iterable[int], years: Iterable[int], besides: int | None = None
) -> Ask:
    """Give what ``visited_in_years`` asks, to be asked together with more."""
    wanted = sorted(set(years))
    return _ASK_VISITED, {
        "operations": sorted(set(operation_ids)),
        "first": wanted[0],
        "last": wanted[-1],
        "besides": besides,
    }


def terms_of(units: Iterable[int]) -> dict[int, UnitTerms]:
    """Give what is known about the units' terms, by the unit's key; one statement."""
    keys = [key for key in units if key]
    if not keys:
        return {}
    return {row.unit_id: row for row in UnitTerms.objects.filter(unit_id__in=keys)}


def operation_facts(
    place: Place,
    *,
    body_id: int,
    standing: Iterable[Standing],
    visited: Visited,
    terms: UnitTerms | None,
) -> Facts:
    """Give the facts about the operation, from what was gathered.

    Takes the appointments that stand for the place on the day. An operation of our own
    needs no agreement to be visited.
    """
    rows = list(standing)
    is_private = bool(place.unit and place.unit.is_private)
    return {
        "operation.key": place.operation.key,
        "operation.department": place.operation.department.key,
        "operation.under_body": place.operation.department.body_id == body_id,
        "operation.is_private": is_private,
        "operation.is_school": bool(terms and terms.is_school),
        "operation.contact_politician_count": len(persons_in(rows)),
        "operation.sides": sides_in(rows),
        "operation.visits_this_year": visited.visits,
        "operation.user_meetings_this_year": visited.user_meetings,
        "operation.agreement_allows_visits": (
            (terms.agreement_allows_visits if terms else None) if is_private else True
        ),
    }


def is_strained(terms: UnitTerms | None, day: dt.date) -> bool:
    """Tell whether the manager has said that the ordinary work goes first on the day."""
    return bool(terms and terms.strained_until and terms.strained_until >= day)
