"""Numbers that somebody has typed: never trusted to be short, nor to be numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.foundation.dates import day_written
from samspel.foundation.numbers import whole, whole_within


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("0", 0), (" 12 ", 12), ("007", 7), ("999999999", 999_999_999), (3, 3)),
        # What str.isdigit or str.isdecimal takes for digits, and int does not or should not.
        *(("²", None), ("٣", None), ("1_0", None), ("-1", None), ("9" * 5000, None)),
        *(("", None), (None, None), ("1.5", None), ("1\n2", None)),
    ],
)
def test_only_short_whole_numbers_are_read(text, number):
    assert whole(text) == number


def test_a_number_outside_its_bounds_is_none():
    assert [whole_within(each, 1, 12) for each in ("0", "1", "12", "13")] == [None, 1, 12, None]


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", ""])
def test_a_day_that_nothing_can_be_reckoned_from_is_no_day(text):
    with pytest.raises(ValueError):  # noqa: PT011  the text itself is the message
        day_written(text)

    assert day_written("2199-12-31") == dt.date(2199, 12, 31)
