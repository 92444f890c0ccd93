"""Meetings: which there are, which takes papers next, and who is busy when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from samspel.audit.actors import Actor
from samspel.kit.models import in_force
from samspel.kit.prepared import Ask, Prepared
from samspel.kit.prepared_query import PreparedObjects
from samspel.meetings.enums import MeetingState
from samspel.meetings.models import Adjournment, BodyMeetingSettings, Meeting
from samspel.meetings.queries.sight import KEEP, READ, seen_meetings, sees_body
from samspel.people.models import Body

_AHEAD = (MeetingState.PLANNED, MeetingState.CALLED)

# The meetings at the time that somebody has a mandate for on the day, or is invited to.
_ASK_CLASHES = Prepared(
    "meetings_clashes",
    """
SELECT k.person_id, m.id, m.uuid, b.name, m.starts_at, m.ends_at
  FROM meetings_meeting m
  JOIN people_body b ON b.id = m.body_id
  JOIN people_mandate k ON k.body_id = m.body_id AND k.person_id = ANY(%(persons)s)
       AND k.valid_from <= (m.starts_at AT TIME ZONE 'Europe/Stockholm')::date
       AND (k.valid_to IS NULL
            OR k.valid_to > (m.starts_at AT TIME ZONE 'Europe/Stockholm')::date)
 WHERE m.state <> 'cancelled' AND m.starts_at < %(end)s AND m.ends_at > %(start)s
 UNION
SELECT g.person_id, m.id, m.uuid, b.name, m.starts_at, m.ends_at
  FROM meetings_agendainvitee g
  JOIN meetings_agendaitem i ON i.id = g.item_id AND i.state = 'placed'
  JOIN meetings_meeting m ON m.id = i.meeting_id
  JOIN people_body b ON b.id = m.body_id
 WHERE g.person_id = ANY(%(persons)s) AND g.cancelled_at IS NULL
   AND m.state <> 'cancelled' AND m.starts_at < %(end)s AND m.ends_at > %(start)s
""",
    gives="bigint bigint uuid text timestamptz timestamptz",
    persons="bigint[]",
    start="timestamptz",
    end="timestamptz",
)


def with_pauses(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Let each meeting carry what was said when it was adjourned; None where it is not."""
    pause = Adjournment.objects.filter(sitting__meeting=OuterRef("pk"), to_at__isnull=True)
    return meetings.annotate(paused=Subquery(pause.values("reason")[:1]))


_ASK_MEETING = PreparedObjects(
    "meetings_meeting",
    Meeting,
    lambda uuid: with_pauses(Meeting.objects.filter(uuid=uuid)),
    "uuid::uuid",
    joined=("body",),
    annotated=("paused",),
)


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Give the meetings that the viewer may know of, soonest first, with their bodies."""
    return Meeting.objects.filter(seen_meetings(actor)).select_related("body")


def meeting_visible_to(actor: Actor, uuid: UUID) -> Meeting | None:
    """Give the meeting at the address, if the viewer may know of it.

    One statement for whoever reads the body; another for whoever may be invited.
    """
    found = next(iter(_ASK_MEETING.objects(uuid=uuid)), None)
    return found if found is not None and sees_meeting(actor, found) else None


def not_over(now: dt.datetime) -> Q:
    """Give the condition of meetings still to end: by the plan, or not closed since opened.

    A meeting that is adjourned to another day, or that runs over its planned end, is not
    past for that.
    """
    going_on = Q(
        sitting__opened_at__isnull=False,
        sitting__closed_at__isnull=True,
        state__in=[MeetingState.PLANNED, MeetingState.CALLED],
    )
    return Q(ends_at__gt=now) | going_on


def sees_meeting(actor: Actor, meeting: Meeting) -> bool:
    """Tell whether the viewer may know of the meeting; at most one statement."""
    return (
        sees_body(actor, meeting.body_id)
        or meetings_visible_to(actor).filter(pk=meeting.pk).exists()
    )


def next_meeting_open_for_papers(
    body_id: int, at: dt.datetime, *, ordinary_only: bool = False
) -> Meeting | None:
    """Give the body's next meeting whose papers are still taken in at the instant.

    The deadline itself is in time. A meeting that has been called takes no more.
    """
    meetings = Meeting.objects.filter(
        body_id=body_id,
        state=MeetingState.PLANNED,
        dispatch_deadline_at__gte=at,
        starts_at__gt=at,
    )
    if ordinary_only:
        meetings = meetings.filter(is_ordinary=True)
    return meetings.order_by("starts_at", "id").first()


def coming_meetings(body_id: int, at: dt.datetime) -> list[Meeting]:
    """Give the body's meetings that are still to begin, called ones too, soonest first."""
    return list(
        Meeting.objects.filter(body_id=body_id, state__in=_AHEAD, starts_at__gt=at)
        .select_related("body")
        .order_by("starts_at", "id")
    )


def meeting_settings_of(body: Body) -> BodyMeetingSettings:
    """Give the body's settings; the product's usual ones while it has set none."""
    found = BodyMeetingSettings.objects.filter(body=body).first()
    return found or BodyMeetingSettings(body=body)


def bodies_read_by(actor: Actor, on: dt.date) -> list[Body]:
    """Give the bodies whose meetings the viewer reads on the day, in Swedish order."""
    bodies = Body.objects.filter(in_force(on))
    if not actor.everywhere(READ):
        bodies = bodies.filter(pk__in=actor.bodies_with(READ) | actor.bodies_with(KEEP))
    return list(bodies)


def bodies_kept_by(actor: Actor, on: dt.date) -> list[Body]:
    """Give the bodies whose meetings the person keeps on the day, in Swedish order."""
    bodies = Body.objects.filter(in_force(on))
    if not actor.everywhere(KEEP):
        bodies = bodies.filter(pk__in=actor.bodies_with(KEEP))
    return list(bodies)


@dataclass(frozen=True, slots=True)
class Clash:
    """A meeting that takes a person's time, by a mandate or by an invitation."""

    person_id: int
    meeting_id: int
    meeting_uuid: UUID
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime


def clashes(person_ids: Iterable[int], start: dt.datetime, end: dt.datetime) -> list[Clash]:
    """Give the meetings that overlap the span for somebody, soonest first; one statement.

    Somebody is busy when they have a mandate in the body on the meeting's day, or are
    invited to an item there. To meet end to end is no clash.
    """
    ask, given = ask_clashes(person_ids, start, end)
    found = [Clash(*row) for row in ask.rows(given)] if given["persons"] else []
    return sorted(found, key=lambda each: (each.starts_at, each.meeting_id, each.person_id))


def ask_clashes(person_ids: Iterable[int], start: dt.datetime, end: dt.datetime) -> Ask:
    """Give what ``clashes`` asks, to be asked together with more (see ``kit.prepared``)."""
    return _ASK_CLASHES, {"persons": sorted(set(person_ids)), "start": start, "end": end}
