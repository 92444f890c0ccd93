"""Reading the notice board: what stands on it, how sure its times are, what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings.calculation.appeal import (
    Outage,
    announce_by,
    appeal_ends,
    interrupted_by,
)
from samspel.meetings.enums.minutes import (
    MinutesState,
    NoticeKind,
    NoticeState,
    PublicationState,
)
from samspel.meetings.models import (
    BoardNotice,
    BoardOutage,
    Minutes,
    MinutesSettings,
    Publication,
)
from samspel.meetings.queries.hiding import covered
from samspel.meetings.queries.sight import inside_bodies


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice with how it stands on the day, and what may be done with it."""

    notice: BoardNotice
    state: NoticeState
    appeal_ends_on: dt.date | None
    may_come_down_on: dt.date
    interrupted: tuple[Outage, ...] = ()

    @property
    def is_uncertain(self) -> bool:
        """Whether an outage has made the end of the time for appeal uncertain.

        Also one that became known after the notice was taken down.
        """
        return self.state in {NoticeState.UNCERTAIN, NoticeState.DOWN} and bool(
            self.interrupted
        )

    @property
    def time_is_out(self) -> bool:
        """Whether the time for appeal has ended without an outage. Says nothing of appeals."""
        is_over = self.state in {NoticeState.MAY_COME_DOWN, NoticeState.DOWN}
        return is_over and self.appeal_ends_on is not None and not self.interrupted


def outages() -> list[Outage]:
    """Give the board's outages, oldest first."""
    rows = BoardOutage.objects.order_by("from_at").values_list("from_at", "to_at")
    return [Outage(*row) for row in rows]


def board_notices() -> QuerySet[BoardNotice]:
    """Give every notice there has been, newest first, with what they are about."""
    return BoardNotice.objects.select_related(
        "body", "minutes", "meeting", "proof", "announced_again_by"
    )


def notices_up() -> QuerySet[BoardNotice]:
    """Give the notices that stand on the board."""
    return board_notices().filter(removed_at__isnull=True)


def notice_by_uuid(uuid: UUID) -> BoardNotice | None:
    """Give a notice, whoever asks: what has stood on the board is no secret."""
    return board_notices().filter(uuid=uuid).first()


def row_of(notice: BoardNotice, *, on: dt.date, known: Iterable[Outage]) -> NoticeRow:
    """Judge how a notice stands on the day."""
    ends = notice.appeal_ends_on
    interrupted = tuple(interrupted_by(notice.posted_at, ends, known)) if ends else ()
    return NoticeRow(
        notice=notice,
        state=_state(notice, on, bool(interrupted)),
        appeal_ends_on=ends,
        may_come_down_on=notice.may_come_down_on,
        interrupted=interrupted,
    )


def _state(notice: BoardNotice, on: dt.date, is_interrupted: bool) -> NoticeState:
    if hasattr(notice, "announced_again_by"):
        return NoticeState.POSTED_AGAIN
    if notice.removed_at is not None:
        return NoticeState.DOWN
    if is_interrupted:
        return NoticeState.UNCERTAIN
    return NoticeState.MAY_COME_DOWN if on >= notice.may_come_down_on else NoticeState.POSTED


def rows_of(notices: Iterable[BoardNotice], *, on: dt.date) -> list[NoticeRow]:
    """Judge many notices, with the outages read once."""
    known = outages()
    return [row_of(each, on=on, known=known) for each in notices]


def cover_titles(rows: Iterable[NoticeRow], actor: Actor) -> None:
    """Cover what has become secret in titles, where the viewer does not see closed items.

    The rows are to be shown and not saved. One statement, none for whoever sees them all.
    """
    inside = inside_bodies(actor)
    free = [each.notice for each in rows if each.notice.kind != NoticeKind.MINUTES_APPROVED]
    hidden = [each for each in free if each.body_id not in inside]
    if not hidden:
        return
    meetings = {each.meeting_id for each in hidden if each.meeting_id}
    titles = covered([each.title for each in hidden], meetings)
    for notice, title in zip(hidden, titles, strict=True):
        notice.title = title


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """A notice as everybody reads it on the board; no name that isn't in it.

    ``is_uncertain`` when the board was down within the time for appeal, and ``again_on``
    the day when it was therefore announced again.
    """

    uuid: UUID
    kind: str
    kind_label: str
    body: str
    title: str
    text: str
    statute: str
    meeting_on: dt.date | None
    approved_on: dt.date | None
    announced_on: dt.date
    appeal_ends_on: dt.date | None
    paragraphs: str
    available_at: str
    minutes_uuid: UUID | None
    is_uncertain: bool = False
    again_on: dt.date | None = None


