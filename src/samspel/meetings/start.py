"""What meetings give to the start page and to a person's own calendar feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_day_long
from samspel.kit.language import current
from samspel.kit.prepared import Ask, Prepared
from samspel.meetings.calendar_entries import event_of_invitation, event_of_meeting
from samspel.meetings.enums import ItemState
from samspel.meetings.models import AgendaInvitee, Meeting
from samspel.meetings.queries.sight import KEEP
from samspel.messaging.events import CalendarEvent
from samspel.messaging.todo import NextEvent, Todo
from samspel.people.models import Person

_NOTICE_SOON = dt.timedelta(days=7)
_FEED_BACK = dt.timedelta(days=90)
_TYPES = {"bodies": "bigint[]", "own": "bigint[]", "person": "bigint", "now": "timestamptz"}
_ASK_DUE = Prepared(
    "meetings_due",
    """
SELECT m.uuid, m.body_id, b.name, m.starts_at, m.ends_at, m.notice_on
  FROM meetings_meeting m JOIN people_body b ON b.id = m.body_id
 WHERE m.body_id = ANY(%(kept)s)
   AND ((m.state = 'planned' AND m.notice_on <= %(soon)s AND m.starts_at > %(now)s)
        OR (m.state IN ('planned', 'called') AND m.ends_at <= %(now)s))
 ORDER BY m.starts_at, m.id
""",
    "uuid bigint text timestamptz timestamptz date",
    kept="bigint[]",
    soon="date",
    now="timestamptz",
)
_ASK_MEETINGS = Prepared(
    "meetings_next",
    """
SELECT m.uuid, m.body_id, b.name, m.starts_at, m.ends_at, m.place, a.reason
  FROM meetings_meeting m JOIN people_body b ON b.id = m.body_id
  LEFT JOIN meetings_sitting s ON s.meeting_id = m.id
  LEFT JOIN meetings_adjournment a ON a.sitting_id = s.id AND a.to_at IS NULL
 WHERE m.state IN ('planned', 'called')
   AND (m.ends_at > %(now)s OR (a.id IS NOT NULL AND s.closed_at IS NULL))
   AND m.body_id = ANY(%(bodies)s)
 ORDER BY m.starts_at LIMIT 5
""",
    "uuid bigint text timestamptz timestamptz text text",
    **_TYPES,
)
_ASK_ITEMS = Prepared(
    "meetings_next_items",
    """
SELECT i.uuid, i.title, b.name, m.starts_at, m.ends_at, m.place
  FROM meetings_agendainvitee a
  JOIN meetings_agendaitem i ON i.id = a.item_id
  JOIN meetings_meeting m ON m.id = i.meeting_id
  JOIN people_body b ON b.id = m.body_id
 WHERE a.person_id = %(person)s AND a.cancelled_at IS NULL AND i.state = 'placed'
   AND m.state IN ('planned', 'called')
   AND (m.ends_at > %(now)s
        OR EXISTS (SELECT 1 FROM meetings_sitting s
                     JOIN meetings_adjournment a ON a.sitting_id = s.id AND a.to_at IS NULL
                    WHERE s.meeting_id = m.id))
   AND m.body_id <> ALL(%(own)s)
 ORDER BY m.starts_at LIMIT 5
""",
    "uuid text text timestamptz timestamptz text",
    **_TYPES,
)


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give the secretary's tasks: notices to send, meetings to close; one statement.

    A notice is due from a week before its day; a meeting is to be closed when it has
    ended.
    """
    return [
        _task(row, actor, now)
        for ask, params in _asks_todo(actor, now)
        for row in ask.rows(params)
    ]


def _asks_todo(actor: Actor, now: dt.datetime) -> list[Ask]:
    kept = list(actor.bodies_with(KEEP))
    soon = local_day(now) + _NOTICE_SOON
    return [(_ASK_DUE, {"kept": kept, "now": now, "soon": soon})] if kept else []


