"""Times: whether one suits what a person has said, and what it clashes with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from samspel.foundation.dates import at_wall_clock, local_day
from samspel.foundation.refusal import Refused
from samspel.foundation.timespans import Span, merged

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Window:
    """A time that a person has said is possible: each week on a weekday, or on one day."""

    starts: dt.time
    ends: dt.time
    weekday: int | None = None
    on: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether the window lies on the day."""
        return self.on == day if self.on is not None else self.weekday == day.weekday()


def is_possible(windows: Iterable[Window], start: dt.datetime, end: dt.datetime) -> bool | None:
    """Tell whether the whole time lies within what the person has said is possible.

    Windows that meet are one. None when the person has said nothing at all.
    """
    said = list(windows)
    if not said:
        return None
    asked = Span(start, end)
    day = local_day(start)
    spans = [span for window in said if window.holds_on(day) for span in _span(window, day)]
    return any(span.covers(asked) for span in merged(spans))


def _span(window: Window, day: dt.date) -> list[Span]:
    """Give the window as time that passes on the day; nothing where the clock skips its end."""
    try:
        first = at_wall_clock(day, window.starts, fold=0)
        last = at_wall_clock(day, window.ends, fold=1)
    except Refused:
        return []
    return [Span(first, last)]


def clashing(
    busy: Iterable[tuple[Span, Thing]], start: dt.datetime, end: dt.datetime
) -> list[Thing]:
    """Give what overlaps the time; to meet end to end is no clash."""
    asked = Span(start, end)
    return [thing for span, thing in busy if span.overlaps(asked)]
