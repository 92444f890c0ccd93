"""The words of the minutes as they stand, for whoever is to put other words in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from samspel.meetings.calculation.minutes import (
    Block,
    MinutesText,
    ParagraphText,
    Part,
    PartKey,
    Points,
    Prose,
    Quote,
)
from samspel.meetings.calculation.minutes.writer import WORDED
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.web.errand import Errand

Choice = tuple[str, list[tuple[str, str]]]


def with_parts(errand: Errand, text: MinutesText) -> Errand:
    """Give the act with the parts to choose among above its form."""
    more = {"to_word": parts_to_word(text)}
    return replace(errand, template="meetings/wording.html", opens=True, more=more)


def changed(text: MinutesText, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was sent, as the services take it. Refuses words that stand so already."""
    part, words = PartKey(sent["part"]), str(sent["text"])
    if words.strip() and words.strip() == standing(text, str(sent["item"].pk), part).strip():
        raise MinutesRefused(_("Texten är som den stod. Ändra den först."))
    return {"part": part, "text": words}


def parts_to_word(text: MinutesText) -> list[Choice]:
    """Give each paragraph with its parts that may be worded: what it is called, and the query."""
    return [
        (
            f"{each.paragraph} {each.title}",
            [
                (part.heading, f"?arende={each.item_id}&del={part.key}")
                for part in _worded(each)
            ],
        )
        for each in text.paragraphs
        if not each.is_hidden
    ]


def chosen(text: MinutesText, asked: Mapping[str, Any]) -> dict[str, str]:
    """Give what the form begins with: the part that was asked for, with its words; else nothing."""
    item, part = str(asked.get("arende", "")), str(asked.get("del", ""))
    words = standing(text, item, part)
    return {"item": item, "part": part, "text": words} if words else {}


def standing(text: MinutesText, item: str, part: str) -> str:
    """Give the words of a part as they stand, or nothing where there is no such part."""
    for each in text.paragraphs:
        if str(each.item_id) == item:
            found = next((one for one in _worded(each) if one.key == part), None)
            return "" if found is None else "\n\n".join(_said(one) for one in found.blocks)
    return ""


def _worded(paragraph: ParagraphText) -> list[Part]:
    return [each for each in paragraph.parts if each.key in WORDED]


def _said(block: Block) -> str:
    if isinstance(block, Points):
        marks = [f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1)]
        return "\n".join(
            f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True)
        )
    return block.text if isinstance(block, Prose | Quote) else ""
