"""The screen for the room: what everybody in it may see, at a distance."""

from __future__ import annotations

from typing import Any

from samspel.audit.actors import Actor
from samspel.meetings.models import Meeting
from samspel.meetings.queries.workbench import bench_of
from samspel.meetings.web.room import rows
from samspel.meetings.web.room.showing import context_of, stage_of

_SHOWN = ("asked", "motions", "putting", "proposed", "number", "outcome", "reservations")


def context_of_meeting(meeting: Meeting) -> dict[str, Any]:
    """Give what the screen shows; of a closed item nothing but that it is closed.

    The same for whoever opens it, since it is shown to the whole room.
    """
    bench = bench_of(Actor.system("salen"), meeting, None)
    closed = bench.item is not None and bench.item.entry.is_closed
    common = {
        "meeting": meeting,
        "stage": stage_of(bench),
        "serving_count": len(bench.serving),
        "seats": bench.seats,
        "is_closed": closed,
        "title": "" if closed or bench.item is None else bench.item.entry.title,
    }
    if bench.item is None or closed:
        return common
    whole = context_of(bench, meeting.starts_at)
    shown = {name: whole[name] for name in _SHOWN}
    facts = bench.item.facts
    return {
        **common,
        **shown,
        "draft": facts.get("draft_points") or [],
        "origin": facts.get("draft_origin") or "",
        "decision": bench.item.decision,
        "roll": rows.roll_of(bench),
    }
