"""Counting visits: held or booked, in the calendar year of the visit's date.

A visit belongs to the year of the day on which it is held, on the clock in Sweden. The
visit that is being judged is never among those counted: the rules ask about the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from samspel.visits.calculation.days import half_year_of

_MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True)
class CountedVisit:
    """A visit that is held or booked: whose, where, which day and for how long."""

    visit_id: int
    person_id: int
    operation_id: int
    day: dt.date
    minutes: int


@dataclass(frozen=True, slots=True)
class Grant:
    """What the body has decided for a year: for whom and where (None for all), how much."""

    person_id: int | None
    operation_id: int | None
    year: int
    visits_count: int | None
    paid_hours: Decimal | None


def in_year(
    visits: Iterable[CountedVisit], person_id: int, day: dt.date, besides: int | None
) -> list[CountedVisit]:
    """Give the person's other visits in the calendar year of the day."""
    return [
        each
        for each in visits
        if each.person_id == person_id
        and each.day.year == day.year
        and each.visit_id != besides
    ]


def in_operation(visits: Iterable[CountedVisit], operation_id: int) -> list[CountedVisit]:
    """Keep the visits in the operation."""
    return [each for each in visits if each.operation_id == operation_id]


def in_half_year(visits: Iterable[CountedVisit], day: dt.date) -> list[CountedVisit]:
    """Keep the visits in the same half of the year as the day; they are of one year already."""
    return [each for each in visits if half_year_of(each.day) == half_year_of(day)]


def hours_of(visits: Iterable[CountedVisit]) -> Decimal:
    """Give the hours of the visits together, exactly to the minute's share of an hour."""
    return as_hours(sum(each.minutes for each in visits))


def as_hours(minutes: int) -> Decimal:
    """Give minutes as hours with at most four decimals, as the rules can hold them."""
    return (Decimal(minutes) / _MINUTES_PER_HOUR).quantize(Decimal("0.0001")).normalize() + 0


def most_specific(
    grants: Iterable[Grant], person_id: int, operation_id: int, year: int
) -> Grant | None:
    """Give the decision that fits best: person and operation, then person, then operation.

    Gives None when the body has decided nothing that covers the person, place and year.
    """
    fitting = [
        each
        for each in grants
        if each.year == year
        and each.person_id in (None, person_id)
        and each.operation_id in (None, operation_id)
    ]
    return max(fitting, key=_specific, default=None)


def _specific(grant: Grant) -> tuple[bool, bool]:
    return grant.person_id is not None, grant.operation_id is not None
