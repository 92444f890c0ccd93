"""What a member sees beside the agenda: own notes, own wishes, what is new, page numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from samspel.audit.actors import Actor
from samspel.documents.enums import Secrecy
from samspel.kit.prepared_query import JsonRows, PreparedQuery, read_json
from samspel.meetings import sealing
from samspel.meetings.enums.calling import Edition, WishState
from samspel.meetings.models import AgendaItem, ItemHandling, Meeting
from samspel.meetings.models.following import PrivateNote, Reading, Wish
from samspel.meetings.models.packs import NoticePack, PackPart
from samspel.meetings.queries.sight import reads_body, reads_closed
from samspel.people.models import Person

Pages = dict[tuple[int, int | None], int]


@dataclass(frozen=True, slots=True)
class Following:
    """What a member sees beside the agenda, by the items' keys.

    ``now`` is the item that the meeting deals with; ``pages`` as ``pages_of``; ``wishes``
    are the member's own, in order, as the database gave them.
    """

    read_at: dt.datetime | None
    now: int | None
    notes: dict[int, str]
    pages: Pages
    wishes: tuple[dict[str, Any], ...]


_FULL = Q(pack__edition=Edition.FULL)


def _asked(meeting: int, person: int) -> QuerySet[Meeting, Any]:
    """Put the statement together: the meeting, with what is the person's own in columns."""
    begun = ItemHandling.objects.filter(
        item__meeting=OuterRef("pk"), begun_at__isnull=False, ended_at__isnull=True
    )
    own = Q(person=person)
    columns = {
        "j_notes": JsonRows(PrivateNote, "item=item_id sealed", "item__meeting", only=own),
        "j_pages": JsonRows(
            PackPart,
            "item=item_id paper=attachment_id page=first_page",
            "pack__meeting",
            only=_FULL,
        ),
        "j_wishes": JsonRows(
            Wish, "uuid kind state answer title=item__title", "item__meeting", only=own
        ),
    }
    read = Reading.objects.filter(meeting=OuterRef("pk"), person=person)
    rows = Meeting.objects.filter(pk=meeting).annotate(
        read_at=Subquery(read.values("read_at")[:1]),
        now=Subquery(begun.order_by("-begun_at").values("item_id")[:1]),
        owner=Subquery(Person.objects.filter(pk=person).values("uuid")[:1]),
        **{name: each.column() for name, each in columns.items()},
    )
    return rows.values_list("read_at", "now", "owner", *columns)


_ASK = PreparedQuery("meetings_following", _asked, "meeting", "person")


def following_of(meeting: Meeting, actor: Actor) -> Following:
    """Give what the viewer sees beside the agenda; nobody else's notes. One statement."""
    ((read_at, now, owner, *lists),) = _ASK.rows(
        meeting=meeting.pk, person=actor.person_id or 0
    )
    notes, pages, wishes = map(read_json, lists)
    return Following(
        read_at=read_at,
        now=now if meeting.is_ahead else None,
        notes={each["item"]: _opened(each["sealed"], owner) for each in notes},
        pages={(each["item"], each["paper"]): each["page"] for each in pages},
        wishes=tuple(wishes),
    )


def _opened(written: str, owner: UUID) -> str:
    """Open a note that the database has written as text ("\\x" and hexadecimal digits)."""
    return sealing.opened(bytes.fromhex(written.removeprefix("\\x")), owner)


def note_of(item: AgendaItem, actor: Actor) -> str:
    """Give the viewer's own note about the item; nobody else's is ever given."""
    own = PrivateNote.objects.filter(item=item, person_id=actor.person_id or 0)
    found = own.values_list("sealed", "person__uuid").first()
    return sealing.opened(bytes(found[0]), found[1]) if found else ""


def wishes_waiting(meeting_id: int) -> list[Wish]:
    """Give what waits for the secretary at the meeting, in order."""
    rows = Wish.objects.filter(item__meeting_id=meeting_id, state=WishState.WAITING)
    return list(rows.select_related("item", "person").order_by("id"))


def packs_visible_to(actor: Actor, meeting: Meeting) -> list[NoticePack]:
    """Give the meeting's packs in the edition that the viewer may have, in order.

    Whoever is inside the body gets the one with closed items; other readers the open
    one; somebody who is merely invited to an item gets none.
    """
    if not reads_closed(actor, meeting.body_id):
        return open_packs(actor, meeting)
    rows = NoticePack.objects.filter(meeting=meeting, edition=Edition.FULL)
    return list(rows.select_related("document"))


def open_packs(actor: Actor, meeting: Meeting) -> list[NoticePack]:
    """Give the open packs, which may be taken along on a phone, to whoever reads the body.

    Not one that was open when it was made, and holds an item that has become closed.
    """
    if not reads_body(actor, meeting.body_id):
        return []
    rows = NoticePack.objects.filter(meeting=meeting, edition=Edition.OPEN)
    open_now = rows.filter(document__secrecy=Secrecy.NONE)
    return list(open_now.select_related("document"))


def pages_of(meeting_id: int) -> Pages:
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
