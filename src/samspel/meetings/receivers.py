"""What meetings do by themselves: close a case that is done, take up a by-election.

And hide what has become secret, or names somebody who has become protected.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from samspel.audit.actors import Actor
from samspel.cases import events
from samspel.cases.models import Assignment, Case
from samspel.meetings.enums import ItemState
from samspel.meetings.models import AgendaItem
from samspel.meetings.services.by_elections import open_by_election
from samspel.meetings.services.case_chain import end_when_done
from samspel.meetings.services.closing_items import close_items_of, open_items_of
from samspel.meetings.services.withdrawing import withdraw_naming
from samspel.people import events as people
from samspel.people.enums import BodyKind
from samspel.people.models import Mandate, Person


def listen() -> None:
    """Begin to listen to what happens in cases and in the register."""
    events.assignment_reported.connect(
        close_when_the_last_is_reported, dispatch_uid="meetings.close_when_the_last_is_reported"
    )
    events.case_marked_secret.connect(close_items, dispatch_uid="meetings.close_items")
    events.case_opened_up.connect(open_items, dispatch_uid="meetings.open_items")
    people.mandate_ended.connect(
        take_up_by_election, dispatch_uid="meetings.take_up_by_election"
    )
    people.person_protected.connect(
        withdraw_what_names, dispatch_uid="meetings.withdraw_what_names"
    )


def withdraw_what_names(
    sender: type[Person], row: Person, actor: Actor, **kwargs: object
) -> None:
    """Take published minutes that name somebody who is now protected off the web."""
    withdraw_naming(
        row, at=timezone.now(), actor=Actor.system("Skyddade personuppgifter", actor.request_id)
    )


def close_items(sender: type[Case], case: Case, actor: Actor, **kwargs: object) -> None:
    """Close the items of a case that has become secret, and hide what tells of them."""
    close_items_of(case, at=timezone.now(), actor=actor)


def open_items(
    sender: type[Case], case: Case, ground: str, reason: str, actor: Actor, **kwargs: object
) -> None:
    """Open the items that were closed on the ground of their case."""
    open_items_of(case, ground=ground, reason=reason, actor=actor)


def take_up_by_election(
    sender: type[Mandate], row: Mandate, actor: Actor, **kwargs: object
) -> None:
    """Let the council elect somebody where a seat is left during the term."""
    open_by_election(row, at=timezone.now(), actor=actor)


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
