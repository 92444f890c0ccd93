"""Reactions to what the lower floors tell: in the same transaction, in the name of the system.

A mandate or an employment that ends, or a tie that is declared, makes the person's
standing appointments be judged again. The flags must stand if the change does, so both
or neither are written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import events as meetings
from samspel.meetings.models import Meeting
from samspel.people import events as people
from samspel.people.models import Employment, Mandate, Person, Tie
from samspel.visits.services import (
    judge_standing_again,
    move_report_deadlines,
    shield_visits_of,
)

_NAME = "Prövning av uppdrag"


def judge_again(
    sender: object, row: Mandate | Employment | Tie, actor: Actor, **_: Any
) -> None:
    """Judge the standing appointments of the row's person again."""
    judge_many_again(sender, [row], actor)


def judge_many_again(
    sender: object,
    rows: Sequence[Mandate | Employment | Tie],
    actor: Actor,
    **_: Any,
) -> None:
    """Judge the standing appointments of everybody in the rows again, all at once."""
    at = _now()
    judge_standing_again(
        on=local_day(at),
        person_ids={row.person_id for row in rows},
        actor=Actor.system(_NAME, actor.request_id),
        at=at,
    )


def shield(sender: object, row: Person, actor: Actor, **_: Any) -> None:
    """Hide where and when the person's visits are."""
    shield_visits_of(row, actor=Actor.system("Skyddade personuppgifter", actor.request_id))


def move_deadlines(sender: object, meeting: Meeting, actor: Actor, **_: Any) -> None:
    """Set the last day for reports anew when the meeting that they go to has changed."""
    move_report_deadlines(
        meeting.body_id,
        actor=Actor.system("Rapporternas sista dag", actor.request_id),
        at=_now(),
    )


def _now() -> dt.datetime:
    """Give the moment of the change: receivers have no other clock than the act's own now."""
    return timezone.now()


def listen() -> None:
    """Connect the reactions. Called once, when the app is ready."""
    for signal in (
        people.mandate_begun,
        people.mandate_changed,
        people.mandate_ended,
        people.employment_begun,
        people.employment_ended,
        people.tie_declared,
        people.tie_withdrawn,
    ):
        signal.connect(judge_again, dispatch_uid="visits.judge_again")
    for signal in (people.employments_begun, people.employments_withdrawn):
        signal.connect(judge_many_again, dispatch_uid="visits.judge_many_again")
    people.person_protected.connect(shield, dispatch_uid="visits.shield")
    for signal in (meetings.meeting_moved, meetings.meeting_cancelled):
        signal.connect(move_deadlines, dispatch_uid="visits.move_deadlines")
