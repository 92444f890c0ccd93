"""The arithmetic of meetings: a meeting's chain of deadlines, a year's days, a § as written.

The council of the municipality and each body set the days themselves (KL 6 kap. 23 §
leaves time and place to the committee); only the approval has a limit in the statute
(KL 5 kap. 69 §, 6 kap. 35 §), which is data.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from samspel.foundation.holidays import (
    free_day_name,
    next_weekday,
    previous_weekday,
    working_days_before,
)
from samspel.meetings.calculation.statute import count_laid_down, known_from

LAST_OF_MONTH = 5
_WORKING_WEEK = 5
_PARAGRAPH = re.compile(r"^\s*§?\s*(\d{1,4})\s*([a-zåäö])?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How many days before (or after) a meeting things are due, and how days are counted.

    With ``weekdays`` only weekdays are counted; else days of the calendar, and a
    deadline that falls on a free day is moved to the weekday before it. Without
    ``approval_days`` the law's are meant, and never more than they.
    """

    dispatch_days: int
    notice_days: int
    presidium_days: int | None = None
    approval_days: int | None = None
    weekdays: bool = True


@dataclass(frozen=True, slots=True)
class Chain:
    """A meeting's chain of deadlines: the days, in the order in which they come."""

    presidium_on: date | None
    dispatch_on: date
    notice_on: date
    approval_on: date


def chain_of(day: date, rule: DeadlineRule) -> Chain:
    """Give the deadlines of a meeting that is held on the day."""
    return Chain(
        presidium_on=(
            None if rule.presidium_days is None else _before(day, rule.presidium_days, rule)
        ),
        dispatch_on=_before(day, rule.dispatch_days, rule),
        notice_on=_before(day, rule.notice_days, rule),
        approval_on=_approval(day, rule.approval_days),
    )


def fewest_days(rule: DeadlineRule) -> int:
    """Give the fewest days there can be from the notice to the meeting.

    A working week never spans fewer days than a week of the calendar, and a free day only
    moves the notice further from the meeting.
    """
    weeks = rule.notice_days // _WORKING_WEEK if rule.weekdays else 0
    return rule.notice_days + weeks * 2


def _before(day: date, count: int, rule: DeadlineRule) -> date:
    if rule.weekdays:
        return working_days_before(day, count)
    return previous_weekday(day - timedelta(days=count)) if count else day


def fewest_weekdays(days: int) -> int:
    """Give how many weekdays there must be for the notice to come so many days before."""
    weekdays = days // 7 * _WORKING_WEEK
    return weekdays + min(days % 7, _WORKING_WEEK)


def _approval(day: date, wished: int | None) -> date:
    """Give the last weekday within the days; never later than the statute's limit."""
    most = count_laid_down("minutes.approve", "approval.days_at_most", known_from(day))
    last = day + timedelta(days=min(wished or most, most))
    return max(previous_weekday(last), day)


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """A day of a yearly plan; moved when the day it should have been is free."""

    day: date
    moved_from: date | None = None
    because: str = ""


def series(
    year: int, *, weekday: int, week: int, skipped_months: Collection[int] = ()
) -> list[SeriesDay]:
    """Give a year's meeting days: the n:th weekday of each month that is not skipped.

    ``weekday`` is 0 for Monday; ``week`` is 1 to 4, or 5 for the last one of the month.
    A free day is moved to the next weekday, with the reason. Refuses (ValueError) a
    week that is not 1 to 5 and a weekday that is not 0 to 6.
    """
    if not 1 <= week <= LAST_OF_MONTH or not 0 <= weekday <= 6:
        raise ValueError(week, weekday)
    months = [month for month in range(1, 13) if month not in skipped_months]
    return [_held_on(_nth_weekday(year, month, weekday, week)) for month in months]


def _nth_weekday(year: int, month: int, weekday: int, week: int) -> date:
    first = date(year, month, 1)
    days = calendar.monthrange(year, month)[1]
    offset = (weekday - first.weekday()) % 7
    numbers = list(range(1 + offset, days + 1, 7))
    return date(year, month, numbers[-1] if week == LAST_OF_MONTH else numbers[week - 1])


def _held_on(day: date) -> SeriesDay:
    why = free_day_name(day)
    return SeriesDay(day) if why is None else SeriesDay(next_weekday(day), day, why)


def paragraph_of(text: str) -> str | None:
    """Give a § as it is printed ("§ 33", "§ 33 a"), or None for what is no §."""
    found = _PARAGRAPH.match(text)
    if found is None or int(found[1]) == 0:
        return None
    letter = f" {found[2].lower()}" if found[2] else ""
    return f"§ {int(found[1])}{letter}"


def paragraph_key(paragraph: str) -> tuple[int, str]:
    """Give what a printed § is sorted by: its number, then its letter."""
    found = _PARAGRAPH.match(paragraph)
    return (int(found[1]), found[2] or "") if found else (0, paragraph)
