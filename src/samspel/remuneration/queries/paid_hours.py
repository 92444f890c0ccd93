"""How much paid time a body has decided that somebody has left for visits in a year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db.models import Q, Sum

from samspel.remuneration.enums import DutyOrigin, DutyState
from samspel.remuneration.models import Duty
from samspel.visits.models import QuotaDecision, Visit

_OUT = (DutyState.WITHDRAWN, DutyState.REFUSED)


def paid_minutes_left(person_id: int, visit: Visit, on: dt.date) -> int | None:
    """Give the paid minutes that are left for the visit, or nothing when none are decided.

    The decision that is nearest counts: for the person and the operation, then the person,
    then the operation, then all. Earlier visits of the year have taken their part of it.
    """
    decided = _decided(person_id, visit, on.year)
    if decided is None or decided.paid_hours is None:
        return None
    earlier = Duty.objects.filter(
        Q(on__lt=on) | Q(on=on, visitor__visit__held_from__lt=visit.held_from),
        origin=DutyOrigin.VISIT,
        person_id=person_id,
        body_id=visit.body_id,
        on__year=on.year,
    ).exclude(state__in=_OUT)
    if decided.operation_id is not None:
        earlier = earlier.filter(visitor__visit__operation_id=decided.operation_id)
    taken = earlier.aggregate(minutes=Sum("minutes"))["minutes"] or 0
    return max(int(decided.paid_hours * Decimal(60)) - taken, 0)


def _decided(person_id: int, visit: Visit, year: int) -> QuotaDecision | None:
    rows = QuotaDecision.objects.filter(
        Q(person_id=person_id) | Q(person__isnull=True),
        Q(operation_id=visit.operation_id) | Q(operation__isnull=True),
        body_id=visit.body_id,
        year=year,
        replaced_at__isnull=True,
        paid_hours__isnull=False,
    )
    return max(
        rows,
        key=lambda each: (each.person_id is not None, each.operation_id is not None),
        default=None,
    )
