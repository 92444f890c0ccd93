"""Fixed visits: days that the meeting plan sets aside, given to politicians and places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import at_wall_clock
from samspel.people.models import Body, Operation, Person, Unit
from samspel.visits import policies
from samspel.visits.enums import Initiator, VisitKind
from samspel.visits.errors import BookingRefused
from samspel.visits.models import Visit, VisitDay
from samspel.visits.services.bookings import book_visit


@dataclass(frozen=True, slots=True)
class FixedVisit:
    """One fixed visit: where, on which of the plan's days, from when until when, by whom."""

    place: Unit | Operation
    on: dt.date
    starts: dt.time
    ends: dt.time
    persons: tuple[Person, ...]
    kind: VisitKind = VisitKind.CONTACT


@transaction.atomic
def plan_fixed_visits(
    body: Body,
    *,
    rows: Sequence[FixedVisit],
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
) -> list[Visit]:
    """Book the fixed visits of the meeting plan, all of them or none.

    Each is booked by the act for one visit, which judges, records and tells. Refuses a
    day that the plan does not set aside, and a time that the clock skips or has twice.
    """
    policies.require(policies.may_book_for_others(body.pk, actor), policies.ONLY_SECRETARY)
    set_aside = set(VisitDay.objects.filter(body=body).values_list("on", flat=True))
    missing = next((each.on for each in rows if each.on not in set_aside), None)
    if missing is not None:
        raise BookingRefused(
            _(
                "%(day)s är ingen besöksdag i sammanträdesplanen. Lägg till den, eller välj en annan."
            ),
            day=missing.isoformat(),
        )
    return [
        book_visit(
            each.place,
            starts_at=at_wall_clock(each.on, each.starts),
            ends_at=at_wall_clock(each.on, each.ends),
            persons=each.persons,
            initiator=Initiator.SCHEDULE,
            kind=each.kind,
            body=body,
            actor=actor,
            at=at,
            reason=reason,
        )
        for each in rows
    ]
