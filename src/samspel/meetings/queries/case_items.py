"""What can be put on an agenda, and where: for the pages that put a case up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspel.audit.actors import Actor
from samspel.cases.enums import CaseState, StepKind
from samspel.cases.models import Case, CaseStep
from samspel.cases.queries import seen_cases
from samspel.kit.models import in_force
from samspel.meetings.enums import ItemState, MeetingState
from samspel.meetings.models import AgendaItem, Meeting
from samspel.meetings.queries.sight import KEEP
from samspel.people.models import Body

_MOST_CASES = 200
_MOST_MEETINGS = 4
_STANDING = [ItemState.WAITING, ItemState.PLACED]


def places_for(
    actor: Actor, case: Case, now: dt.datetime, on: dt.date
) -> list[tuple[Body, list[Meeting]]]:
    """Give the bodies whose agenda the viewer writes, each with its coming meetings.

    Two statements. A body with which the case waits or stands already is left out.
    """
    there = AgendaItem.objects.filter(case=case, body=OuterRef("pk"), state__in=_STANDING)
    bodies = Body.objects.filter(in_force(on), ~Exists(there), pk__in=actor.bodies_with(KEEP))
    coming = Meeting.objects.filter(
        body__in=bodies,
        starts_at__gt=now,
        state__in=[MeetingState.PLANNED, MeetingState.CALLED],
    ).order_by("starts_at")
    by_body: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in coming:
        if len(by_body[meeting.body_id]) < _MOST_MEETINGS:
            by_body[meeting.body_id].append(meeting)
    return [(body, by_body[body.pk]) for body in bodies.order_by("sort_key")]


def cases_for(actor: Actor, body: Body) -> list[Case]:
    """Give the open cases that may come up in the body, newest first; one statement.

    Those that it has registered, that it decides, or that have come to it on their way;
    not those that wait or stand with it already.
    """
    there = AgendaItem.objects.filter(case=OuterRef("pk"), body=body, state__in=_STANDING)
    came = CaseStep.objects.filter(case=OuterRef("pk"), body=body, ended_at__isnull=True)
    under = Q(body=body) | Q(deciding_body=body) | Q(Exists(came))
    if body.parent_id is not None:
        under |= Q(body_id=body.parent_id)
    cases = Case.objects.filter(seen_cases(actor), under, ~Exists(there), state=CaseState.OPEN)
    ready = cases.exclude(steps__in=_out_on_referral())
    return list(ready.order_by("-opened_at", "-id")[:_MOST_CASES])


def _out_on_referral() -> QuerySet[CaseStep]:
    """Give the steps at which a case is out on referral, and does not come up."""
    return CaseStep.objects.filter(kind=StepKind.REFERRAL, ended_at__isnull=True)
