"""The minutes: from the record of a meeting to a tree of parts in good Swedish. Pure Python.

``write`` gives the tree, ``extract_of`` one paragraph of it, ``missing_from`` what the
Local Government Act still asks for. The tree is what the PDF, the page and the file for
machines are all made of, so that they can't say different things.
"""

from samspel.meetings.calculation.minutes.completeness import Missing, missing_from
from samspel.meetings.calculation.minutes.layout import LAYOUTS, Layout, layout_named
from samspel.meetings.calculation.minutes.masking import Mask, masked, texts_of, without_closed
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
    Table,
)
from samspel.meetings.calculation.minutes.phrases import (
    PHRASES,
    PhraseRefused,
    Phrases,
    checked,
)
from samspel.meetings.calculation.minutes.printed import as_json, document, plain
from samspel.meetings.calculation.minutes.stored import digest_of_text, restored, stored
from samspel.meetings.calculation.minutes.writer import Frame, extract_of, write

__all__ = [
    "LAYOUTS",
    "PHRASES",
    "Block",
    "Facts",
    "Frame",
    "Layout",
    "Mask",
    "MinutesText",
    "Missing",
    "ParagraphText",
    "Part",
    "PartKey",
    "PhraseRefused",
    "Phrases",
    "Points",
    "Prose",
    "Quote",
    "Table",
    "as_json",
    "checked",
    "digest_of_text",
    "document",
    "extract_of",
    "layout_named",
    "masked",
    "missing_from",
    "plain",
    "restored",
    "stored",
    "texts_of",
    "without_closed",
    "write",
]
