"""PDFs: fixed templates set by Typst, tagged (PDF/UA-1) and made to be kept (PDF/A-3a).

A template is a file of ours and never built from text that somebody has written: the
data goes in as JSON, so that what looks like markup comes out as the characters it is.
Typst refuses to write a PDF/UA that is none (no title, a heading level skipped, an
image without words), so a document that comes out has passed that check. The fonts lie
beside the templates; nothing of the machine's own is used, and the same data at the
same moment gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import typst

PACKAGE = Path(__file__).resolve().parents[1]
FONTS = Path(__file__).resolve().parent / "printing" / "fonts"
DOCUMENT = "kit/printing/document.typ"
"""The template of a document in blocks; what the data holds is said in the file."""

STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]
MISSING = "\u25a1"
"""What stands where no font has the character: a box that says that something stood there."""

_UNSHOWN = re.compile(
    r"the text .?[\"'`](?P<text>.+?)[\"'`].? could not be displayed", re.DOTALL
)
_lock = Lock()
_LARGE = 100_000  # characters of data
_REMEMBERED = 11  # documents, with the one that was made


class PrintingFailed(RuntimeError):
    """The template and its data don't fit each other; a fault of ours, never the reader's."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A text file to put inside the PDF: the same content for machines."""

    name: str
    text: str
    media_type: str = "application/json"
    description: str = ""


def written(
    data: Mapping[str, Any],
    *,
    made_at: dt.datetime,
    template: str = DOCUMENT,
    attached: Attached | None = None,
) -> bytes:
    """Set the template (a path inside the package) with the data, and give the PDF.

    ``made_at`` is the date that the file carries. Raises PrintingFailed where Typst
    refuses the document.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))}
    if attached is not None:
        inputs["attached"] = attached.text
        inputs["attached-as"] = json.dumps(
            {
                "name": attached.name,
                "type": attached.media_type,
                "description": attached.description,
            }
        )
    return _set(template, inputs, made_at)


def _set(template: str, inputs: dict[str, str], made_at: dt.datetime) -> bytes:
    """Compile; where no font has a character, put a box in its place and try again."""
    import typst  # noqa: PLC0415  large, and few processes print

    for _attempt in range(8):
        try:
            return _compiled(template, inputs, made_at)
        except typst.TypstError as fault:
            unshown = _UNSHOWN.findall(f"{fault} {getattr(fault, 'diagnostic', '')}")
            if not unshown:
                raise PrintingFailed(str(fault)) from fault
            gone = {
                ord(char): MISSING for text in unshown for char in text if not char.isascii()
            }
            inputs = {**inputs, "data": inputs["data"].translate(gone)}
    raise PrintingFailed(template)


def _compiled(template: str, inputs: dict[str, str], made_at: dt.datetime) -> bytes:
    # One compiler for the process: fonts are read once, and what is alike from one
    # document to the next is remembered. It isn't made for several threads at a time.
    with _lock:
        content = _compiler().compile(
            input=str(PACKAGE / template),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[*STANDARDS],
            timestamp=int(made_at.timestamp()),
        )
        if len(inputs["data"]) > _LARGE:
            _forget()
    if not isinstance(content, bytes):
        raise PrintingFailed(template)
    return content


def _forget() -> None:
    """Let the compiler forget what it remembers of the latest document.

    It keeps what the ten latest documents were made of, so that the next is quicker. Of a
    year's payments that is sixty megabytes each, and no other has anything in common with
    them: ten empty pages take their place, in a millisecond.
    """
    for _each in range(_REMEMBERED):
        _compiler().compile(input=b"", format="svg")


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    import typst  # noqa: PLC0415  large, and few processes print

    return typst.Compiler(
        input=str(PACKAGE / DOCUMENT),
        root=str(PACKAGE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
