"""Assignments that decisions have given: the list that an auditor asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samspel.audit.actors import Actor
from samspel.cases.enums import AssignmentState
from samspel.cases.models import Assignment, AssignmentReport
from samspel.cases.queries.sight import seen_cases
from samspel.people.models import Body

MOST = 1000


@dataclass(frozen=True, slots=True)
class AssignmentFilter:
    """What is asked for: a body, a state, the viewer's own, those whose day has passed."""

    body: Body | None = None
    state: AssignmentState | None = None
    is_mine: bool = False
    is_late: bool = False


def assignments_visible_to(
    actor: Actor, asked: AssignmentFilter, *, on: dt.date
) -> list[Assignment]:
    """Give the assignments of the cases that the viewer may see, soonest day first.

    Two statements: each comes with what was reported of it.
    """
    rows = Assignment.objects.filter(seen_cases(actor, "case__"))
    if asked.body is not None:
        rows = rows.filter(body=asked.body)
    if asked.is_late:
        rows = rows.filter(state=AssignmentState.OPEN, due_on__lt=on)
    elif asked.state is not None:
        rows = rows.filter(state=asked.state)
    if asked.is_mine:
        rows = rows.filter(owner_id=actor.person_id or 0)
    return list(_whole(rows.order_by("due_on", "id")[:MOST]))


def assignment_visible_to(actor: Actor, uuid: UUID) -> Assignment | None:
    """Give the assignment at the address, if the viewer may see its case."""
    rows = Assignment.objects.filter(seen_cases(actor, "case__"), uuid=uuid)
    return _whole(rows).first()


def _whole(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Bring along what a row shows: the case, who, and what was reported."""
    reports = AssignmentReport.objects.select_related("reported_by").order_by("id")
    return rows.select_related(
        "case__body", "case__responsible", "body", "owner"
    ).prefetch_related(Prefetch("reports", reports))


def assignments_waiting(actor: Actor) -> list[Assignment]:
    """Give the viewer's own open assignments; one statement."""
    mine = Q(owner_id=actor.person_id or 0, state=AssignmentState.OPEN)
    return list(
        Assignment.objects.filter(mine)
        .select_related("case", "body")
        .order_by("due_on", "id")[:20]
    )
