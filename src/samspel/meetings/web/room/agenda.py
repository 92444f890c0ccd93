"""The agenda at the side of the workbench: its lines, and how they are drawn.

A council has two hundred items, and the page is drawn at every act. What is said of an
outcome or an instant is therefore found once a page, and the lines are written here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from samspel.foundation import dates
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.meetings.calculation.room import Entry
from samspel.meetings.enums import Outcome
from samspel.meetings.queries.workbench import Bench


class Line(NamedTuple):
    """A line of the agenda at the side."""

    number: str
    title: str
    note: str
    url: str
    is_current: bool


def lines_of(bench: Bench) -> list[Line]:
    """Give the agenda's lines, with the one that is shown marked."""
    room = reverse("meetings:room", args=[bench.meeting.uuid])
    shown = bench.item.entry.item_id if bench.item else None
    notes = _Notes()
    return [
        Line(
            number=each.paragraph.replace(" ", dates.NBSP) or f"{each.position}.",
            title=each.title,
            note=notes.of(each),
            url=f"{room}?arende={each.uuid}",
            is_current=each.item_id == shown,
        )
        for each in bench.entries
    ]


class _Notes:
    """Says how far each item has come. The words are looked up once a page."""

    def __init__(self) -> None:
        self._lang = current()
        self._outcomes = {each.value: label_of(Outcome, each.value) for each in Outcome}
        self._handled = _("Behandlat")
        self._closed = _("Slutet ärende")

    def of(self, entry: Entry) -> str:
        """Give what is said under an item's title; nothing of one that is left."""
        said = self._how_far(entry)
        if not entry.is_closed:
            return said
        return f"{said}, {self._closed}" if said else self._closed

    def _how_far(self, entry: Entry) -> str:
        if entry.is_going_on and entry.begun_at:
            return _("Pågår sedan %(clock)s") % {"clock": self._clock(entry.begun_at)}
        if not entry.is_done:
            return ""
        words = self._outcomes[entry.outcome] if entry.outcome else self._handled
        return f"{words} {self._clock(entry.ended_at)}" if entry.ended_at else words

    def _clock(self, at: dt.datetime) -> str:
        return dates.say_time(at, self._lang)


def drawn(lines: Iterable[Line]) -> Markup:
    """Give the lines as the items of a list."""
    shown = tuple(lines)
    texts = (_escaped(each) for each in zip(*map(_texts, shown), strict=True))
    rows = map(_line, zip(*texts, strict=True), (each.is_current for each in shown))
    return Markup("".join(rows))  # noqa: S704 (escaped by _escaped)


def _texts(line: Line) -> tuple[str, str, str, str]:
    return line.url, line.number, line.title, line.note


def _escaped(texts: tuple[str, ...]) -> list[str]:
    """Escape many texts as one: no text from the database holds the sign between them."""
    return escape("\0".join(texts)).split("\0")


def _line(texts: tuple[str, ...], is_current: bool) -> str:
    url, number, title, said = texts
    here = ' aria-current="true"' if is_current else ""
    note = f"<small>{said}</small>" if said else ""
    return (
        f'  <li><a href="{url}"{here}>'
        f'<span class="sp-agenda__n">{number}</span>'
        f"<span>{title}{note}</span></a></li>\n"
    )
