"""When the councils are elected, and when those who are elected take over, by law."""

from __future__ import annotations

import datetime as dt

from .law import count_laid_down, known_from, remembered, value_laid_down

_SUNDAY = 6
_TERM = "budget.plan"


@remembered
def is_election_year(year: int) -> bool:
    """Whether councils are elected in the year: a term apart from one that is known."""
    day = known_from(dt.date(year, 12, 31))
    known = value_laid_down(_TERM, "council.term_began_on", {}, day)
    assert isinstance(known, dt.date)  # noqa: S101  the catalogue's kind of it is a day
    months = count_laid_down(_TERM, "council.term_months", day)
    return (year - known.year) * 12 % months == 0


@remembered
def election_day_in(year: int) -> dt.date:
    """Give the election day of an election year: the first Sunday from the law's day."""
    day = known_from(dt.date(year, 12, 31))
    month = count_laid_down("election.hold", "election.month", day)
    first = dt.date(year, month, count_laid_down("election.hold", "election.first_day", day))
    return first + dt.timedelta(days=(_SUNDAY - first.weekday()) % 7)


@remembered
def new_council_from(year: int) -> dt.date:
    """Give the day of an election year on which the newly elected council takes over."""
    day = known_from(dt.date(year, 12, 31))
    month = count_laid_down(_TERM, "council.new_from_month", day)
    return dt.date(year, month, count_laid_down(_TERM, "council.new_from_day", day))


@remembered
def term_years(on: dt.date) -> int:
    """Give for how many years, begun ones too, a council is elected."""
    return -(-count_laid_down(_TERM, "council.term_months", known_from(on)) // 12)
