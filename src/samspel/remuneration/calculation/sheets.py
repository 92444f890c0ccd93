"""Where a person begins on a new page of the total: nobody begins at the foot of one.

A heading with a row or two under it, and the rest of the table overleaf, is hard to read. The
pages are reckoned from the heights that ``remuneration/printing/look.typ`` gives its rows; a
fault of a row moves a beginning by a row, and the next new page begins afresh. What stands
between two such beginnings is also what the printer can set beside the rest, on another core.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# All in points, from look.typ: the page between its margins, a name with the space above it
# and the heads of its columns below, and the heads alone where a table goes on.
_PAGE = 708.6
_TITLE = 61.2
_ABOVE, _NAME, _HEADS = 21.0, 33.9, 14.4
_LINE, _FIRST = 12.8, 11.8
_TOGETHER = 5  # rows of a person that stand together, or all of them
_FULL = 30.0  # no name has room in less: the page ends there by itself
_GUESS = 2  # lines of a row that isn't measured, give or take one


def begun_anew(persons: Iterable[Sequence[int]]) -> list[bool]:
    """Tell for each person whether they begin on a new page.

    A person is given as the number of lines that each row takes, 0 for what isn't known. The
    more of those since the last beginning, the less is the place known, and where it might
    already be the next page nobody is sent on: half a page would be left empty.
    """
    told: list[bool] = []
    used, unsure = _TITLE - _ABOVE, 0
    for lines in persons:
        rows = [_FIRST + _LINE * ((each or _GUESS) - 1) for each in lines]
        left = _PAGE - used
        is_new = left < _ABOVE + _NAME + sum(rows[:_TOGETHER])
        told.append(is_new and left >= _FULL + _LINE * unsure)
        used = _filled(_NAME if is_new else used + _ABOVE + _NAME, rows)
        unsure = lines.count(0) + (0 if told[-1] else unsure)
    return told


def _filled(used: float, rows: Sequence[float]) -> float:
    """Give how much of its last page a table takes, that begins so far down on its first."""
    for height in rows:
        if used + height > _PAGE:
            used = _HEADS
        used += height
    return used
