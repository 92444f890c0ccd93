"""Masking: what may not be on the web is covered in every block of the text.

The covering is done in the tree, before any PDF or page is made of it, so that what is
covered is gone from the file too: from its text, its attachment and its contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from samspel.meetings.calculation.minutes.parts import (
    MinutesText,
    ParagraphText,
    Part,
    PartKey,
    Prose,
)

COVER = "[maskat]"
PROTECTED = "[skyddad uppgift]"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mask:
    """A piece of text to cover wherever it stands, and what stands there instead."""

    text: str
    cover: str = COVER

    @property
    def pattern(self) -> re.Pattern[str]:
        """Find the text in any case, with any space between its words, as whole words."""
        words = r"\s+".join(re.escape(word) for word in self.text.split())
        return re.compile(rf"(?<!\w){words}s?(?!\w)", re.IGNORECASE)


def masked(text: MinutesText, masks: Iterable[Mask]) -> MinutesText:
    """Give the minutes with every mask applied to every text in them, longest mask first."""
    found = sorted((each for each in masks if each.text.strip()), key=lambda m: -len(m.text))
    patterns = [(each.pattern, each.cover) for each in found]
    return _covered(text, patterns) if patterns else text


_KEPT = {"uuid", "key", "shares", "item_id", "paragraph"}


def _covered(value: T, patterns: list[tuple[re.Pattern[str], str]]) -> T:
    """Walk the tree: texts are covered, all else is kept as it is."""
    covered: Any = value
    if isinstance(value, str):
        for pattern, cover in patterns:
            covered = pattern.sub(cover, covered)
    elif isinstance(value, tuple):
        covered = tuple(_covered(each, patterns) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value) if each.name not in _KEPT]
        covered = replace(
            value, **{name: _covered(getattr(value, name), patterns) for name in names}
        )
    return covered  # type: ignore[no-any-return]  # of the same kind as what came


def texts_of(value: object) -> Iterable[str]:
    """Give every text in the tree, in its order, for whoever looks for what to mask."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if each.name not in _KEPT:
                yield from texts_of(getattr(value, each.name))


def without_closed(text: MinutesText, title: str, say: str) -> MinutesText:
    """Give the minutes for everybody: of a closed paragraph only that it is there."""
    return replace(text, paragraphs=tuple(_open(each, title, say) for each in text.paragraphs))


def _open(paragraph: ParagraphText, title: str, say: str) -> ParagraphText:
    if not paragraph.is_closed:
        return paragraph
    return replace(
        paragraph,
        heading=(paragraph.heading[0].split("  ")[0], title),
        title=title,
        is_hidden=True,
        parts=(Part(PartKey.DESCRIPTION, "", (Prose(say),)),),
    )
