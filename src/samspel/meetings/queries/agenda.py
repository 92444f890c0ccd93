"""Agendas: the items of a meeting, what waits under a body, and what has left a list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from samspel.audit.actors import Actor
from samspel.cases.queries import seen_cases
from samspel.meetings.enums import ItemKind, ItemState, Leaving
from samspel.meetings.models import (
    AgendaAttachment,
    AgendaInvitee,
    AgendaItem,
    AgendaPlacement,
    AgendaQuestion,
    DelegatedDecision,
    Meeting,
)
from samspel.meetings.queries.sight import inside_bodies, reads_closed, seen_items
from samspel.people.models import Body


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item as it stands on an agenda: its number, papers and who is invited to it."""

    number: int
    item: AgendaItem
    attachments: tuple[AgendaAttachment, ...]
    invitees: tuple[AgendaInvitee, ...]
    is_late: bool
    placed_at: dt.datetime | None
    question_count: int
    decision_count: int


@dataclass(frozen=True, slots=True)
class Departure:
    """An item that has left a meeting's agenda, why, and where it stands now."""

    item: AgendaItem
    left_at: dt.datetime
    why: Leaving
    now_on: Meeting | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's agenda: what stands on it, what has left it, what waits under the body."""

    lines: tuple[AgendaLine, ...]
    departures: tuple[Departure, ...]
    waiting: tuple[AgendaItem, ...]


def agenda_visible_to(actor: Actor, meeting: Meeting) -> list[AgendaLine]:
    """Give the meeting's agenda as far as the viewer may see it; three statements.

    Numbers are those of the whole agenda, so that everybody speaks of the same item.
    """
    return list(whole_agenda_visible_to(actor, meeting).lines)


def departures_visible_to(actor: Actor, meeting: Meeting) -> list[Departure]:
    """Give what has left the meeting's agenda, as far as the viewer may see it."""
    return list(whole_agenda_visible_to(actor, meeting).departures)


def whole_agenda_visible_to(actor: Actor, meeting: Meeting) -> Agenda:
    """Give the agenda with what has left it and what waits; three statements.

    One more where something that has left stands on another meeting.
    """
    left = AgendaPlacement.objects.filter(
        item=OuterRef("pk"), meeting=meeting, left_at__isnull=False
    ).order_by("-id")
    here = AgendaPlacement.objects.filter(
        item=OuterRef("pk"), meeting=meeting, left_at__isnull=True
    )
    items = AgendaItem.objects.filter(
        Q(meeting=meeting)
        | Q(body_id=meeting.body_id, state=ItemState.WAITING)
        | Q(Exists(left)),
        seen_items(actor),
    ).annotate(
        is_late=Exists(here.filter(is_late=True)),
        placed_at=Subquery(here.order_by("-id").values("placed_at")[:1]),
        left_at=Subquery(left.values("left_at")[:1]),
        left_because=Subquery(left.values("left_because")[:1]),
        question_count=_count(AgendaQuestion),
        decision_count=_count(DelegatedDecision),
    )
    rows: list[Any] = list(
        _with_papers(items).select_related("case").order_by("position", "id")
    )
    _know_meetings(rows, meeting)
    inside = inside_bodies(actor)
    return Agenda(
        lines=tuple(
            _line(row, inside=actor.is_system or row.body_id in inside)
            for row in rows
            if row.meeting_id == meeting.pk
        ),
        departures=tuple(
            _departure(row) for row in rows if row.left_at and row.meeting_id != meeting.pk
        ),
        waiting=tuple(row for row in rows if row.state == ItemState.WAITING),
    )


def _know_meetings(rows: list[AgendaItem], meeting: Meeting) -> None:
    """Give each item its meeting: the same for most, read only for what has moved on."""
    others = {row.meeting_id for row in rows} - {None, meeting.pk}
    known = Meeting.objects.select_related("body").in_bulk(others) if others else {}
    known[meeting.pk] = meeting
    for row in rows:
        if row.meeting_id is not None:
            row.meeting = known[row.meeting_id]


def _count(table: type[AgendaQuestion | DelegatedDecision]) -> Coalesce:
    """Count an item's rows in another table without multiplying those of a third."""
    counted = table.objects.filter(item=OuterRef("pk")).order_by().values("item")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


def _departure(row: Any) -> Departure:
    return Departure(row, row.left_at, Leaving(row.left_because), row.meeting)


def item_visible_to(actor: Actor, uuid: UUID) -> AgendaItem | None:
    """Give the item at the address with its papers, if the viewer may see it.

    Three statements. ``sees_case`` tells whether the viewer may see its case too.
    """
    sees_case = ExpressionWrapper(seen_cases(actor, "case__"), BooleanField())
    items = AgendaItem.objects.filter(seen_items(actor), uuid=uuid).annotate(
        sees_case=sees_case
    )
    related = ("body__parent", "meeting__body", "case__body", "handling")
    return _with_papers(items).select_related(*related).first()


def items_waiting(body: Body | None, actor: Actor) -> list[AgendaItem]:
    """Give the items that wait for a meeting and that the viewer may see.

    Those of the body, or of every body where none is named.
    """
    waiting = AgendaItem.objects.filter(seen_items(actor), state=ItemState.WAITING)
    if body is not None:
        waiting = waiting.filter(body=body)
    return list(waiting.select_related("body").order_by("ready_at", "id"))


def questions_on(item: AgendaItem) -> list[AgendaQuestion]:
    """Give what was asked about the item, in order. The caller has checked the viewer."""
    return list(item.questions.select_related("asked_by", "answered_by"))


def open_items_placed_for(body_id: int) -> list[AgendaItem]:
    """Give the body's open items of delegated decisions that still gather more."""
    return list(
        AgendaItem.objects.filter(
            body_id=body_id,
            kind=ItemKind.DELEGATED,
            state__in=[ItemState.WAITING, ItemState.PLACED],
        )
        .select_related("meeting")
        .order_by("meeting__starts_at", "id")
    )


def _with_papers(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Bring the papers and the invited along, in one statement each."""
    asked = AgendaInvitee.objects.filter(cancelled_at__isnull=True)
    return items.prefetch_related(
        Prefetch("attachments", AgendaAttachment.objects.select_related("document")),
        Prefetch("invitees", asked.select_related("person"), to_attr="now_invited"),
    )


def papers_of(item: AgendaItem, actor: Actor) -> list[AgendaAttachment]:
    """Give the item's papers that the viewer may know of: secret files only from inside.

    Of an item that was read with its papers; asks nothing.
    """
    return _papers(item, inside=reads_closed(actor, item.body_id))


def _papers(item: AgendaItem, *, inside: bool) -> list[AgendaAttachment]:
    return [
        each
        for each in item.attachments.all()
        if each.document is None
        or (each.document.removed_at is None and (inside or not each.document.is_secret))
    ]


def _line(row: Any, *, inside: bool) -> AgendaLine:
    return AgendaLine(
        number=row.position or 0,
        item=row,
        attachments=tuple(_papers(row, inside=inside)),
        invitees=tuple(row.now_invited),
        is_late=row.is_late,
        placed_at=row.placed_at,
        question_count=row.question_count,
        decision_count=row.decision_count,
    )
