import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.holidays import is_free_day
from samspel.meetings.calculation import (
    DeadlineRule,
    chain_of,
    fewest_days,
    fewest_weekdays,
    paragraph_key,
    paragraph_of,
    series,
)
from tests.law import amended

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2033, 12, 31))


def test_weekdays_before_a_meeting_skip_the_weekend():
    chain = chain_of(dt.date(2026, 12, 1), DeadlineRule(8, 5))

    assert chain.dispatch_on == dt.date(2026, 11, 19)
    assert chain.notice_on == dt.date(2026, 11, 24)


def test_calendar_days_that_end_on_a_free_day_move_to_the_weekday_before():
    rule = DeadlineRule(10, 7, weekdays=False)

    chain = chain_of(dt.date(2026, 12, 2), rule)

    assert chain.dispatch_on == dt.date(2026, 11, 20)
    assert chain.notice_on == dt.date(2026, 11, 25)


def test_no_days_before_is_the_day_of_the_meeting_whatever_it_is():
    sunday = dt.date(2026, 11, 15)

    chain = chain_of(sunday, DeadlineRule(0, 0, weekdays=False))

    assert (chain.dispatch_on, chain.notice_on) == (sunday, sunday)


def test_the_presidium_has_a_day_only_where_the_body_has_set_one():
    day = dt.date(2026, 12, 1)

    assert chain_of(day, DeadlineRule(8, 5)).presidium_on is None
    assert chain_of(day, DeadlineRule(8, 5, presidium_days=6)).presidium_on == dt.date(
        2026, 11, 23
    )


def test_the_minutes_are_approved_within_fourteen_days_kl_5_69():
    chain = chain_of(dt.date(2026, 12, 1), DeadlineRule(8, 5))

    assert chain.approval_on == dt.date(2026, 12, 15)


def test_kl_5_69_no_body_has_longer_than_the_law_and_the_law_is_data():
    day = dt.date(2026, 12, 1)

    assert chain_of(day, DeadlineRule(8, 5, approval_days=20)).approval_on == dt.date(
        2026, 12, 15
    )
    with amended(("justeringstid", "value: 14", "value: 10")):
        assert chain_of(day, DeadlineRule(8, 5)).approval_on == dt.date(2026, 12, 11)


@pytest.mark.parametrize("days", range(30))
def test_so_many_weekdays_are_never_fewer_days_and_one_fewer_is(days):
    least = fewest_weekdays(days)

    assert fewest_days(DeadlineRule(least, least)) >= days
    assert least == 0 or fewest_days(DeadlineRule(least - 1, least - 1)) < days


def test_an_approval_that_would_fall_on_a_free_day_is_brought_forward():
    chain = chain_of(dt.date(2026, 12, 11), DeadlineRule(8, 5))

    assert chain.approval_on == dt.date(2026, 12, 23)


@given(day=DAYS, notice=st.integers(0, 20), more=st.integers(0, 20), weekdays=st.booleans())
def test_the_chain_is_always_in_order_and_on_weekdays(day, notice, more, weekdays):
    rule = DeadlineRule(notice + more, notice, presidium_days=notice, weekdays=weekdays)

    chain = chain_of(day, rule)

    assert chain.dispatch_on <= chain.notice_on <= day <= chain.approval_on
    assert (chain.approval_on - day).days <= 14
    assert notice + more == 0 or not is_free_day(chain.dispatch_on)


def test_a_series_is_the_second_tuesday_of_each_month_that_is_not_skipped():
    days = series(2027, weekday=1, week=2, skipped_months={7})

    assert [each.day for each in days][:3] == [
        dt.date(2027, 1, 12),
        dt.date(2027, 2, 9),
        dt.date(2027, 3, 9),
    ]
    assert len(days) == 11


def test_a_series_day_that_is_free_moves_to_the_next_weekday_and_says_why():
    thursday = series(2027, weekday=3, week=1)[4]

    assert thursday.day == dt.date(2027, 5, 7)
    assert thursday.moved_from == dt.date(2027, 5, 6)
    assert thursday.because == "kristi himmelsfärdsdag"


def test_the_last_week_of_a_month_may_be_its_fifth():
    assert series(2026, weekday=0, week=5)[10].day == dt.date(2026, 11, 30)


@given(year=st.integers(2024, 2033), weekday=st.integers(0, 4), week=st.integers(1, 5))
def test_a_series_never_holds_a_free_day(year, weekday, week):
    assert not [
        each for each in series(year, weekday=weekday, week=week) if is_free_day(each.day)
    ]


@pytest.mark.parametrize(("weekday", "week"), [(7, 1), (-1, 1), (0, 0), (0, 6)])
def test_a_rhythm_that_does_not_exist_is_refused(weekday, week):
    with pytest.raises(ValueError, match=r"\d"):
        series(2027, weekday=weekday, week=week)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("33", "§ 33"),
        ("§33", "§ 33"),
        (" § 033 ", "§ 33"),
        ("33 A", "§ 33 a"),
        ("§", None),
        ("0", None),
        ("trettiotre", None),
        ("", None),
        ("§ 33–34", None),
    ],
)
def test_a_paragraph_is_printed_in_one_way(written, printed):
    assert paragraph_of(written) == printed


def test_paragraphs_are_sorted_by_their_numbers():
    assert sorted(["§ 100", "§ 9", "§ 33 a", "§ 33"], key=paragraph_key) == [
        "§ 9",
        "§ 33",
        "§ 33 a",
        "§ 100",
    ]
