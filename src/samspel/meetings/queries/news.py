"""What has changed in a meeting's papers since somebody last read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.audit.actors import Actor
from samspel.meetings.models import AgendaItem
from samspel.meetings.queries.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Change:
    """Something new: an item that came or left, or a paper."""

    item: AgendaItem
    kind: str
    title: str = ""


def changes_since(agenda: Agenda, read_at: dt.datetime | None) -> list[Change]:
    """Give what is new in an agenda that the viewer may see; asks nothing.

    Nothing for whoever has never read it: then everything is new.
    """
    if read_at is None:
        return []
    came = [line for line in agenda.lines if line.placed_at and line.placed_at > read_at]
    found = [Change(line.item, "item") for line in came]
    for line in agenda.lines:
        if line in came:
            continue
        found += [
            Change(line.item, "paper", paper.title)
            for paper in line.attachments
            if paper.document is not None and paper.document.uploaded_at > read_at
        ]
    left = [Change(gone.item, "left") for gone in agenda.departures if gone.left_at > read_at]
    return [*found, *left]


def is_elected_to(actor: Actor, body_id: int) -> bool:
    """Whether one of the actor's positions is a mandate in the body."""
    return any(position.body_id == body_id for position in actor.positions)
