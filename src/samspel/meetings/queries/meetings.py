"""Meetings: which there are, which takes papers next, and who is busy when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from samspel.audit.actors import Actor
from samspel.kit.models import in_force
from samspel.meetings.enums import ItemState, MeetingState
from samspel.meetings.models import AgendaInvitee, BodyMeetingSettings, Meeting
from samspel.meetings.queries.sight import KEEP, READ, seen_meetings, sees_body
from samspel.people.models import Body

_AHEAD = (MeetingState.PLANNED, MeetingState.CALLED)


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Give the meetings that the viewer may know of, soonest first, with their bodies."""
    return Meeting.objects.filter(seen_meetings(actor)).select_related("body")


def meeting_visible_to(actor: Actor, uuid: UUID) -> Meeting | None:
    """Give the meeting at the address, if the viewer may know of it.

    One statement for whoever reads the body; another for whoever may be invited.
    """
    found = Meeting.objects.select_related("body").filter(uuid=uuid).first()
    return found if found is not None and sees_meeting(actor, found) else None


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
    """Give the meetings that overlap the span for somebody, soonest first; two statements.

    Somebody is busy when they have a mandate in the body on the meeting's day, or are
    invited to an item there. To meet end to end is no clash.
    """
    keys = list(person_ids)
    if not keys:
        return []
    overlapping = Meeting.objects.exclude(state=MeetingState.CANCELLED).filter(
        starts_at__lt=end, ends_at__gt=start
    )
    columns = ("id", "uuid", "body__name", "starts_at", "ends_at")
    by_mandate = (
        overlapping.annotate(held_on=TruncDate("starts_at"))
        .filter(_seated_on_the_day(keys))
        .values_list("body__mandates__person_id", *columns)
    )
    by_invitation = AgendaInvitee.objects.filter(
        person_id__in=keys,
        cancelled_at__isnull=True,
        item__state=ItemState.PLACED,
        item__meeting__in=overlapping,
    ).values_list("person_id", *(f"item__meeting__{column}" for column in columns))
    found = {Clash(*row) for row in [*by_mandate, *by_invitation]}
    return sorted(found, key=lambda each: (each.starts_at, each.meeting_id, each.person_id))


def _seated_on_the_day(person_ids: list[int]) -> Q:
    """Give the condition on a meeting that somebody had a mandate on the day it is held."""
    return Q(
        body__mandates__person_id__in=person_ids,
        body__mandates__valid_from__lte=F("held_on"),
    ) & (
        Q(body__mandates__valid_to__isnull=True) | Q(body__mandates__valid_to__gt=F("held_on"))
    )
