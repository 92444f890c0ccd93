"""Group and presidium meetings as calendar entries: the same UID in call, change and feed."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from samspel.messaging.events import CANCEL, REQUEST, CalendarEvent
from samspel.remuneration.enums import GatheringState
from samspel.remuneration.models import Gathering


def address_of(row: Gathering) -> str:
    """Give the address of a meeting's page."""
    return reverse("remuneration:gathering", args=[row.uuid])


def event_of(
    row: Gathering, changed_at: dt.datetime | None = None, *, is_off: bool = False
) -> CalendarEvent:
    """Give a meeting as an entry in the calendar of somebody who is, or was, called."""
    is_off = is_off or row.state == GatheringState.CANCELLED
    return CalendarEvent(
        uid=f"gruppmote-{row.uuid}@samspel",
        sequence=row.sequence,
        method=CANCEL if is_off else REQUEST,
        summary=str(row),
        start=row.starts_at,
        end=row.ends_at,
        place=row.place,
        url=address_of(row),
        changed_at=changed_at,
    )
