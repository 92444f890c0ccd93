"""Weekdays and free days, as the statute on counting time (1930:173 § 2) has them.

What a statute says must be done at the latest on a Sunday, another public holiday, a
Saturday, *midsommarafton*, *julafton* or *nyårsafton* may be done on the next weekday.
The public holidays (1989:253) come from the ``holidays`` package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from samspel.foundation.labels import mark as _

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEKEND = {_SATURDAY: _("lördag"), 6: _("söndag")}


@lru_cache(maxsize=64)
def _named_days(year: int) -> Mapping[date, str]:
    """Give a year's public holidays and the three eves, with their names."""
    from holidays.countries.sweden import Sweden  # noqa: PLC0415  slow third-party module: it reads every country

    public = Sweden(years=year, include_sundays=False, language="sv")
    friday = next(
        date(year, 6, number)
        for number in range(19, 26)
        if date(year, 6, number).weekday() == _SATURDAY - 1
    )
    return {
        **{day: name.lower() for day, name in public.items()},
        friday: _("midsommarafton"),
        date(year, 12, 24): _("julafton"),
        date(year, 12, 31): _("nyårsafton"),
    }


def free_day_name(day: date) -> str | None:
    """Give what makes the day free ("julafton", "söndag"), or None on a weekday."""
    return _named_days(day.year).get(day) or _WEEKEND.get(day.weekday())


def is_free_day(day: date) -> bool:
    """Tell whether a time limit that ends on the day is moved (1930:173 § 2)."""
    return free_day_name(day) is not None


def next_weekday(day: date) -> date:
    """Give the day itself if it is a weekday, else the first weekday after it."""
    while is_free_day(day):
        day += _ONE_DAY
    return day


def previous_weekday(day: date) -> date:
    """Give the day itself if it is a weekday, else the last weekday before it."""
    while is_free_day(day):
        day -= _ONE_DAY
    return day


def weekdays_between(start: date, end: date) -> Iterator[date]:
    """Give the weekdays from ``start`` to, but not including, ``end``, in order."""
    for number in range((end - start).days):
        day = start + timedelta(days=number)
        if not is_free_day(day):
            yield day


def working_days_before(day: date, count: int) -> date:
    """Give the weekday that lies ``count`` weekdays before the day.

    The day itself is not counted. Refuses (ValueError) a count that is negative;
    0 gives the day itself, whatever it is.
    """
    return _step(day, count, -_ONE_DAY)


def working_days_after(day: date, count: int) -> date:
    """Give the weekday that lies ``count`` weekdays after the day, as above."""
    return _step(day, count, _ONE_DAY)


def _step(day: date, count: int, step: timedelta) -> date:
    """Walk over ``count`` weekdays in one direction."""
    if count < 0:
        raise ValueError(count)
    while count:
        day += step
        count -= not is_free_day(day)
    return day
