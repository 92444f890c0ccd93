"""How many visits somebody has made in a year, out of how many, and on what that rests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from samspel.foundation.dates import at_wall_clock, local_day, start_of_day
from samspel.people.models import Person
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_in_force, settings_for
from samspel.rules.catalogue import CountedPer
from samspel.rules.explanation import Setting
from samspel.visits.enums import RequestState, VisitKind, VisitorState, VisitState
from samspel.visits.facts import Place, gather
from samspel.visits.models import ExtraVisitRequest, Visitor

_COMING = (VisitorState.ACCEPTED, VisitorState.ATTENDED)
_LIVE = (VisitState.BOOKED, VisitState.HELD)
_KINDS = (VisitKind.CONTACT, VisitKind.GROUP)


@dataclass(frozen=True, slots=True)
class Counted:
    """One visit that counts: where, which day, and whether it has been held."""

    uuid: UUID
    place: str
    on: dt.date
    is_held: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class Quota:
    """A person's visits in a year, what the rules or the body allow, and on what it rests."""

    year: int
    visits: tuple[Counted, ...]
    at_least: int | None
    at_most: int | None
    hours: Decimal | None
    extra: int
    rests_on: Setting | None
    extra_by: Setting | None
    version: RulesetVersion

    @property
    def count(self) -> int:
        """How many visits are held or booked."""
        return len(self.visits)


def quota_of(person: Person, place: Place, *, body_id: int, year: int, today: dt.date) -> Quota:
    """Give how many visits the person has in the year at the place, and out of how many.

    Counted as the guideline in force counts: per person, or per person and operation.
    What the body has decided for the person goes before what the guideline says.
    Raises NoRuleInForce.
    """
    on = min(max(today, dt.date(year, 1, 1)), dt.date(year, 12, 31))
    version = ruleset_in_force(body_id, on=on)
    settings = settings_for("visit.book", {}, body_id=body_id, on=on, version=version)
    per_operation = settings.value("visits.counted_per") == CountedPer.PERSON_AND_OPERATION
    most = settings.get("visits.per_year_at_most")
    least = settings.value("visits.per_year_at_least")
    noon = at_wall_clock(on, dt.time(12))
    ground = gather(body_id=body_id, place=place, persons=[person.pk], times=[(noon, noon)])
    grant = ground.grant_for(person.pk, year)
    limit = most.value if most is not None else None
    return Quota(
        year=year,
        visits=tuple(_visits(person, place, body_id, year, per_operation=per_operation)),
        at_least=least if isinstance(least, int) else None,
        at_most=(
            grant.visits_count
            if grant is not None and grant.visits_count is not None
            else limit
            if isinstance(limit, int)
            else None
        ),
        hours=grant.paid_hours if grant else None,
        extra=_granted(person, place, year),
        rests_on=most or settings.get("visits.per_year_at_least"),
        extra_by=settings.get("visits.extra_by"),
        version=version,
    )


def _visits(
    person: Person, place: Place, body_id: int, year: int, *, per_operation: bool
) -> list[Counted]:
    first, last = start_of_day(dt.date(year, 1, 1)), start_of_day(dt.date(year + 1, 1, 1))
    rows = Visitor.objects.filter(
        Q(visit__held_from__gte=first, visit__held_from__lt=last)
        | Q(
            visit__held_from__isnull=True,
            visit__starts_at__gte=first,
            visit__starts_at__lt=last,
        ),
        person=person,
        state__in=_COMING,
        visit__state__in=_LIVE,
        visit__kind__in=_KINDS,
        visit__body_id=body_id,
    )
    if per_operation:
        rows = rows.filter(visit__operation=place.operation)
    found = [
        _counted(each.visit) for each in rows.select_related("visit__unit", "visit__operation")
    ]
    return sorted(found, key=lambda each: each.on)


def _counted(visit: object) -> Counted:
    start = visit.held_from or visit.starts_at  # type: ignore[attr-defined]
    end = visit.held_to or visit.ends_at  # type: ignore[attr-defined]
    return Counted(
        visit.uuid,  # type: ignore[attr-defined]
        visit.where,  # type: ignore[attr-defined]
        local_day(start),
        visit.held_from is not None,  # type: ignore[attr-defined]
        round((end - start).total_seconds() / 60),
    )


def _granted(person: Person, place: Place, year: int) -> int:
    return ExtraVisitRequest.objects.filter(
        person=person, operation=place.operation, year=year, state=RequestState.GRANTED
    ).count()