def public_board() -> list[PublicNotice]:
    """Give what stands on the notice board, newest first; four statements at most."""
    up = list(notices_up())
    shown = dict(
        Publication.objects.filter(
            state=PublicationState.PUBLISHED,
            minutes_id__in=[each.minutes_id for each in up if each.minutes_id],
        ).values_list("minutes_id", "uuid")
    )
    known = outages() if up else []
    rows = [_public(each, shown.get(each.minutes_id or 0), known) for each in up]
    return _as_everybody_reads(rows, {each.meeting_id for each in up if each.meeting_id})


def _as_everybody_reads(rows: list[PublicNotice], meetings: set[int]) -> list[PublicNotice]:
    """Cover what has become secret in free words; those of approved minutes have none."""
    free = [each for each in rows if each.kind != NoticeKind.MINUTES_APPROVED]
    words = [text for each in free for text in (each.title, each.text)]
    said = covered(words, meetings) if words else []
    pairs = zip(said[::2], said[1::2], strict=True)
    open_now = {
        each.uuid: replace(each, title=title, text=text)
        for each, (title, text) in zip(free, pairs, strict=True)
    }
    return [open_now.get(each.uuid, each) for each in rows]


def _public(
    notice: BoardNotice, minutes_uuid: UUID | None, known: Iterable[Outage]
) -> PublicNotice:
    state = row_of(notice, on=notice.announced_on, known=known).state
    again = getattr(notice, "announced_again_by", None)
    return PublicNotice(
        is_uncertain=state is NoticeState.UNCERTAIN,
        again_on=again.announced_on if again else None,
        uuid=notice.uuid,
        kind=notice.kind,
        kind_label=NoticeKind(notice.kind).label,
        body=notice.body.name,
        title=notice.title,
        text=notice.text,
        statute=notice.statute,
        meeting_on=notice.meeting_on,
        approved_on=notice.approved_on,
        announced_on=notice.announced_on,
        appeal_ends_on=notice.appeal_ends_on,
        paragraphs=notice.paragraphs,
        available_at=notice.available_at,
        minutes_uuid=minutes_uuid,
    )


def appeal_courts() -> list[str]:
    """Give where appeals are sent, as the bodies have said it, each once."""
    rows = MinutesSettings.objects.exclude(appeal_court="").values_list(
        "appeal_court", flat=True
    )
    return list(rows.distinct().order_by("appeal_court"))


def published_minutes(uuid: UUID) -> Publication | None:
    """Give a published version of minutes, for everybody; None when it isn't published."""
    return (
        Publication.objects.select_related("minutes__meeting__body", "document")
        .filter(uuid=uuid, state=PublicationState.PUBLISHED)
        .first()
    )


def withdrawn_minutes(uuid: UUID) -> tuple[Publication, UUID | None] | None:
    """Give a version that has been withdrawn, and the address of the one that stands now.

    None where no version with the address has ever been withdrawn from the web.
    """
    now = Publication.objects.filter(
        state=PublicationState.PUBLISHED, minutes=OuterRef("minutes")
    )
    found = (
        Publication.objects.select_related("minutes__meeting__body")
        .annotate(stands_now=Subquery(now.values("uuid")[:1]))
        .filter(uuid=uuid, state=PublicationState.WITHDRAWN)
        .first()
    )
    return None if found is None else (found, found.stands_now)


def was_published_before(publication: Publication) -> bool:
    """Tell whether another version of the same minutes stood on the web before this one."""
    return Publication.objects.filter(
        minutes_id=publication.minutes_id, state=PublicationState.WITHDRAWN
    ).exists()


def corrections_published(publication: Publication) -> list[Publication]:
    """Give the published corrections of published minutes, in the order that they came."""
    rows = Publication.objects.filter(
        state=PublicationState.PUBLISHED, minutes__corrects=publication.minutes_id
    )
    return list(rows.order_by("pk"))


def minutes_published(limit: int = 50) -> list[Publication]:
    """Give the minutes that are published, newest meeting first."""
    rows = Publication.objects.filter(state=PublicationState.PUBLISHED).select_related(
        "minutes__meeting__body"
    )
    return list(rows.order_by("-minutes__meeting__starts_at", "-pk")[:limit])


def approved_not_announced(body_ids: Iterable[int]) -> list[tuple[Minutes, dt.date]]:
    """Give approved minutes that no notice announces, with the day it must be done by."""
    rows = (
        Minutes.objects.filter(
            state=MinutesState.APPROVED,
            notices__isnull=True,
            meeting__body_id__in=list(body_ids),
        )
        .select_related("meeting__body")
        .order_by("approved_at")
    )
    return [
        (each, announce_by(local_day(each.approved_at)))
        for each in rows
        if each.approved_at is not None
    ]


def last_day_for_appeal(announced_on: dt.date) -> dt.date:
    """Give the last day for an appeal when the announcement is made on the day."""
    return appeal_ends(announced_on)
