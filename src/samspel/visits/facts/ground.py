"""What is gathered, in a fixed number of statements, before times and visitors are judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from samspel.foundation.dates import local_day, minutes_between
from samspel.foundation.timespans import Span
from samspel.meetings import queries as meetings
from samspel.people.models import Person
from samspel.visits.calculation import CountedVisit, Grant, clashing, most_specific
from samspel.visits.enums import ClashKind, RequestState
from samspel.visits.facts.places import Place, Visited, terms_of, visited_in_years
from samspel.visits.facts.standing import Seat, Standing, seats_of, standing_on
from samspel.visits.models import (
    ConductConfirmation,
    ExtraVisitRequest,
    QuotaDecision,
    UnitTerms,
    VisitDay,
)

Times = Sequence[tuple[dt.datetime, dt.datetime]]

# The visits that the persons are booked on, or have been on, in the years or at the times.
_BUSY = """
SELECT r.person_id, v.id, v.body_id, v.operation_id, v.kind,
       COALESCE(v.held_from, v.starts_at), COALESCE(v.held_to, v.ends_at)
  FROM visits_visitor r JOIN visits_visit v ON v.id = r.visit_id
 WHERE r.person_id = ANY(%(persons)s) AND r.state IN ('accepted', 'attended')
   AND v.state IN ('booked', 'held')
   AND COALESCE(v.held_from, v.starts_at)
       >= make_timestamptz(%(first)s, 1, 1, 0, 0, 0, 'Europe/Stockholm')
   AND COALESCE(v.held_from, v.starts_at)
       < make_timestamptz(%(last)s + 1, 1, 1, 0, 0, 0, 'Europe/Stockholm')
"""
_COUNTED_KINDS = frozenset({"contact", "group"})


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands in the way of a time for one person."""

    person_id: int
    kind: ClashKind
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that is known about the persons, the place and the years. Pure from here on."""

    body_id: int
    place: Place
    visit_id: int | None
    counted: tuple[CountedVisit, ...]
    busy: tuple[tuple[Span, Clash], ...]
    seats: Mapping[tuple[int, dt.date], Seat]
    standing: tuple[Standing, ...]
    visited: Mapping[tuple[int, int], Visited]
    terms: UnitTerms | None
    grants: tuple[Grant, ...]
    granted: frozenset[tuple[int, int | None, int]]
    visit_days: frozenset[dt.date]
    confirmed: Mapping[int, bool]

    def standing_for(self, day: dt.date) -> list[Standing]:
        """Give the appointments that cover the place on the day."""
        return [
            row
            for row in self.standing
            if row.day == day and row.covers(self.place.operation.pk, self.place.unit_id)
        ]

    def clashes_of(
        self, persons: Iterable[int], start: dt.datetime, end: dt.datetime
    ) -> list[Clash]:
        """Give what stands in the way of the time for any of the persons."""
        wanted = set(persons)
        return [each for each in clashing(self.busy, start, end) if each.person_id in wanted]

    def grant_for(self, person_id: int, year: int) -> Grant | None:
        """Give what the body has decided for the person here in the year."""
        return most_specific(self.grants, person_id, self.place.operation.pk, year)

    def chair_has_decided(self, person_id: int, year: int) -> bool:
        """Tell whether the chair has granted the person this visit, or one here that year."""
        return bool({(person_id, self.visit_id, year), (person_id, None, year)} & self.granted)


def gather(
    *,
    body_id: int,
    place: Place,
    persons: Iterable[int],
    times: Times,
    visit_id: int | None = None,
) -> Ground:
    """Gather the ground for judging the times for the persons: twelve statements at most.

    The other contact politicians of the place come along, so that it can be told whether
    they can.
    """
    days = {local_day(start) for start, _end in times}
    years = {day.year for day in days}
    standing = standing_on(body_id, [place.operation.pk], days)
    everybody = {*persons, *(row.person_id for row in standing)}
    visits = _visits_of(everybody, years)
    return Ground(
        body_id=body_id,
        place=place,
        visit_id=visit_id,
        counted=tuple(_counted(visits, body_id)),
        busy=(*_visit_clashes(visits, visit_id), *_meeting_clashes(everybody, times)),
        seats=seats_of(everybody, body_id, days),
        standing=tuple(standing),
        visited=visited_in_years([place.operation.pk], years, visit_id),
        terms=terms_of([place.unit_id or 0]).get(place.unit_id or 0),
        grants=tuple(_grants(body_id, years)),
        granted=frozenset(_granted(everybody, place, years)),
        visit_days=frozenset(_visit_days(body_id, days)),
        confirmed=_confirmed(visit_id),
    )


def _visits_of(persons: Iterable[int], years: set[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            _BUSY, {"persons": list(persons), "first": min(years), "last": max(years)}
        )
        return list(cursor.fetchall())


def _counted(rows: Iterable[tuple[Any, ...]], body_id: int) -> Iterable[CountedVisit]:
    """Keep the visits of the body that count: those of contact politicians."""
    for person, visit, body, operation, kind, start, end in rows:
        if body == body_id and kind in _COUNTED_KINDS:
            yield CountedVisit(
                visit,
                person,
                operation,
                local_day(start),
                minutes_between(start, end),
            )


def _visit_clashes(
    rows: Iterable[tuple[Any, ...]], besides: int | None
) -> Iterable[tuple[Span, Clash]]:
    for person, visit, _body, _operation, _kind, start, end in rows:
        if visit != besides:
            clash = Clash(person, ClashKind.VISIT, start, end)
            yield Span(clash.starts_at, clash.ends_at), clash


def _meeting_clashes(persons: Iterable[int], times: Times) -> Iterable[tuple[Span, Clash]]:
    first, last = min(start for start, _ in times), max(end for _, end in times)
    for row in meetings.clashes(persons, first, last):
        yield (
            Span(row.starts_at, row.ends_at),
            Clash(row.person_id, ClashKind.MEETING, row.starts_at, row.ends_at, row.title),
        )


def _grants(body_id: int, years: set[int]) -> Iterable[Grant]:
    rows = QuotaDecision.objects.filter(
        body_id=body_id, year__in=years, replaced_at__isnull=True
    )
    for row in rows.values_list(
        "person_id", "operation_id", "year", "visits_count", "paid_hours"
    ):
        yield Grant(*row)


def _granted(
    persons: Iterable[int], place: Place, years: set[int]
) -> Iterable[tuple[int, int | None, int]]:
    rows = ExtraVisitRequest.objects.filter(
        person_id__in=list(persons),
        operation=place.operation,
        year__in=years,
        state=RequestState.GRANTED,
    )
    return rows.values_list("person_id", "visit_id", "year")


def _visit_days(body_id: int, days: set[dt.date]) -> Iterable[dt.date]:
    return VisitDay.objects.filter(body_id=body_id, on__in=days).values_list("on", flat=True)


def _confirmed(visit_id: int | None) -> dict[int, bool]:
    """Give who has confirmed the conduct of the visit, and whether the secrecy too."""
    if visit_id is None:
        return {}
    rows = ConductConfirmation.objects.filter(visitor__visit_id=visit_id)
    return dict(rows.values_list("visitor__person_id", "secrecy_confirmed"))


def persons_standing(rows: Iterable[Standing]) -> list[Person]:
    """Give the persons of the appointments, in Swedish order; one statement."""
    keys = {row.person_id for row in rows}
    return list(Person.objects.filter(Q(pk__in=keys))) if keys else []
