"""What meetings give to the start page and to a person's own calendar feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_day_long
from samspel.kit.language import current
from samspel.meetings.calendar_entries import event_of_invitation, event_of_meeting
from samspel.meetings.enums import ItemState, MeetingState
from samspel.meetings.models import AgendaInvitee, Meeting
from samspel.meetings.queries.sight import KEEP
from samspel.messaging.events import CalendarEvent
from samspel.messaging.todo import NextEvent, Todo
from samspel.people.models import Person

_SHOWN = 5
_NOTICE_SOON = dt.timedelta(days=7)
_FEED_BACK = dt.timedelta(days=90)


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give the secretary's tasks: notices to send, meetings to close; one statement.

    A notice is due from a week before its day; a meeting is to be closed when it has
    ended.
    """
    kept = actor.bodies_with(KEEP)
    if not kept:
        return []
    soon = local_day(now) + _NOTICE_SOON
    due = Q(state=MeetingState.PLANNED, notice_on__lte=soon, starts_at__gt=now) | Q(
        state__in=[MeetingState.PLANNED, MeetingState.CALLED], ends_at__lte=now
    )
    meetings = Meeting.objects.filter(due, body_id__in=kept).select_related("body")
    return [_task(meeting, actor, now) for meeting in meetings]


def _task(meeting: Meeting, actor: Actor, now: dt.datetime) -> Todo:
    is_over = meeting.ends_at <= now
    verb = (
        gettext("För in vad som hände: %(body)s")
        if is_over
        else gettext("Skicka kallelsen: %(body)s")
    )
    when = meeting.day if is_over else meeting.notice_on
    return Todo(
        when=when,
        due_at=None,
        verb_object=verb % {"body": meeting.body.name},
        detail=gettext("Mötet %(day)s") % {"day": say_day_long(meeting.day, current())},
        url=reverse("meetings:meeting", args=[meeting.uuid]),
        position_key=_position_key(actor, meeting.body_id),
        urgent=when < local_day(now),
    )


def next_for(actor: Actor, now: dt.datetime) -> list[NextEvent]:
    """Give the person's next meetings: by mandate, by serving the body, or by invitation.

    Two statements, whatever the number of bodies.
    """
    if actor.person_id is None:
        return []
    ahead = Meeting.objects.filter(
        state__in=[MeetingState.PLANNED, MeetingState.CALLED], ends_at__gt=now
    )
    own = {position.body_id for position in actor.positions if position.body_id}
    mine = Q(body_id__in=own | actor.bodies_with(KEEP))
    meetings = ahead.filter(mine).select_related("body").order_by("starts_at")[:_SHOWN]
    asked = (
        AgendaInvitee.objects.filter(
            person_id=actor.person_id,
            cancelled_at__isnull=True,
            item__state=ItemState.PLACED,
            item__meeting__in=ahead,
        )
        .exclude(item__meeting__body_id__in=own)
        .select_related("item__meeting__body")
        .order_by("item__meeting__starts_at")[:_SHOWN]
    )
    return [*(_next_meeting(each, actor) for each in meetings), *map(_next_item, asked)]


def _next_meeting(meeting: Meeting, actor: Actor) -> NextEvent:
    return NextEvent(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting.body.name,
        place=meeting.place,
        url=reverse("meetings:meeting", args=[meeting.uuid]),
        body_name=meeting.body.name,
        position_key=_position_key(actor, meeting.body_id),
    )


def _next_item(invitee: AgendaInvitee) -> NextEvent:
    meeting = invitee.item.meeting
    assert meeting is not None  # noqa: S101  the query asks for placed items
    return NextEvent(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=invitee.item.title,
        place=meeting.place,
        url=reverse("meetings:item", args=[invitee.item.uuid]),
        body_name=meeting.body.name,
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
