"""The tree as it is kept: frozen when it is sent out, and read back word for word.

The form is written out and has a number, so that what was approved in one year can be
read and printed again in another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from samspel.meetings.calculation.minutes.parts import (
    Block,
    Facts,
    MinutesText,
    ParagraphText,
    Part,
    PartKey,
    Points,
    Prose,
    Quote,
    Signatory,
    Table,
)

FORM = 1


class UnknownForm(ValueError):
    """The stored text was written in a form that this version does not know."""


def stored(text: MinutesText) -> dict[str, Any]:
    """Give the tree as JSON holds it."""
    return {
        "form": FORM,
        "title": text.title,
        "body": text.body,
        "day": text.day,
        "cover": [_block(each) for each in text.cover],
        "paragraphs": [_paragraph(each) for each in text.paragraphs],
        "signatories": [[each.role, each.name] for each in text.signatories],
        "contents_heading": text.contents_heading,
        "closing": list(text.closing),
    }


def digest_of_text(kept: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a stored tree: the same text always gives the same."""
    canonical = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def restored(kept: Mapping[str, Any]) -> MinutesText:
    """Give the tree back. Raises UnknownForm for a form of another number."""
    if kept.get("form") != FORM:
        raise UnknownForm(kept.get("form"))
    return MinutesText(
        title=kept["title"],
        body=kept["body"],
        day=kept["day"],
        cover=tuple(_read(each) for each in kept["cover"]),
        paragraphs=tuple(_read_paragraph(each) for each in kept["paragraphs"]),
        signatories=tuple(Signatory(*each) for each in kept["signatories"]),
        contents_heading=kept["contents_heading"],
        closing=tuple(kept["closing"]),
    )


def _paragraph(text: ParagraphText) -> dict[str, Any]:
    return {
        "item_id": text.item_id,
        "uuid": text.uuid,
        "paragraph": text.paragraph,
        "heading": list(text.heading),
        "title": text.title,
        "closed": text.is_closed,
        "hidden": text.is_hidden,
        "immediate": text.is_immediate,
        "parts": [
            {
                "key": str(part.key),
                "heading": part.heading,
                "blocks": list(map(_block, part.blocks)),
            }
            for part in text.parts
        ],
    }


def _read_paragraph(kept: Mapping[str, Any]) -> ParagraphText:
    return ParagraphText(
        item_id=kept["item_id"],
        uuid=kept["uuid"],
        paragraph=kept["paragraph"],
        heading=tuple(kept["heading"]),
        title=kept["title"],
        is_closed=kept["closed"],
        is_hidden=kept["hidden"],
        is_immediate=kept["immediate"],
        parts=tuple(
            Part(PartKey(part["key"]), part["heading"], tuple(map(_read, part["blocks"])))
            for part in kept["parts"]
        ),
    )


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Prose):
        return {"prose": block.text}
    if isinstance(block, Quote):
        return {"quote": block.text}
    if isinstance(block, Points):
        return {"points": list(block.items), "numbered": block.numbered}
    if isinstance(block, Facts):
        return {"facts": [[term, list(lines)] for term, lines in block.rows]}
    return {
        "table": block.caption,
        "heads": list(block.heads),
        "rows": [list(row) for row in block.rows],
        "shares": list(block.shares),
    }


def _read(kept: Mapping[str, Any]) -> Block:
    if "prose" in kept:
        return Prose(kept["prose"])
    if "quote" in kept:
        return Quote(kept["quote"])
    if "points" in kept:
        return Points(tuple(kept["points"]), numbered=kept["numbered"])
    if "facts" in kept:
        return Facts(tuple((term, tuple(lines)) for term, lines in kept["facts"]))
    return Table(
        caption=kept["table"],
        heads=tuple(kept["heads"]),
        rows=tuple(map(tuple, kept["rows"])),
        shares=tuple(kept["shares"]),
    )
