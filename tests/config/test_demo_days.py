"""The demo's days: it loads whatever the day of the week."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import pytest

from samspel.config.demo.clockwork import Clockwork

NOON = dt.datetime(2026, 11, 16, 11, tzinfo=dt.UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("weekday", range(7))
def test_days_offered_together_are_different_weekdays(weekday):
    clock = Clockwork(cast("Any", None), now=NOON + dt.timedelta(days=weekday))

    for first in range(-300, 60):
        days = clock.days([first, first + 3])

        assert days[0] < days[1]
        assert all(each.weekday() < 5 for each in days)
