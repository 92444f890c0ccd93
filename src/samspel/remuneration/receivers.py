"""Reactions to what the lower floors tell: duties arrive in the same transaction.

Attendance that is closed, a visit that was held and minutes that are approved are what is
paid for: if they stand, the duties do. A mandate that ends takes its fixed fee with it.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from samspel.audit.actors import Actor
from samspel.meetings import events as meetings
from samspel.meetings.enums import MeetingState
from samspel.meetings.models import Meeting
from samspel.meetings.models.minutes import Minutes
from samspel.people import events as people
from samspel.people.models import Mandate
from samspel.remuneration.enums import DutyOrigin, DutyState
from samspel.remuneration.models import Duty
from samspel.remuneration.services.arriving import (
    arrive_from_approval,
    arrive_from_meeting,
    arrive_from_visit,
)
from samspel.remuneration.services.offices import end_office
from samspel.visits import events as visits
from samspel.visits.models import Visit

_NAME = "Ersättning"


def _system(actor: Actor) -> Actor:
    return Actor.system(_NAME, actor.request_id)


def meeting_closed(sender: object, meeting: Meeting, actor: Actor, **_: Any) -> None:
    """Let attendance at a meeting that is closed become duties."""
    arrive_from_meeting(meeting, actor=_system(actor), at=timezone.now())


def attendance_recorded(sender: object, meeting: Meeting, actor: Actor, **_: Any) -> None:
    """Let attendance that is put right after the meeting change the duties."""
    if meeting.state == MeetingState.HELD:
        arrive_from_meeting(meeting, actor=_system(actor), at=timezone.now())


def visit_held(sender: object, visit: Visit, actor: Actor, **_: Any) -> None:
    """Let a visit that was held become duties."""
    arrive_from_visit(visit, actor=_system(actor), at=timezone.now())


def minutes_approved(sender: object, minutes: Minutes, actor: Actor, **_: Any) -> None:
    """Let the approval of minutes become duties."""
    arrive_from_approval(minutes, actor=_system(actor), at=timezone.now())


def mandate_ended(sender: object, row: Mandate, actor: Actor, **_: Any) -> None:
    """End the fixed fees of a mandate on the day it ends."""
    end = row.valid_to
    if end is None:
        return
    fees = Duty.objects.filter(mandate_id=row.pk, origin=DutyOrigin.OFFICE, until__gt=end)
    for duty in fees.exclude(state__in=[DutyState.WITHDRAWN, DutyState.REFUSED]):
        end_office(duty, on=end, actor=_system(actor), at=timezone.now())


def listen() -> None:
    """Connect the reactions. Called once, when the app is ready."""
    meetings.meeting_closed.connect(meeting_closed, dispatch_uid="remuneration.meeting")
    meetings.attendance_recorded.connect(
        attendance_recorded, dispatch_uid="remuneration.attendance"
    )
    meetings.minutes_approved.connect(minutes_approved, dispatch_uid="remuneration.minutes")
    visits.visit_held.connect(visit_held, dispatch_uid="remuneration.visit")
    people.mandate_ended.connect(mandate_ended, dispatch_uid="remuneration.mandate")
