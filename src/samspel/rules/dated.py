"""Dated things: the version that counts is picked by the day of the event."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Period:
    """From a day, to another that is not part of it. No last day means until further notice."""

    first: dt.date
    end: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Tell whether the day falls in the period."""
        return self.first <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two periods share a day."""
        starts_in_time = self.end is None or other.first < self.end
        return starts_in_time and (other.end is None or self.first < other.end)

    @property
    def is_empty(self) -> bool:
        """Whether the period ends before it begins."""
        return self.end is not None and self.end <= self.first


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """One version of a thing: when it takes effect, when it was decided, what it is."""

    takes_effect: dt.date
    decided_on: dt.date | None
    value: T


class Dated(Generic[T]):
    """Versions of one thing, each replacing the one before from the day it takes effect.

    ``on`` answers what applied on a day. With ``known_on`` it answers what was
    believed on that day: what had not been decided by then is left out.
    """

    __slots__ = ("_days", "_versions")

    def __init__(self, versions: Iterable[Version[T]]) -> None:
        self._versions = tuple(sorted(versions, key=lambda each: each.takes_effect))
        self._days = [each.takes_effect for each in self._versions]
        if len(set(self._days)) < len(self._days):
            raise ValueError("two versions take effect on the same day")

    def __iter__(self) -> Iterator[Version[T]]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dated) and self._versions == other._versions

    def __hash__(self) -> int:
        return hash(self._versions)

    def __repr__(self) -> str:
        return f"Dated({self._versions!r})"

    def on(self, day: dt.date, *, known_on: dt.date | None = None) -> Version[T] | None:
        """Give the version that applied on the day, or ``None`` before the first."""
        if known_on is not None:
            return self.known(known_on).on(day)
        place = bisect_right(self._days, day)
        return self._versions[place - 1] if place else None

    def known(self, day: dt.date) -> Dated[T]:
        """Give the versions that had been decided by the day."""
        return Dated(
            each for each in self._versions if each.decided_on is None or each.decided_on <= day
        )
