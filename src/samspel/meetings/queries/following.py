"""What a member sees beside the agenda: own notes, own wishes, what is new, page numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from samspel.audit.actors import Actor
from samspel.meetings import sealing
from samspel.meetings.enums.calling import Edition, WishState
from samspel.meetings.models import AgendaItem, ItemHandling, Meeting
from samspel.meetings.models.following import PrivateNote, Reading, Wish
from samspel.meetings.models.packs import NoticePack, PackPart
from samspel.meetings.queries.sight import reads_body, reads_closed
from samspel.people.models import Person


def note_of(item: AgendaItem, actor: Actor) -> str:
    """Give the viewer's own note about the item; nobody else's is ever given."""
    return notes_of([item.pk], actor).get(item.pk, "")


def notes_of(item_ids: Iterable[int], actor: Actor) -> dict[int, str]:
    """Give the viewer's own notes by the items' keys; two statements."""
    if actor.person_id is None:
        return {}
    rows = PrivateNote.objects.filter(item_id__in=list(item_ids), person_id=actor.person_id)
    sealed = list(rows.values_list("item_id", "sealed"))
    if not sealed:
        return {}
    owner = Person.objects.values_list("uuid", flat=True).get(pk=actor.person_id)
    return {item_id: sealing.opened(bytes(note), owner) for item_id, note in sealed}


def last_read(meeting: Meeting, actor: Actor) -> dt.datetime | None:
    """Give when the viewer last marked the meeting's papers as read."""
    rows = Reading.objects.filter(meeting=meeting, person_id=actor.person_id or 0)
    return rows.values_list("read_at", flat=True).first()


def wishes_of(meeting: Meeting, actor: Actor) -> list[Wish]:
    """Give the viewer's own wishes at the meeting, in order."""
    rows = Wish.objects.filter(item__meeting=meeting, person_id=actor.person_id or 0)
    return list(rows.select_related("item").order_by("id"))


def wishes_waiting(meeting_id: int) -> list[Wish]:
    """Give what waits for the secretary at the meeting, in order."""
    rows = Wish.objects.filter(item__meeting_id=meeting_id, state=WishState.WAITING)
    return list(rows.select_related("item", "person").order_by("id"))


def taken_up_now(meeting: Meeting) -> int | None:
    """Give the key of the item that the meeting deals with just now, if any."""
    if not meeting.is_ahead:
        return None
    rows = ItemHandling.objects.filter(
        item__meeting=meeting, begun_at__isnull=False, ended_at__isnull=True
    )
    return rows.order_by("-begun_at").values_list("item_id", flat=True).first()


def packs_visible_to(actor: Actor, meeting: Meeting) -> list[NoticePack]:
    """Give the meeting's packs in the edition that the viewer may have, in order.

    Whoever is inside the body gets the one with closed items; other readers the open
    one; somebody who is merely invited to an item gets none.
    """
    if not reads_body(actor, meeting.body_id):
        return []
    edition = Edition.FULL if reads_closed(actor, meeting.body_id) else Edition.OPEN
    return list(
        NoticePack.objects.filter(meeting=meeting, edition=edition).select_related("document")
    )


def open_packs(actor: Actor, meeting: Meeting) -> list[NoticePack]:
    """Give the open packs, which may be taken along on a phone, to whoever reads the body."""
    if not reads_body(actor, meeting.body_id):
        return []
    rows = NoticePack.objects.filter(meeting=meeting, edition=Edition.OPEN)
    return list(rows.select_related("document"))


def pages_of(meeting_id: int) -> dict[tuple[int, int | None], int]:
    """Give the page of each item and paper, by the keys of both; one statement.

    The numbers are the same in every edition, so no edition need be named.
    """
    rows = PackPart.objects.filter(pack__meeting_id=meeting_id, pack__edition=Edition.FULL)
    return {
        (item_id, paper_id): page
        for item_id, paper_id, page in rows.values_list(
            "item_id", "attachment_id", "first_page"
        )
    }
