"""Meetings as everybody may know of them: which body meets, when and where. No agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.meetings.enums import MeetingState
from samspel.meetings.models import Meeting
from samspel.people.enums import BodyKind

# KL 5:42 and 6:25: the council meets in public, a committee behind closed doors unless
# the council has let it open them.
_OPEN = BodyKind.COUNCIL
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
        .values_list("body__name", "body__kind", "starts_at", "ends_at", "place")
    )
    return [
        PublishedMeeting(name, starts_at, ends_at, place, is_open=kind == _OPEN)
        for name, kind, starts_at, ends_at, place in rows[:limit]
    ]
