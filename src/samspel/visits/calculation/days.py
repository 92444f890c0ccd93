"""Days that the rules speak of: halves of the year, weekdays, elections, months of a term."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.dates import add_months
from samspel.rules.catalogue import HalfYear, Weekday

_ELECTION_MONTH = 9
_SECOND_SUNDAY_FROM = 8
_SUNDAY = 6
_AUTUMN_FROM = 7


def half_year_of(day: dt.date) -> HalfYear:
    """Give the half of the calendar year in which the day falls."""
    return HalfYear.AUTUMN if day.month >= _AUTUMN_FROM else HalfYear.SPRING


def weekday_of(day: dt.date) -> Weekday:
    """Give the day of the week."""
    return tuple(Weekday)[day.weekday()]


def is_election_year(year: int) -> bool:
    """Tell whether there are ordinary general elections in the year: 2022, 2026, 2030, …"""
    return year % 4 == 2


def election_day_in(year: int) -> dt.date:
    """Give the election day of an election year: the second Sunday in September.

    Vallagen (2005:837) 1 kap. 3 §.
    """
    first = dt.date(year, _ELECTION_MONTH, _SECOND_SUNDAY_FROM)
    return first + dt.timedelta(days=(_SUNDAY - first.weekday()) % 7)


def days_to_election(day: dt.date) -> int:
    """Give how many days it is to the next general election; 0 on the day itself."""
    year = next(
        year for year in range(day.year, day.year + 5) if _has_election_after(year, day)
    )
    return (election_day_in(year) - day).days


def _has_election_after(year: int, day: dt.date) -> bool:
    return is_election_year(year) and election_day_in(year) >= day


def started_months(first: dt.date, end: dt.date) -> int:
    """Give how many months are begun from the first day until, but not on, the end."""
    count = 0
    while add_months(first, count) < end:
        count += 1
    return count