def _task(row: tuple[Any, ...], actor: Actor, now: dt.datetime) -> Todo:
    uuid, body_id, body, starts_at, ends_at, notice_on = row
    is_over = ends_at <= now
    verb = (
        gettext("För in vad som hände: %(body)s")
        if is_over
        else gettext("Skicka kallelsen: %(body)s")
    )
    day = local_day(starts_at)
    when = day if is_over else notice_on
    return Todo(
        when=when,
        due_at=None,
        verb_object=verb % {"body": body},
        detail=gettext("Mötet %(day)s") % {"day": say_day_long(day, current())},
        url=reverse("meetings:meeting", args=[uuid]),
        position_key=_position_key(actor, body_id),
        urgent=when < local_day(now),
    )


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statements that the providers here read."""
    return [*_asks_todo(actor, now), *_asks_next(actor, now)]


def next_for(actor: Actor, now: dt.datetime) -> list[NextEvent]:
    """Give the person's next meetings: by mandate, by serving the body, or by invitation.

    Two statements, whatever the number of bodies.
    """
    asks = _asks_next(actor, now)
    if not asks:
        return []
    (meetings, params), (items, _same) = asks
    return [
        *(_next_meeting(row, actor) for row in meetings.rows(params)),
        *(_next_item(row) for row in items.rows(params)),
    ]


def _asks_next(actor: Actor, now: dt.datetime) -> list[Ask]:
    if actor.person_id is None:
        return []
    own = sorted({position.body_id for position in actor.positions if position.body_id})
    params = {
        "bodies": [*own, *actor.bodies_with(KEEP)],
        "own": own,
        "person": actor.person_id,
        "now": now,
    }
    return [(_ASK_MEETINGS, params), (_ASK_ITEMS, params)]


def _next_meeting(row: tuple[Any, ...], actor: Actor) -> NextEvent:
    uuid, body_id, body, starts_at, ends_at, place, paused = row
    said = f"{gettext('Mötet är ajournerat.')} {paused}".strip()
    return NextEvent(
        starts_at=starts_at,
        ends_at=ends_at,
        title=body,
        place=place,
        url=reverse("meetings:meeting", args=[uuid]),
        body_name=body,
        changes=() if paused is None else (said,),
        position_key=_position_key(actor, body_id),
    )


def _next_item(row: tuple[Any, ...]) -> NextEvent:
    uuid, title, body, starts_at, ends_at, place = row
    return NextEvent(
        starts_at=starts_at,
        ends_at=ends_at,
        title=title,
        place=place,
        url=reverse("meetings:item", args=[uuid]),
        body_name=body,
    )


def _position_key(actor: Actor, body_id: int) -> str:
    """Give the position under which the person has to do with the body."""
    keys = (p.key for p in actor.positions if p.body_id == body_id or body_id in p.serves)
    return next(keys, "")


def feed_for(person: Person, on: dt.date) -> Iterable[CalendarEvent]:
    """Give the meetings of the person's bodies, and the items they are invited to.

    What has been since three months back, and all that lies ahead; two statements.
    A meeting counts by a mandate that holds on its day.
    """
    since = on - _FEED_BACK
    meetings = (
        Meeting.objects.annotate(held_on=TruncDate("starts_at"))
        .filter(
            Q(body__mandates__valid_to__isnull=True)
            | Q(body__mandates__valid_to__gt=F("held_on")),
            body__mandates__person=person,
            body__mandates__valid_from__lte=F("held_on"),
            held_on__gte=since,
        )
        .select_related("body")
        .distinct()
    )
    asked = AgendaInvitee.objects.filter(
        person=person,
        cancelled_at__isnull=True,
        item__state__in=[ItemState.PLACED, ItemState.HANDLED],
        item__meeting__starts_at__date__gte=since,
    ).select_related("item__meeting__body")
    for meeting in meetings:
        yield event_of_meeting(meeting)
    for invitee in asked:
        if invitee.item.meeting is not None:
            yield event_of_invitation(invitee, invitee.item.meeting)
