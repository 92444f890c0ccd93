"""What has changed in a meeting's papers since somebody last read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samspel.audit.actors import Actor
from samspel.meetings.models import AgendaItem, AgendaPlacement, Meeting
from samspel.meetings.queries.agenda import AgendaLine, Departure


@dataclass(frozen=True, slots=True)
class Change:
    """Something new: an item that came or left, or a paper."""

    item: AgendaItem
    kind: str
    title: str = ""


def changes_since(
    lines: Iterable[AgendaLine],
    departures: Iterable[Departure],
    meeting: Meeting,
    read_at: dt.datetime | None,
) -> list[Change]:
    """Give what is new in an agenda that the viewer may see; one statement.

    Nothing for whoever has never read it: then everything is new.
    """
    if read_at is None:
        return []
    shown = list(lines)
    came = set(
        AgendaPlacement.objects.filter(
            meeting=meeting, left_at__isnull=True, placed_at__gt=read_at
        ).values_list("item_id", flat=True)
    )
    found = [Change(line.item, "item") for line in shown if line.item.pk in came]
    for line in shown:
        if line.item.pk in came:
            continue
        found += [
            Change(line.item, "paper", paper.title)
            for paper in line.attachments
            if paper.document is not None and paper.document.uploaded_at > read_at
        ]
    left = [Change(gone.item, "left") for gone in departures if gone.left_at > read_at]
    return [*found, *left]


def is_elected_to(actor: Actor, body_id: int) -> bool:
    """Whether one of the actor's positions is a mandate in the body."""
    return any(position.body_id == body_id for position in actor.positions)
