"""KL 13 kap. 5 § and lag (1930:173): the time for appeal against a calendar of ten years."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.dates import at_wall_clock
from samspel.foundation.holidays import free_day_name, is_free_day
from samspel.meetings.calculation.appeal import (
    Outage,
    announce_by,
    appeal_ends,
    interrupted_by,
    may_come_down,
)

YEARS = range(2020, 2030)


def easter(year: int) -> dt.date:
    """Easter Sunday by the method of Gauss, worked out here and not by our calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    letter = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * letter) // 451
    month, day = divmod(h + letter - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def free_days(year: int) -> set[dt.date]:
    """Every day of the year that moves a time limit, by the statutes and nothing else."""
    sunday = easter(year)
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    moving = [-2, 1, 39]
    midsummer = next(d for d in range(20, 27) if dt.date(year, 6, d).weekday() == 5)
    saints = next(
        dt.date(year, 10, 31) + dt.timedelta(days=n)
        for n in range(7)
        if (dt.date(year, 10, 31) + dt.timedelta(days=n)).weekday() == 5
    )
    days = {dt.date(year, month, day) for month, day in fixed}
    days |= {sunday + dt.timedelta(days=n) for n in moving}
    days |= {dt.date(year, 6, midsummer), dt.date(year, 6, midsummer - 1), saints}
    first = dt.date(year, 1, 1)
    every = [first + dt.timedelta(days=n) for n in range(366)]
    return days | {day for day in every if day.year == year and day.weekday() >= 5}


def test_the_calendar_of_free_days_agrees_with_the_statutes_for_ten_years():
    for year in YEARS:
        first = dt.date(year, 1, 1)
        every = [first + dt.timedelta(days=n) for n in range(366)]
        ours = {day for day in every if day.year == year and is_free_day(day)}

        assert ours == free_days(year)


def test_kl_13_5_every_day_of_ten_years_gives_three_weeks_and_then_the_next_weekday():
    free = set().union(*(free_days(year) for year in range(2020, 2031)))
    day = dt.date(YEARS[0], 1, 1)
    while day.year in YEARS:
        end = day + dt.timedelta(days=21)
        while end in free:
            end += dt.timedelta(days=1)

        assert appeal_ends(day) == end
        assert may_come_down(day) == end + dt.timedelta(days=1)
        day += dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("announced", "ends", "because"),
    [
        ((2017, 6, 2), (2017, 6, 26), "midsommarafton"),
        ((2026, 3, 13), (2026, 4, 7), "långfredagen"),
        ((2026, 12, 3), (2026, 12, 28), "julafton"),
        ((2026, 12, 10), (2027, 1, 4), "nyårsafton"),
        ((2024, 2, 8), (2024, 2, 29), None),
        ((2023, 2, 8), (2023, 3, 1), None),
        ((2026, 3, 8), (2026, 3, 30), "söndag"),
        ((2026, 10, 4), (2026, 10, 26), "söndag"),
        ((2026, 11, 13), (2026, 12, 4), None),
    ],
)
def test_easter_midsummer_christmas_new_year_leap_day_and_the_clocks_nights(
    announced, ends, because
):
    third_week = dt.date(*announced) + dt.timedelta(weeks=3)

    assert appeal_ends(dt.date(*announced)) == dt.date(*ends)
    assert (free_day_name(third_week) or None) == because


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)))
def test_the_end_is_never_early_and_never_on_a_free_day(day):
    end = appeal_ends(day)

    assert end >= day + dt.timedelta(weeks=3)
    assert end <= day + dt.timedelta(weeks=3, days=6)
    assert not is_free_day(end)


def test_kl_8_12_the_announcement_is_made_by_the_second_day():
    assert announce_by(dt.date(2026, 11, 12)) == dt.date(2026, 11, 14)


def test_a_notice_posted_in_the_night_when_the_clock_is_set_back_has_its_swedish_day():
    before = at_wall_clock(dt.date(2026, 10, 25), dt.time(2, 30), fold=0)
    after = at_wall_clock(dt.date(2026, 10, 25), dt.time(2, 30), fold=1)
    outage = Outage(before, after)

    assert interrupted_by(before, dt.date(2026, 11, 16), [outage]) == [outage]
    assert interrupted_by(after, dt.date(2026, 11, 16), [outage]) == []


@pytest.mark.parametrize(
    ("outage", "hits"),
    [
        (((11, 2), (11, 3)), True),
        (((10, 1), (10, 2)), False),
        (((12, 24), (12, 25)), False),
        (((11, 23), None), True),
        (((11, 24), None), False),
    ],
)
def test_kl_13_5_only_an_outage_within_the_time_makes_it_uncertain(outage, hits):
    start, end = outage
    posted = at_wall_clock(dt.date(2026, 11, 2), dt.time(0, 1))
    known = Outage(
        at_wall_clock(dt.date(2026, *start), dt.time(8)),
        at_wall_clock(dt.date(2026, *end), dt.time(9)) if end else None,
    )

    assert bool(interrupted_by(posted, dt.date(2026, 11, 23), [known])) == hits
