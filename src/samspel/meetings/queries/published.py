"""Meetings as everybody may know of them: which body meets, when and where. No agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.meetings.calculation.doors import doors_are_open
from samspel.meetings.enums import MeetingState
from samspel.meetings.models import DecidingSettings, Meeting
from samspel.people.enums import BodyKind

_SHOWN = (MeetingState.PLANNED, MeetingState.CALLED)


@dataclass(frozen=True, slots=True)
class PublishedMeeting:
    """A coming meeting of a body."""

    body: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    is_open: bool


def published_meetings(at: dt.datetime, limit: int = 30) -> list[PublishedMeeting]:
    """Give the coming meetings, soonest first; working committees are left out."""
    rows = (
        Meeting.objects.filter(state__in=_SHOWN, ends_at__gt=at)
        .exclude(body__kind=BodyKind.WORKING_COMMITTEE)
        .order_by("starts_at", "id")
        .select_related("body__deciding_settings")
    )
    return [
        PublishedMeeting(
            each.body.name, each.starts_at, each.ends_at, each.place, _is_open(each)
        )
        for each in rows[:limit]
    ]


def _is_open(meeting: Meeting) -> bool:
    """Tell whether the public may follow it; a body that nothing is set of opens no doors."""
    settings: DecidingSettings | None = getattr(meeting.body, "deciding_settings", None)
    return doors_are_open(
        meeting.day,
        is_council=meeting.body.kind == BodyKind.COUNCIL,
        lets_public_in=settings is not None and settings.is_public,
    )
