"""Weekdays and free days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.holidays import (
    free_day_name,
    is_free_day,
    next_weekday,
    previous_weekday,
    weekdays_between,
    working_days_after,
    working_days_before,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "nyårsdagen"),
        (date(2026, 1, 6), "trettondedag jul"),
        (date(2026, 4, 3), "långfredagen"),
        (date(2026, 4, 6), "annandag påsk"),
        (date(2026, 5, 1), "första maj"),
        (date(2026, 5, 14), "kristi himmelsfärdsdag"),
        (date(2026, 6, 6), "nationaldagen"),
        (date(2026, 6, 19), "midsommarafton"),
        (date(2017, 6, 23), "midsommarafton"),
        (date(2026, 6, 20), "midsommardagen"),
        (date(2026, 10, 31), "alla helgons dag"),
        (date(2026, 12, 24), "julafton"),
        (date(2026, 12, 25), "juldagen"),
        (date(2026, 12, 31), "nyårsafton"),
        (date(2026, 11, 14), "lördag"),
        (date(2026, 11, 15), "söndag"),
    ],
)
def test_a_free_day_says_why_it_is_free(day, name):
    assert (is_free_day(day), free_day_name(day)) == (True, name)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 12),
        date(2026, 1, 5),  # trettondagsafton
        date(2026, 4, 2),  # skärtorsdagen
        date(2026, 4, 30),  # valborgsmässoafton
        date(2026, 5, 15),  # a day squeezed between two free ones
    ],
)
def test_days_that_many_take_off_are_still_weekdays(day):
    assert (is_free_day(day), free_day_name(day)) == (False, None)


def test_annandag_pingst_was_a_free_day_until_the_national_day_became_one():
    whit_monday_2004, whit_monday_2005 = date(2004, 5, 31), date(2005, 5, 16)

    assert [is_free_day(day) for day in (whit_monday_2004, whit_monday_2005)] == [True, False]


@pytest.mark.parametrize(
    ("day", "moved_to"),
    [
        (date(2026, 11, 12), date(2026, 11, 12)),
        (date(2026, 11, 14), date(2026, 11, 16)),
        (date(2017, 6, 23), date(2017, 6, 26)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2026, 4, 3), date(2026, 4, 7)),
    ],
)
def test_a_time_limit_that_ends_on_a_free_day_is_moved_to_the_next_weekday(day, moved_to):
    assert next_weekday(day) == moved_to


def test_the_last_weekday_is_the_day_itself_or_the_one_before():
    days = [previous_weekday(day) for day in (date(2026, 11, 13), date(2026, 4, 6))]

    assert days == [date(2026, 11, 13), date(2026, 4, 2)]


def test_the_weekdays_over_christmas():
    days = list(weekdays_between(date(2026, 12, 22), date(2027, 1, 5)))

    assert [(day.month, day.day) for day in days] == [
        *[(12, 22), (12, 23), (12, 28), (12, 29), (12, 30)],
        (1, 4),
    ]


def test_there_is_no_weekday_in_an_empty_or_backward_period():
    thursday = date(2026, 11, 12)

    assert list(weekdays_between(thursday, thursday)) == []
    assert list(weekdays_between(thursday, thursday - timedelta(days=9))) == []


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2026, 11, 12), 1, date(2026, 11, 11)),
        (date(2026, 11, 16), 1, date(2026, 11, 13)),
        (date(2027, 1, 4), 3, date(2026, 12, 28)),
        (date(2026, 11, 15), 1, date(2026, 11, 13)),
        (date(2026, 11, 15), 0, date(2026, 11, 15)),
    ],
)
def test_weekdays_are_counted_backwards(day, count, before):
    assert working_days_before(day, count) == before


def test_weekdays_are_counted_forwards():
    assert working_days_after(date(2026, 12, 23), 2) == date(2026, 12, 29)


@pytest.mark.parametrize("count_days", [working_days_before, working_days_after])
def test_a_negative_count_is_refused(count_days):
    with pytest.raises(ValueError, match="-1"):
        count_days(date(2026, 11, 12), -1)


@given(DAYS)
def test_the_next_weekday_is_the_first_that_is_not_free(day):
    moved = next_weekday(day)

    assert not is_free_day(moved)
    assert list(weekdays_between(day, moved)) == []


@given(DAYS, st.integers(1, 30))
def test_counting_back_and_forth_comes_home(day, count):
    start = next_weekday(day)

    assert working_days_before(working_days_after(start, count), count) == start
