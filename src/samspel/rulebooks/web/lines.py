"""The lines of a file: numbered beside the text, with those that are wrong marked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

_SPARE = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line's number; a spare one stands for a line that may be written."""

    number: int
    is_wrong: bool
    is_spare: bool


def unix_lines(text: str) -> str:
    """Give text from a form with the line ends that files have."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def numbered(text: str, wrong: Collection[int] = ()) -> list[Line]:
    """Give the numbers of a text's lines, and some to spare for what is added."""
    count = max(text.count("\n") + (not text.endswith("\n")), 1)
    return [
        Line(number, number in wrong, number > count) for number in range(1, count + _SPARE + 1)
    ]
