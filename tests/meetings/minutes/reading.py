"""Short ways to read the minutes' tree in a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from samspel.meetings.calculation.minutes import (
    Frame,
    MinutesText,
    ParagraphText,
    PartKey,
    Phrases,
    layout_named,
    texts_of,
    write,
)
from samspel.meetings.calculation.record import ItemRecord, MeetingRecord
from tests.meetings.minutes.records import meeting

DATA = Path(__file__).resolve().parents[1] / "data"


def expected(name: str) -> dict[str, Any]:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def frame(layout: str = "beslut_forst", **own: str) -> Frame:
    return Frame(layout_named(layout), Phrases(own))


def text_of(record: MeetingRecord, layout: str = "beslut_forst", **own: str) -> MinutesText:
    return write(record, frame(layout, **own))


def paragraph(item: ItemRecord, layout: str = "beslut_forst", **own: str) -> ParagraphText:
    return text_of(meeting(item), layout, **own).paragraphs[0]


def said(item: ItemRecord, key: PartKey, layout: str = "beslut_forst", **own: str) -> str:
    found = paragraph(item, layout, **own).part(key)
    return " ".join(" ".join(texts_of(found.blocks)).split()) if found else ""


def headings(found: ParagraphText) -> list[str]:
    return [each.heading for each in found.parts if each.heading]


def in_order(wanted: list[str], found: list[str]) -> bool:
    rest = iter(found)
    return all(each in rest for each in wanted)
