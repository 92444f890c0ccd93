"""A written document in blocks, as the PDF has them: prose, quotes, points, facts, tables.

Always in Swedish, whatever language the page is in. Minutes of two hundred items have some
thousand blocks, so their markup is written here and not by a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from samspel.foundation.text import hold_sections
from samspel.kit.filters import hold_days, in_paragraphs

Plain = Mapping[str, Any]
_CONTENTS_FROM = 4
"""So many paragraphs, and the reader is helped by a list of them."""


def whole_text(text: Plain, level: int = 2) -> Markup:
    """Give a whole text: the cover, the contents where it is long, and its paragraphs.

    ``level`` is of the headings; those of the parts come one below.
    """
    cover = _blocks(text["cover"])
    contents = _contents(text, level) if len(text["paragraphs"]) >= _CONTENTS_FROM else ""
    rest = "".join(
        text_paragraph(each, f"p{each['uuid']}", level) for each in text["paragraphs"]
    )
    top = hold_days(hold_sections(f'<div class="sp-read">{cover}</div>{contents}'))
    return Markup(  # noqa: S704 (each text is escaped where it is written)
        f'<div lang="sv">{top}{rest}</div>'
    )


def text_paragraph(paragraph: Plain, anchor: str, level: int = 2) -> Markup:
    """Give one paragraph under its heading of two lines; ``anchor`` is its name in links."""
    first, second = map(escape, paragraph["heading"][:2])
    parts = "".join(_part(each, level + 1) for each in paragraph["parts"])
    return Markup(  # noqa: S704 (each text is escaped where it is written)
        hold_days(
            hold_sections(
                f'<section class="sp-block sp-section" id="{escape(anchor)}">'
                f'<h{level} class="ds-heading" data-size="sm">{first}<br>{second}</h{level}>'
                f"{parts}</section>"
            )
        )
    )


def _contents(text: Plain, level: int) -> str:
    lines = "".join(
        f'<li><a class="ds-link" href="#p{escape(each["uuid"])}">'
        f"{escape(each['paragraph'])} {escape(each['title'])}</a></li>"
        for each in text["paragraphs"]
    )
    return (
        '<nav class="sp-block sp-section" aria-labelledby="innehall-protokoll">'
        f'<h{level} class="ds-heading" data-size="sm" id="innehall-protokoll">Innehåll</h{level}>'
        f'<ul class="sp-prose">{lines}</ul></nav>'
    )


def _part(part: Plain, level: int) -> str:
    heading = ""
    if part["heading"]:
        words = escape(part["heading"])
        heading = f'<h{level} class="ds-heading sp-above-4" data-size="2xs">{words}</h{level}>'
    return f'{heading}<div class="sp-prose sp-read">{_blocks(part["blocks"])}</div>'


def _blocks(blocks: Iterable[Plain]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Plain) -> str:
    if "prose" in block:
        return in_paragraphs(block["prose"])
    if "quote" in block:
        return f'<blockquote class="sp-clause">{in_paragraphs(block["quote"])}</blockquote>'
    if "points" in block:
        return _points(block)
    return _facts(block) if "facts" in block else _table(block)


def _points(block: Plain) -> str:
    items = "".join(f"<li>{escape(each)}</li>" for each in block["points"])
    return f"<ol>{items}</ol>" if block["numbered"] else f"<ul>{items}</ul>"


def _facts(block: Plain) -> str:
    rows = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{'<br>'.join(map(escape, lines))}</dd></div>"
        for term, lines in block["facts"]
    )
    return f'<dl class="sp-facts">{rows}</dl>'


def _table(block: Plain) -> str:
    heads = "".join(f'<th scope="col">{escape(each)}</th>' for each in block["heads"])
    rows = "".join(map(_row, block["rows"]))
    return (
        f'<table class="ds-table sp-table sp-above-4"><caption>{escape(block["table"])}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(row: Iterable[str]) -> str:
    first, *rest = map(escape, row)
    cells = "".join(f"<td>{each}</td>" for each in rest)
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'
