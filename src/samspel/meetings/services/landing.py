"""How an item finds its meeting, and follows it.

An open item is in exactly one place: on one meeting's agenda, or waiting under its
body. Everything that moves an item goes through here, under the body's lock.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Max

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import events
from samspel.meetings.enums import ItemState, Leaving, MeetingState, Route
from samspel.meetings.models import AgendaItem, AgendaPlacement, Meeting
from samspel.meetings.queries import coming_meetings, next_meeting_open_for_papers
from samspel.meetings.services import case_chain
from samspel.meetings.services.gathering import gathered
from samspel.meetings.services.telling import tell_invited


def landing_of(item: AgendaItem, at: dt.datetime) -> Meeting | None:
    """Give the meeting where the item lands by its route, or None where it waits.

    Counted from when the item is ready, or from now if that is later.
    """
    ready = max(item.ready_at, at)
    if item.route == Route.WAITING:
        return None
    if item.route == Route.VERY_NEXT:
        return next(iter(coming_meetings(item.body_id, ready)), None)
    return next_meeting_open_for_papers(
        item.body_id, ready, ordinary_only=item.route == Route.ONE_OF_ORDINARY
    )


def land(item: AgendaItem, *, at: dt.datetime, actor: Actor, citation: str = "") -> bool:
    """Let a waiting item land on its meeting; give whether there was one."""
    meeting = landing_of(item, at)
    if meeting is None:
        return False
    if not gathered(item, meeting, actor=actor):
        put_on(item, meeting, at=at, actor=actor, citation=citation)
    return True


def put_on(
    item: AgendaItem, meeting: Meeting, *, at: dt.datetime, actor: Actor, citation: str = ""
) -> None:
    """Put a waiting item on a meeting's agenda, and tell everybody whom it concerns.

    ``citation`` is the decision that sent the item's case here.
    """
    place(item, meeting, at=at)
    audit.record(
        "meetings.item.placed",
        subject=item,
        actor=actor,
        facts=_facts(meeting),
        also=[meeting],
    )
    case_chain.note_placed(item, meeting, at=at, actor=actor, citation=citation)
    tell_invited(item, actor=actor, at=at)
    events.item_placed.send(AgendaItem, item=item, meeting=meeting, actor=actor)


def land_waiting(body_id: int, *, at: dt.datetime, actor: Actor) -> list[AgendaItem]:
    """Let whatever waits in the body land where it now can, in the order it became ready."""
    waiting = (
        AgendaItem.objects.filter(body_id=body_id, state=ItemState.WAITING)
        .exclude(route=Route.WAITING)
        .select_related("body", "case")
        .order_by("ready_at", "id")
    )
    return [item for item in waiting if land(item, at=at, actor=actor)]


def carry_on(
    item: AgendaItem, *, to: Meeting | None, why: Leaving, at: dt.datetime, actor: Actor
) -> None:
    """Take the item from its meeting to another one, or let it wait under the body."""
    previous = leave(item, why, at=at)
    if to is not None and gathered(item, to, actor=actor):
        return
    if to is not None:
        place(item, to, at=at)
    audit.record(
        "meetings.item.moved" if to else "meetings.item.left_waiting",
        subject=item,
        actor=actor,
        facts={"from_meeting": previous.pk, "why": why.value, **(_facts(to) if to else {})},
        also=[previous, *([to] if to else [])],
    )
    case_chain.note_moved(item, previous, to, why, at=at, actor=actor)
    tell_invited(item, actor=actor, at=at)
    events.item_moved.send(
        AgendaItem, item=item, previous=previous, meeting=to, why=why, actor=actor
    )


def place(item: AgendaItem, meeting: Meeting, *, at: dt.datetime) -> None:
    """Put the item last on the meeting's agenda; late if the papers should have been in."""
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item.meeting = meeting
    item.position = last + 1
    item.state = ItemState.PLACED
    _save(item)
    AgendaPlacement.objects.create(
        item=item, meeting=meeting, placed_at=at, is_late=not meeting.takes_papers(at)
    )


def leave(item: AgendaItem, why: Leaving, *, at: dt.datetime) -> Meeting:
    """Take the item off its agenda, so that it waits; give the meeting that it left.

    The numbers after it close up until the notice has gone out, and stay from then on.
    """
    meeting, position = item.meeting, item.position
    assert meeting is not None  # noqa: S101  the caller has seen that it is placed
    item.placements.filter(left_at__isnull=True).update(left_at=at, left_because=why)
    item.meeting, item.position, item.state = None, None, ItemState.WAITING
    _save(item)
    if meeting.state == MeetingState.PLANNED:
        meeting.items.filter(position__gt=position).update(position=F("position") - 1)
    return meeting


def _save(item: AgendaItem) -> None:
    item.save(update_fields=["meeting", "position", "state"])


def _facts(meeting: Meeting) -> dict[str, object]:
    return {"meeting": meeting.pk, "starts_at": meeting.starts_at}
