"""What is said of an item that came late: after the notice, or only after the day for papers."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from samspel.meetings.web.showing import late_words
from tests.meetings.acting import NOW

HOUR = dt.timedelta(hours=1)
PAPERS, NOTICE = "Tillkom efter sista dag för handlingar", "Tillkom efter utskicket"


@pytest.mark.parametrize(
    ("placed_at", "dispatched_at", "said"),
    [
        (NOW, None, PAPERS),
        (NOW, NOW + HOUR, PAPERS),
        (None, NOW, PAPERS),
        (NOW, NOW, NOTICE),
        (NOW, NOW - HOUR, NOTICE),
    ],
)
def test_late_is_after_the_notice_only_where_the_notice_had_gone_out(
    placed_at, dispatched_at, said
):
    assert late_words(SimpleNamespace(placed_at=placed_at), dispatched_at) == said
