"""Spans of time: half-open, on the clock that never moves, and where they clash."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A span of time from ``start`` to, but not including, ``end``.

    Both ends must have a zone and are kept in UTC, because two times in one zone are
    compared by what the clock shows, which is wrong in the night in October. Refuses
    (ValueError) ends without a zone, and an end that is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Put both ends in UTC and check them."""
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(self.start, self.end)
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.end <= self.start:
            raise ValueError(self.start, self.end)

    @property
    def minutes(self) -> int:
        """The whole minutes that pass."""
        return int((self.end - self.start) // timedelta(minutes=1))

    def holds(self, at: datetime) -> bool:
        """Tell whether an instant lies within; the start does, the end does not."""
        return self.start <= at.astimezone(UTC) < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether the whole of the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share any time; to meet end to end is not to share."""
        return self.start < other.end and other.start < self.end

    def intersection(self, other: Span) -> Span | None:
        """Give the time that the two share, or None."""
        if not self.overlaps(other):
            return None
        return Span(max(self.start, other.start), min(self.end, other.end))

    def widened(self, before: timedelta, after: timedelta) -> Span:
        """Give the span with time added around it, for the way there and back."""
        return Span(self.start - before, self.end + after)


def clashes(things: Iterable[tuple[Span, Thing]]) -> Iterator[tuple[Thing, Thing]]:
    """Give every pair of things whose spans overlap, the earlier one first.

    Takes n log n time and one step for each pair found.
    """
    ongoing: list[tuple[datetime, int, Thing]] = []
    ordered = sorted(enumerate(things), key=lambda numbered: (numbered[1][0], numbered[0]))
    for order, (span, thing) in ordered:
        while ongoing and ongoing[0][0] <= span.start:
            heapq.heappop(ongoing)
        for _end, _order, other in sorted(ongoing, key=lambda entry: entry[1]):
            yield other, thing
        heapq.heappush(ongoing, (span.end, order, thing))


def merged(spans: Iterable[Span]) -> list[Span]:
    """Give the same time as few spans as possible, in order; those that meet are joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def gaps(within: Span, busy: Iterable[Span]) -> list[Span]:
    """Give the free spans within a span, in order, when others are busy."""
    free: list[Span] = []
    at = within.start
    for span in merged(busy):
        if at < min(span.start, within.end):
            free.append(Span(at, min(span.start, within.end)))
        at = max(at, span.end)
    return [*free, Span(at, within.end)] if at < within.end else free
