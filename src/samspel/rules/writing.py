"""Writing: a plain tree back to YAML that reads the same, in one settled form."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence

from .tree import Listing, Node, Scalar

# A file in plain parts, as an editor changes it: texts, lists and named parts.
Plain = str | list["Plain"] | dict[str, "Plain"]

_WIDTH = 88
_BARE = re.compile(r"[\wåäöÅÄÖ§”][\wåäöÅÄÖ §”/.,;()%+–-]*")
_BARE_KEY = re.compile(r"[\wåäö][\wåäö.\-]*")


def plain_of(node: Node) -> Plain:
    """Give the tree without its lines, ready to be changed."""
    match node:
        case Scalar(text):
            return text
        case Listing(parts):
            return [plain_of(each) for each in parts]
    return {key: plain_of(each) for key, each in node.parts.items()}


def dump_tree(tree: Plain) -> str:
    """Write the tree as YAML. Reading it back gives the same tree."""
    lines = _lines(tree, top=True)
    if isinstance(tree, str):
        lines = [lines[0], *_indented(lines[1:])]
    return "\n".join(lines) + "\n"


def _lines(tree: Plain, *, top: bool = False) -> list[str]:
    if isinstance(tree, Mapping):
        return _block_lines(tree)
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return _list_lines(tree, spaced=top)
    return _text_lines(tree)


def _block_lines(block: Mapping[str, Plain]) -> list[str]:
    if not block:
        return ["{}"]
    lines: list[str] = []
    for key, part in block.items():
        name = key if _BARE_KEY.fullmatch(key) else _quoted(key)
        lines += _attached(f"{name}:", part)
    return lines


def _attached(head: str, part: Plain) -> list[str]:
    lines = _lines(part)
    if isinstance(part, str) or not part:
        return [f"{head} {lines[0]}", *_indented(lines[1:])]
    return [head, *_indented(lines)]


def _list_lines(parts: Sequence[Plain], *, spaced: bool) -> list[str]:
    if not parts:
        return ["[]"]
    lines: list[str] = []
    for part in parts:
        if spaced and lines:
            lines.append("")
        first, *rest = _lines(part)
        lines += [f"- {first}", *_indented(rest)]
    return lines


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


def _text_lines(text: str) -> list[str]:
    if _fits_folded(text):
        folded: list[str] = []
        for paragraph in text.split("\n"):
            folded += [*_folded(paragraph), ""]
        return [">-", *folded[:-1]]
    bare = _BARE.fullmatch(text) and not text.endswith(" ")
    return [text if bare else _quoted(text)]


def _folded(paragraph: str) -> list[str]:
    return textwrap.wrap(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _fits_folded(text: str) -> bool:
    """Whether the text is long, and folding its lines will not change it."""
    if len(text) <= _WIDTH and "\n" not in text:
        return False
    return all(line and line == " ".join(line.split()) for line in text.split("\n"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
