"""Whose turn it is: units that have not invited, visitors that have not answered, reports due."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from samspel.foundation.dates import start_of_day
from samspel.kit.models import in_force
from samspel.people.models import Unit
from samspel.visits.enums import Initiator, VisitorState, VisitState
from samspel.visits.models import AppointmentScope, Visit, Visitor
from samspel.visits.queries.lists import lacks_report

_SOON = dt.timedelta(days=3)
_AFTER_MONTH = 3


def units_to_remind(body_id: int, today: dt.date) -> list[Unit]:
    """Give the body's units that somebody is appointed for and that have invited nobody
    this year. None before March: the year is young; one statement.
    """
    if today.month < _AFTER_MONTH:
        return []
    invited = Visit.objects.filter(
        unit_id=OuterRef("pk"),
        initiator=Initiator.UNIT,
        created_at__gte=start_of_day(dt.date(today.year, 1, 1)),
    )
    covered = AppointmentScope.objects.filter(
        Q(in_force(today, "appointment__")),
        Q(unit_id=OuterRef("pk")) | Q(unit_id__isnull=True),
        operation_id=OuterRef("operation_id"),
    )
    return list(
        Unit.objects.filter(
            in_force(today),
            Exists(covered),
            ~Exists(invited),
            operation__department__body_id=body_id,
        )
    )


def visitors_to_remind(today: dt.date) -> list[Visitor]:
    """Give the visitors who have not answered an offer whose answer is due by tomorrow."""
    return list(
        Visitor.objects.filter(
            state=VisitorState.ASKED,
            visit__state=VisitState.OFFERED,
            visit__answer_by__lte=today + dt.timedelta(days=1),
            answered_at__isnull=True,
        ).select_related("person", "visit__unit", "visit__operation")
    )


def reports_due_for_reminder(today: dt.date) -> list[Visit]:
    """Give the visits whose report is due within days or has been due; two statements."""
    return list(
        Visit.objects.filter(lacks_report(), report_due_on__lte=today + _SOON)
        .select_related("unit", "operation")
        .prefetch_related("visitors__person")
        .order_by("report_due_on", "id")
    )
