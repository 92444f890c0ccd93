"""What meetings do when something happens in a case: a case that is done is closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspel.audit.actors import Actor
from samspel.cases import events
from samspel.cases.models import Assignment
from samspel.meetings.enums import ItemState
from samspel.meetings.models import AgendaItem
from samspel.meetings.services.case_chain import end_when_done
from samspel.people.enums import BodyKind


def listen() -> None:
    """Begin to listen to what happens in cases."""
    events.assignment_reported.connect(
        close_when_the_last_is_reported, dispatch_uid="meetings.close_when_the_last_is_reported"
    )


def close_when_the_last_is_reported(
    sender: type[Assignment],
    assignment: Assignment,
    report: Any,
    actor: Actor,
    **kwargs: object,
) -> None:
    """Close a case that the council has decided when its last assignment is reported on."""
    if not report.is_final:
        return
    at: dt.datetime = report.reported_at
    items = AgendaItem.objects.filter(
        case_id=assignment.case_id, state=ItemState.HANDLED, body__kind=BodyKind.COUNCIL
    )
    for item in items.select_related("body", "meeting", "case", "case__deciding_body"):
        end_when_done(item, at=at, actor=actor)
