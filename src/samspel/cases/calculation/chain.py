"""The preparation chain: which stations a case has before it, and how long it has stood.

The way is counted from where the case is registered to where it is decided: an
official writes, somebody reviews, the working committee prepares where there is one,
the committee takes it, the board always gets to say its word before the council (KL 5
kap. 28 §), and the council decides. What comes back is written again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from samspel.cases.enums import StepKind

_WRITTEN_AGAIN = frozenset({StepKind.REFERRED_BACK, StepKind.REOPENED, StepKind.ASSIGNMENT})
_AFTER = (StepKind.DECIDED, StepKind.DISPATCHED, StepKind.CLOSED)
_BEFORE = (StepKind.OFFICERS_REPORT, StepKind.REVIEW)


@dataclass(frozen=True, slots=True)
class Station:
    """A place that a case passes: what happens there, and in which body (its key)."""

    kind: StepKind
    body: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """The bodies of a case: its own, its working committee, the board with its own, and
    the council where it is decided there."""

    body: int
    working_committee: int | None = None
    board: int | None = None
    board_working_committee: int | None = None
    council: int | None = None

    @property
    def stations(self) -> tuple[Station, ...]:
        """Every station in order, from the writing to the end."""
        bodies: list[Station] = []
        if self.body != self.council:
            bodies += _of_board(self.working_committee, self.body)
        if self.council is not None:
            if self.board is not None and self.board != self.body:
                bodies += _of_board(self.board_working_committee, self.board)
            bodies.append(Station(StepKind.COUNCIL, self.council))
        return (
            *(Station(kind) for kind in _BEFORE),
            *bodies,
            *(Station(kind) for kind in _AFTER),
        )


def _of_board(working_committee: int | None, board: int) -> list[Station]:
    first = (
        [Station(StepKind.PREPARING_BODY, working_committee)]
        if working_committee is not None
        else []
    )
    return [*first, Station(StepKind.BOARD, board)]


def next_station(way: Way, now: Station, passed: Sequence[Station]) -> Station | None:
    """Give what comes after where the case is now, or None at the end.

    What is referred back or opened again is written again. What is tabled comes up in
    the same body; ``passed`` says as what. From a station outside the way, such as a
    referral, the case goes on to the first that comes after the last on the way.
    """
    stations = way.stations
    if now.kind in _WRITTEN_AGAIN:
        return Station(StepKind.OFFICERS_REPORT)
    if now.kind is StepKind.TABLED:
        return _where_tabled(stations, now, passed)
    index = _index(stations, now)
    if index is None:
        reached = [at for each in passed if (at := _index(stations, each)) is not None]
        index = reached[-1] if reached else 0
    return stations[index + 1] if index + 1 < len(stations) else None


def before_the_council(
    way: Way, now: Station, passed: Sequence[Station]
) -> tuple[Station, ...]:
    """Give where the case is and what it has before it, up to the council; none from there."""
    found: list[Station] = []
    while now.kind is not StepKind.COUNCIL and now.kind not in _AFTER:
        then = next_station(way, now, passed)
        # Tabled in a body that it has not been in, or round again: no further than the way is long.
        if then is None or len(found) > len(way.stations):
            return ()
        found.append(now)
        passed, now = [*passed, now], then
    return tuple(found) if now.kind is StepKind.COUNCIL else ()


def _where_tabled(
    stations: Sequence[Station], now: Station, passed: Sequence[Station]
) -> Station | None:
    """Give the station at which the body that tabled it takes it up again."""
    at = [each for each in (*stations, *passed) if each.body == now.body]
    own = [each for each in at if each.kind is not StepKind.TABLED]
    return own[-1] if own else None


def _index(stations: Sequence[Station], station: Station) -> int | None:
    """Find a station on the way: by kind and body, else by kind alone where no body is known."""
    for index, each in enumerate(stations):
        if each.kind is station.kind and station.body in {None, each.body}:
            return index
    return None


def round_of(kinds: Sequence[StepKind]) -> int:
    """Give which time round the case is: one more for each time that it was referred back."""
    return 1 + sum(kind is StepKind.REFERRED_BACK for kind in kinds)


def days_between(start: dt.date, end: dt.date) -> int:
    """Give whole days from one day to another, never less than none."""
    return max((end - start).days, 0)
