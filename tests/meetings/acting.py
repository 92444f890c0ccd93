"""Short ways to act in the tests of meetings: times on the clock, meetings, items."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.foundation.dates import at_wall_clock
from samspel.meetings import services
from samspel.meetings.models import AgendaItem, Meeting
from samspel.messaging.models import Message
from tests.cast import Town

NOW = at_wall_clock(dt.date(2026, 11, 12), dt.time(10, 30))


def clock(
    month: int, day: int, hour: int = 12, minute: int = 0, year: int = 2026
) -> dt.datetime:
    """An instant on the clock in Sweden."""
    return at_wall_clock(dt.date(year, month, day), dt.time(hour, minute))


def planned(
    town: Town,
    month: int,
    day: int,
    *,
    body: str = "KS",
    at: dt.datetime = NOW,
    deadline: dt.datetime | None = None,
    is_ordinary: bool = True,
    year: int = 2026,
) -> Meeting:
    """A meeting of the body at one o'clock, planned by its secretary."""
    return services.plan_meeting(
        town.body(body),
        starts_at=clock(month, day, 13, year=year),
        ends_at=clock(month, day, 16, year=year),
        place="Sessionssalen",
        dispatch_deadline_at=deadline,
        is_ordinary=is_ordinary,
        at=at,
        actor=town.actor("ingrid"),
    )


def opened(
    town: Town,
    key: str = "visits.report:1",
    *,
    body: str = "KS",
    ready_at: dt.datetime = NOW,
    **facts: object,
) -> AgendaItem:
    """An item opened in consequence of Anna's report."""
    return services.open_item(
        town.body(body),
        title="Rapport från köket på Björkskolan",
        ready_at=ready_at,
        key=key,
        actor=town.actor("anna"),
        **facts,
    )


def acts() -> list[str]:
    """The acts in the trail, oldest first."""
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


def told(*names: str, town: Town, kind: str = "") -> list[str]:
    """What the named persons have been told, oldest first."""
    people = [town.person(name).pk for name in names]
    found = Message.objects.filter(recipient_id__in=people).order_by("id")
    return list((found.filter(kind=kind) if kind else found).values_list("subject", flat=True))
