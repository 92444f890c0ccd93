"""Charts: bars and lines as numbers that a template only has to write out.

The drawing holds only shapes, and a screen reader passes it by; names and figures are text
beside it, so that nothing shrinks on a phone and nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DONE, COMING = 1, 2
"""Which of the two data colours: what happened, and what is on its way."""

HEIGHT = 40
"""The height of a line chart's drawing, in its own units; its width is 100."""

_MOST_TICKS = 24


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar, in the drawing's own units."""

    x: float
    width: float
    colour: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its name and its figures in words."""

    name: str
    say: str
    parts: tuple[Part, ...]
    whole: float
    ticks: tuple[int, ...] = ()
    finding: bool = False
    url: str = ""


def bar(
    name: str,
    say: str,
    amounts: Sequence[float],
    whole: float,
    *,
    finding: bool = False,
    url: str = "",
) -> Bar:
    """Give a bar of one or two amounts out of a whole.

    ``amounts`` are what happened and what is on its way, in that order. A small whole
    number gets a tick between each. Refuses (ValueError) amounts beyond the whole.
    """
    if whole <= 0 or sum(amounts) > whole or min(amounts, default=0) < 0:
        raise ValueError((amounts, whole))
    parts: list[Part] = []
    at = 0.0
    for colour, amount in enumerate(amounts, start=DONE):
        if amount:
            parts.append(Part(at, amount, colour))
        at += amount
    countable = whole == int(whole) and whole <= _MOST_TICKS
    ticks = tuple(range(1, int(whole))) if countable else ()
    return Bar(name, say, tuple(parts), whole, ticks, finding, url)


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as one bar: yes from the left, no from the right, a mark at the middle."""

    yes: int
    no: int
    abstained: int = 0

    @property
    def cast(self) -> int:
        """How many said yes or no; at least one, so that it can be drawn."""
        return max(self.yes + self.no, 1)

    @property
    def middle(self) -> float:
        """Where the middle is."""
        return self.cast / 2


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line: where it is drawn, and what it says."""

    x: float
    y: float
    name: str
    say: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line over time, with a sentence for its first, last and highest point."""

    path: str
    points: tuple[Point, ...]
    highest: Point


def line(values: Sequence[tuple[str, float, str]]) -> Line:
    """Give a line through (name, value, figure in words), from zero to the highest.

    Refuses (ValueError) fewer than two points, or negative ones.
    """
    numbers = [value for _name, value, _say in values]
    if len(values) < 2 or min(numbers) < 0:
        raise ValueError(values)
    top = max(numbers) or 1
    step = 100 / (len(values) - 1)
    points = tuple(
        Point(round(step * i, 2), round(HEIGHT - HEIGHT * value / top, 2), name, say)
        for i, (name, value, say) in enumerate(values)
    )
    path = "M" + "L".join(f"{point.x} {point.y}" for point in points)
    return Line(path, points, min(points, key=lambda point: point.y))
