"""When things are tried again, and when the digest goes, also in the nights of the clock."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.dates import local
from samspel.messaging.calculation import (
    GIVE_UP_AFTER,
    is_given_up,
    next_digest_at,
    pause_after,
)
from samspel.messaging.enums import DeliveryState


def test_pauses_grow_and_stay_below_the_longest():
    pauses = [pause_after(attempts) for attempts in range(1, 40)]

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (dt.timedelta(minutes=1), dt.timedelta(hours=2))


def test_a_mail_is_given_up_after_four_days_and_not_before():
    since = dt.datetime(2026, 11, 12, tzinfo=dt.UTC)

    assert not is_given_up(since, since + GIVE_UP_AFTER)
    assert is_given_up(since, since + GIVE_UP_AFTER + dt.timedelta(seconds=1))


@pytest.mark.parametrize(
    ("after", "hour", "goes"),
    [
        ("2026-11-12T05:59:00+00:00", 7, "2026-11-12T06:00:00+00:00"),
        ("2026-11-12T06:00:00+00:00", 7, "2026-11-13T06:00:00+00:00"),
        # Two o'clock is skipped in the night to 29 March: the digest goes at three.
        ("2026-03-29T00:00:00+00:00", 2, "2026-03-29T01:00:00+00:00"),
        # It strikes two twice in the night to 25 October: the digest goes the first time.
        ("2026-10-24T20:00:00+00:00", 2, "2026-10-25T00:00:00+00:00"),
        ("2026-10-25T00:00:00+00:00", 2, "2026-10-26T01:00:00+00:00"),
        ("2026-10-24T20:00:00+00:00", 7, "2026-10-25T06:00:00+00:00"),
    ],
)
def test_the_digest_goes_when_the_clock_in_sweden_strikes(after: str, hour: int, goes: str):
    found = next_digest_at(dt.datetime.fromisoformat(after), hour)

    assert found == dt.datetime.fromisoformat(goes)


@given(minutes=st.integers(0, 15 * 366 * 24 * 60), hour=st.integers(0, 23))
def test_a_digest_always_comes_within_a_day_and_an_hour(minutes: int, hour: int):
    moment = dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)

    found = next_digest_at(moment, hour)

    assert dt.timedelta(0) < found.astimezone(dt.UTC) - moment <= dt.timedelta(hours=25)
    assert local(found).hour in {hour, hour + 1}


def test_an_hour_that_no_day_has_is_refused():
    with pytest.raises(ValueError, match="hour"):
        next_digest_at(dt.datetime(2026, 11, 12, tzinfo=dt.UTC), 24)


def test_what_is_sent_or_not_needed_moves_no_further():
    ends = [state for state in DeliveryState if not state.next_states]

    assert ends == [DeliveryState.BUNDLED, DeliveryState.SENT, DeliveryState.CANCELLED]
