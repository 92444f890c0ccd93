"""The tree as plain values: what the PDF, the page and the file for machines are made of."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from functools import cache
from typing import Any

from samspel.meetings.calculation.minutes.parts import (
    Block,
    Facts,
    MinutesText,
    ParagraphText,
    Points,
    Prose,
    Quote,
    Table,
)

Plain = dict[str, Any]


def document(text: MinutesText, *, day: dt.date, author: str, large: bool = False) -> Plain:
    """Give the data of the PDF (kit/printing/document.typ), normal or in large print."""
    blocks: list[Plain] = [{"kind": "title", "text": text.title}]
    for each in text.cover:
        blocks.extend(_block(each, large=large))
    if text.contents_heading:
        blocks += [{"kind": "contents", "heading": text.contents_heading}, {"kind": "break"}]
    for paragraph in text.paragraphs:
        blocks.extend(_paragraph(paragraph, large=large))
    blocks.extend(_signing(text))
    return {
        "title": text.title,
        "author": [author],
        "subject": text.title,
        "lang": "sv",
        "date": [day.year, day.month, day.day],
        "header": [text.body, text.day],
        "page-words": "Sida %s av %s",
        "large": large,
        "blocks": blocks,
    }


def _paragraph(paragraph: ParagraphText, *, large: bool) -> list[Plain]:
    heading = "\n".join(paragraph.heading)
    blocks: list[Plain] = [
        {"kind": "heading", "level": 2, "text": heading, "label": paragraph.anchor}
    ]
    for part in paragraph.parts:
        if part.heading:
            blocks.append({"kind": "heading", "level": 3, "text": part.heading})
        for each in part.blocks:
            blocks.extend(_block(each, large=large))
    return blocks


def _signing(text: MinutesText) -> list[Plain]:
    if not text.signatories:
        return []
    rows = [[each.role, each.name] for each in text.signatories]
    return [
        {"kind": "heading", "level": 2, "text": "Underskrifter"},
        *({"kind": "text", "text": each} for each in text.closing),
        {"kind": "signatures", "rows": rows},
    ]


def _block(block: Block, *, large: bool) -> list[Plain]:
    """Give one block; a table in large print is a list, which can be read at any size."""
    if isinstance(block, Prose):
        return [{"kind": "text", "text": block.text}]
    if isinstance(block, Quote):
        return [{"kind": "quote", "text": block.text}]
    if isinstance(block, Points):
        return [{"kind": "points", "items": list(block.items), "numbered": block.numbered}]
    if isinstance(block, Facts):
        return [{"kind": "facts", "rows": [[term, list(lines)] for term, lines in block.rows]}]
    return _listed(block) if large else [_table(block)]


def _table(table: Table) -> Plain:
    return {
        "kind": "table",
        "caption": table.caption,
        "heads": list(table.heads),
        "rows": [list(row) for row in table.rows],
        "columns": list(table.shares),
    }


def _listed(table: Table) -> list[Plain]:
    """Give a table as a list: "Karin Sundell, parti: M, ja"."""
    return [
        {"kind": "strong", "text": table.caption},
        {"kind": "points", "items": [_line(table.heads, row) for row in table.rows]},
    ]


def _line(heads: tuple[str, ...], row: tuple[str, ...]) -> str:
    said = [row[0]]
    for head, cell in zip(heads[1:], row[1:], strict=True):
        if cell == "X":
            said.append(head.lower())
        elif cell and cell != "–":
            said.append(f"{head.lower()}: {cell}")
    return ", ".join(said)


def as_json(value: object) -> str:
    """Give a tree of dataclasses as JSON: days and times in ISO, words by their value.

    The encoder in C walks the tree and asks us only for what it doesn't know.
    """
    return json.dumps(value, ensure_ascii=False, default=_unfolded, separators=(",", ":"))


def plain(value: object) -> Any:
    """Give a tree of dataclasses as the plain values that JSON holds."""
    return json.loads(as_json(value))


def _unfolded(value: object) -> object:
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    names = _names(type(value))  # type: ignore[arg-type]
    return {name: getattr(value, name) for name in names}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
