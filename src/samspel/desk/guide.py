"""The user guide: Swedish pages in docs/anvandare, shown under Help.

Written in a small part of Markdown that this reads: headings, paragraphs, lists, tables,
bold, italics, code and links. Everything is escaped; nothing else becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

# Newcomers first, then the roles in the order in which people meet the product.
_ORDER = (
    "logga-in",
    "kontaktpolitiker",
    "enhetschef",
    "ledamot",
    "sekreterare",
    "ordforande",
    "handlaggare",
    "forvaltare",
    "rapportera",
    "moten",
    "sammantrade",
    "justera",
    "anslagstavlan",
    "ersattning",
    "attestera",
    "lonekorning",
    "riktlinjer",
    "arvodesregler",
    "registret",
    "oversikt",
    "meddelanden",
)
_INLINE = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<words>[^*\s][^*]*)\*|`(?P<code>[^`]+)`"
    r"|\[(?P<text>[^\]]+)\]\((?P<to>[^)\s]+)\)"
)
_ITEM = re.compile(r"^(?:[-*]|(?P<number>\d+)\.)\s+(?P<text>.*)$")
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)\s]*\)\s*$", re.MULTILINE)
_SAFE = ("https://", "http://", "mailto:", "/", "#")


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page of the guide: its name in the address, its heading, and its content."""

    slug: str
    title: str
    html: Markup


def pages(folder: Path) -> list[GuidePage]:
    """Give the guide's pages in the order they are read; none where it is not installed."""
    found = [
        _read(path, path.stat().st_mtime_ns)
        for path in sorted(folder.glob("*.md"))
        if path.stem != "README"  # the folder's own contents page, for those who read files
    ]
    return sorted(found, key=lambda page: (_place(page.slug), page.slug))


def page_named(folder: Path, slug: str) -> GuidePage | None:
    """Give one page of the guide, or nothing."""
    return next((page for page in pages(folder) if page.slug == slug), None)


def _place(slug: str) -> int:
    return _ORDER.index(slug) if slug in _ORDER else len(_ORDER)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> GuidePage:
    text = path.read_text(encoding="utf-8")
    first, _end, rest = text.lstrip().partition("\n")
    title = first.removeprefix("# ").strip()
    return GuidePage(path.stem, title, render(rest))


def render(text: str) -> Markup:
    """Give the text as markup. Headings begin at the second level, under the page's own.

    The pictures are left out: whoever reads it here has the product itself before them.
    """
    blocks = re.split(r"\n\s*\n", _PICTURE.sub("", text).strip())
    return Markup("\n").join(_block(block.splitlines()) for block in blocks if block.strip())


def _block(lines: list[str]) -> Markup:
    first = lines[0]
    if first.startswith("#"):
        level = min(len(first) - len(first.lstrip("#")), 4)
        size = {2: "sm", 3: "xs"}.get(level, "2xs")
        heading = Markup('<h{0} class="ds-heading" data-size="{1}">{2}</h{0}>').format(
            level, size, _inline(first.lstrip("# "))
        )
        return heading + _block(lines[1:]) if len(lines) > 1 else heading
    if first.startswith("|"):
        return _table(lines)
    if _ITEM.match(first):
        tag = "ol" if _ITEM.match(first)["number"] else "ul"  # type: ignore[index]  # the caller has seen that it matches
        items = Markup("").join(Markup("<li>{}</li>").format(_inline(i)) for i in _items(lines))
        return Markup("<{0}>{1}</{0}>").format(tag, items)
    return Markup("<p>{}</p>").format(_inline(" ".join(line.strip() for line in lines)))


def _table(lines: list[str]) -> Markup:
    """Give a table: the first line is its heads, the second only rules them off."""
    head, _ruled, *body = [line.strip().strip("|").split("|") for line in lines]
    names = [name.strip() for name in head]
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(_inline(n)) for n in names)
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<td data-label="{}">{}</td>').format(name, _inline(cell.strip()))
                for name, cell in zip(names, row, strict=True)
            )
        )
        for row in body
    )
    return Markup(
        '<table class="ds-table sp-table sp-table--cards sp-table--top">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(heads, rows)


def _items(lines: list[str]) -> Iterator[str]:
    """Give the items of a list; a line that does not begin one goes on with the last."""
    item = ""
    for line in lines:
        begun = _ITEM.match(line)
        if begun and item:
            yield item
        item = begun["text"] if begun else f"{item} {line.strip()}"
    yield item


def _inline(text: str) -> Markup:
    done, at = Markup(""), 0
    for found in _INLINE.finditer(text):
        done += escape(text[at : found.start()]) + _marked(found)
        at = found.end()
    return done + escape(text[at:])


def _marked(found: re.Match[str]) -> Markup:
    if found["bold"]:
        return Markup("<strong>{}</strong>").format(found["bold"])
    if found["words"]:
        return Markup("<em>{}</em>").format(found["words"])
    if found["code"]:
        return Markup("<code>{}</code>").format(found["code"])
    to = found["to"]
    if to.endswith(".md") and "/" not in to:
        to = f"../{to.removesuffix('.md')}/"
    elif not to.startswith(_SAFE):
        return escape(found["text"])
    return Markup('<a class="ds-link" href="{}">{}</a>').format(to, found["text"])
