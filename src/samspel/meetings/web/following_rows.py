"""Rows for the pages that a member follows a meeting by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.kit.enums import label_of
from samspel.kit.rows import FileRow
from samspel.meetings.enums.calling import WishKind, WishState
from samspel.meetings.models import AgendaAttachment
from samspel.meetings.models.following import Wish
from samspel.meetings.queries import AgendaLine
from samspel.meetings.queries.news import Change
from samspel.meetings.web.showing import invited_words
from samspel.meetings.web.showing import paper_row as shown_paper

Pages = Mapping[tuple[int, int | None], int]


@dataclass(frozen=True, slots=True)
class FollowRow:
    """An item as a member sees it: its page, what is said of it, the own note."""

    number: str
    title: str
    url: str
    page: int | None
    notes: tuple[str, ...]
    own_note: str


def follow_row(line: AgendaLine, pages: Pages, notes: Mapping[int, str]) -> FollowRow:
    """Give an agenda's line as a member follows it."""
    item = line.item
    said = [invited_words(each) for each in line.invitees]
    if item.is_closed:
        said.insert(0, _("Slutet ärende, finns inte i paketet att ta med"))
    if line.is_late:
        said.append(_("Tillkom efter utskicket"))
    return FollowRow(
        number=item.paragraph or f"{line.number}.",
        title=item.title,
        url=reverse("meetings:follow-item", args=[item.uuid]),
        page=pages.get((item.pk, None)),
        notes=tuple(said),
        own_note=_shortened(notes.get(item.pk, "")),
    )


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
    address = reverse("meetings:item", args=[change.item.uuid])
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


def wish_row(wish: Wish) -> WishRow:
    """Give an own wish as it is drawn."""
    words = f"{label_of(WishKind, wish.kind)}: {wish.item.title}"
    said = label_of(WishState, wish.state)
    if wish.answer:
        said = f"{said}. {wish.answer}"
    return WishRow(wish.uuid, words, said, wish.state == WishState.WAITING)
