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
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, Literal

from samspel.foundation.text import hold_sections

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
# Characters that say nothing on paper: controls (written \u0001 in JSON) and byte order marks.
_SILENT = re.compile("[\x7f-\x9f\ufeff]")
_ESCAPE = re.compile(r"\\(\\|u00[01][0-9a-f]|[bf])")
# What no font of ours may show: private characters (Word's own bullets), and no characters.
_SHAPELESS = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
_BULLETS = re.compile("[\uf0b7\uf0a7\uf0a8]")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_AT_ONCE = 2  # documents set side by side in a process
_room = BoundedSemaphore(_AT_ONCE)
_idle: deque[typst.Compiler] = deque()
# To forget a large document takes a tenth of a second that its reader need not wait for.
_forgetting = ThreadPoolExecutor(1, thread_name_prefix="forgetting")
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
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    inputs = {"data": hold_sections(_showable(plain))}
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


def _showable(text: str) -> str:
    """Take out of the data (as JSON) what can't stand in a PDF that is to be kept.

    Text that is pasted from elsewhere holds controls, byte order marks and Word's own
    bullets; without this the whole document would be refused for one of them.
    """
    text = _ESCAPE.sub(lambda each: each[0] if each[1] == "\\" else "", text)
    used = "".join({*text})  # few enough to look among; most documents hold none of them
    if _SILENT.search(used) or _BULLETS.search(used) or _SHAPELESS.search(used):
        return _SHAPELESS.sub(MISSING, _BULLETS.sub("•", _SILENT.sub("", text)))
    return text


def written_each(
    documents: Iterable[Mapping[str, Any]], *, made_at: dt.datetime, template: str
) -> Iterator[bytes]:
    """Set many documents by the same template, and give their PDFs in the same order.

    Two at a time: Typst lets go of the interpreter while it works, and most of one document
    keeps a single core busy. The data is asked for here, in the caller's own thread and
    language, and never further ahead than what is being set.
    """
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="printing") as pool:
        waiting: deque[Future[bytes]] = deque()
        for data in documents:
            waiting.append(pool.submit(written, data, made_at=made_at, template=template))
            if len(waiting) > _AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


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
            told = "".join(
                _ESCAPED.sub(lambda each: chr(int(each[1], 16)), text) for text in unshown
            )
            gone = {ord(char): MISSING for char in told if not char.isascii()}
            inputs = {**inputs, "data": inputs["data"].translate(gone)}
    raise PrintingFailed(template)


def _compiled(template: str, inputs: dict[str, str], made_at: dt.datetime) -> bytes:
    with _compiler() as compiler:
        content = compiler.compile(
            input=str(PACKAGE / template),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[*STANDARDS],
            timestamp=int(made_at.timestamp()),
        )
    if len(inputs["data"]) > _LARGE:
        forget_soon()
    if not isinstance(content, bytes):
        raise PrintingFailed(template)
    return content


def forget_soon() -> None:
    """Let a thread of its own forget what is remembered, for whoever has set a large document."""
    _forgetting.submit(_forget)


def _forget() -> None:
    with _compiler() as compiler:
        forget(compiler)


def forget(compiler: typst.Compiler) -> None:
    """Let Typst forget what it remembers of the latest document.

    It keeps what the ten latest documents were made of, so that the next is quicker. Of a
    year's payments that is sixty megabytes each, and no other has anything in common with
    them: ten empty pages take their place. What is remembered is the process's, so that any
    compiler will do.
    """
    for _each in range(_REMEMBERED):
        compiler.compile(input=b"", format="svg")


def forgotten() -> None:
    """Wait until Typst has forgotten the large documents that were set: nobody else need."""
    _forgetting.submit(int).result()


@contextmanager
def _compiler() -> Iterator[typst.Compiler]:
    """Lend a compiler that nobody else uses; at most two are at work in a process.

    They are kept: fonts are read once, and what is alike from one document to the next is
    remembered. One of them isn't made for several threads at a time.
    """
    with _room:
        compiler = _idle.pop() if _idle else _new_compiler()
        try:
            yield compiler
        finally:
            _idle.append(compiler)


def _new_compiler() -> typst.Compiler:
    import typst  # noqa: PLC0415  large, and few processes print

    return typst.Compiler(
        input=str(PACKAGE / DOCUMENT),
        root=str(PACKAGE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
