"""Rows for the pages that a member follows a meeting by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.kit.enums import label_of
from samspel.kit.rows import FileRow
from samspel.kit.web import address_of
from samspel.meetings.enums import ItemState
from samspel.meetings.enums.calling import WishKind, WishState
from samspel.meetings.models import AgendaAttachment, AgendaItem
from samspel.meetings.queries import AgendaLine
from samspel.meetings.queries.following import Following, Pages
from samspel.meetings.queries.news import Change
from samspel.meetings.web.showing import invited_words, late_words
from samspel.meetings.web.showing import paper_row as shown_paper


@dataclass(frozen=True, slots=True)
class FollowRow:
    """An item as a member sees it: its page, what is said of it, the own note."""

    number: str
    title: str
    url: str
    page: int | None
    notes: tuple[str, ...]
    own_note: str


def follow_row(
    line: AgendaLine, own: Following, dispatched_at: dt.datetime | None
) -> FollowRow:
    """Give an agenda's line as a member follows it."""
    item = line.item
    said = [invited_words(each) for each in line.invitees]
    if item.pk == own.now:
        said.insert(0, _("Behandlas nu"))
    elif item.state == ItemState.HANDLED:
        said.insert(0, _("Klart"))
    if item.is_closed:
        said.insert(0, _("Slutet ärende, finns inte i paketet att ta med"))
    if line.is_late:
        said.append(late_words(line, dispatched_at))
    return FollowRow(
        number=item.paragraph or f"{line.number}.",
        title=item.title,
        url=address_of("meetings:follow-item", item.uuid),
        page=own.pages.get((item.pk, None)),
        notes=tuple(said),
        own_note=_shortened(own.notes.get(item.pk, "")),
    )


def proposal_of(item: AgendaItem) -> tuple[str, ...]:
    """Give the points that the item proposes; one statement."""
    handling = getattr(item, "handling", None)
    return tuple(handling.draft_points or ()) if handling is not None else ()


def _shortened(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return first if len(first) <= 80 else f"{first[:80].rstrip()} …"


def paper_row(paper: AgendaAttachment, pages: Pages) -> FileRow:
    """Give a paper with its page in the pack."""
    row = shown_paper(paper)
    page = pages.get((paper.item_id, paper.pk))
    note = _("s. %(page)s") % {"page": page} if page else ""
    return FileRow(row.name, row.url, row.kind, row.size, note)


def change_words(change: Change) -> tuple[str, str]:
    """Say a change in words, with the address of its item."""
    address = address_of("meetings:item", change.item.uuid)
    title = {"title": change.item.title, "paper": change.title}
    said = {
        "item": _("Nytt ärende: %(title)s"),
        "paper": _("Ny handling till %(title)s: %(paper)s"),
        "left": _("Har lämnat listan: %(title)s"),
    }
    return said[change.kind] % title, address


@dataclass(frozen=True, slots=True)
class WishRow:
    """An own wish as it is drawn."""

    uuid: UUID
    words: str
    state: str
    is_waiting: bool


def wish_row(wish: Mapping[str, Any]) -> WishRow:
    """Give an own wish as it is drawn."""
    words = f"{label_of(WishKind, wish['kind'])}: {wish['title']}"
    said = label_of(WishState, wish["state"])
    if wish["answer"]:
        said = f"{said}. {wish['answer']}"
    return WishRow(UUID(wish["uuid"]), words, said, wish["state"] == WishState.WAITING)
