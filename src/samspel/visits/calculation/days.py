"""Days that the rules speak of: halves of the year, weekdays, elections, months of a term."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.dates import add_months
from samspel.rules.catalogue import HalfYear, Weekday
from samspel.rules.elections import election_day_in, is_election_year, term_years

_AUTUMN_FROM = 7


def half_year_of(day: dt.date) -> HalfYear:
    """Give the half of the calendar year in which the day falls."""
    return HalfYear.AUTUMN if day.month >= _AUTUMN_FROM else HalfYear.SPRING


def weekday_of(day: dt.date) -> Weekday:
    """Give the day of the week."""
    return tuple(Weekday)[day.weekday()]


def days_to_election(day: dt.date) -> int:
    """Give how many days it is to the next general election; 0 on the day itself."""
    years = range(day.year, day.year + term_years(day) + 1)
    year = next(year for year in years if _has_election_after(year, day))
    return (election_day_in(year) - day).days


def _has_election_after(year: int, day: dt.date) -> bool:
    return is_election_year(year) and election_day_in(year) >= day


def started_months(first: dt.date, end: dt.date) -> int:
    """Give how many months are begun from the first day until, but not on, the end."""
    count = 0
    while add_months(first, count) < end:
        count += 1
    return count
