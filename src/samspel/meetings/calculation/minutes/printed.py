"""The tree as plain values: what the PDF, the page and the file for machines are made of."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from json.encoder import encode_basestring
from typing import Any

from samspel.foundation.dates import NBSP
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

# "(KS 2026/77)" at the end of a heading: a registry number that is broken is read as two.
_LAST_NUMBER = re.compile(r"\([^()\n]{1,24}\)$", re.MULTILINE)


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
        "header": [", ".join(filter(None, (author, text.body))), text.day],
        "page-words": "Sida %s av %s",
        "large": large,
        "blocks": blocks,
    }


def _paragraph(paragraph: ParagraphText, *, large: bool) -> list[Plain]:
    lines = "\n".join(paragraph.heading)
    heading = _LAST_NUMBER.sub(lambda each: each[0].replace(" ", NBSP), lines)
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
    """Give a tree of dataclasses as JSON: days and times in ISO, words by their value."""
    return _Written().of(value)


def plain(value: object) -> Any:
    """Give a tree of dataclasses as the plain values that JSON holds."""
    return json.loads(as_json(value))


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LEAVES: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    bool: lambda value: "true" if value else "false",
    int: str,
    type(None): lambda _value: "null",
    dt.date: lambda value: f'"{value.isoformat()}"',
    dt.datetime: lambda value: f'"{value.isoformat()}"',
}


class _Written:
    """Writes a tree as JSON; what stands in many places of it is written once.

    The same thirteen serve at every item of an evening, as one and the same tuple: written
    at each they would be most of the work.
    """

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        self._writers = {**_LEAVES, tuple: self._list, list: self._list}

    def of(self, value: Any) -> str:
        """Give a value as JSON."""
        kind = type(value)
        write = self._writers.get(kind)
        if write is None:
            write = self._writers[kind] = self._writer_of(kind)
        return write(value)

    def _writer_of(self, kind: type) -> Callable[[Any], str]:
        if issubclass(kind, str):  # a member of an enumeration is its value
            return encode_basestring
        if is_dataclass(kind):
            return partial(self._fields, tuple(each.name for each in fields(kind)))
        return _ENCODER.encode

    def _list(self, values: Sequence[Any]) -> str:
        # By identity: the tree holds each of its parts for as long as this lasts.
        found = self._known.get(id(values))
        if found is None:
            found = self._known[id(values)] = f"[{','.join(map(self.of, values))}]"
        return found

    def _fields(self, names: tuple[str, ...], value: Any) -> str:
        of = self.of
        written = [f'"{name}":{of(getattr(value, name))}' for name in names]
        return f"{{{','.join(written)}}}"
