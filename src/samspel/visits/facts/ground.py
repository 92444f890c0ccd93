"""What is gathered, in a fixed number of statements, before times and visitors are judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from samspel.foundation.dates import local_day, minutes_between
from samspel.foundation.timespans import Span
from samspel.kit.prepared import Ask, together
from samspel.meetings import queries as meetings
from samspel.people.models import Person
from samspel.visits.calculation import (
    CountedVisit,
    Grant,
    Window,
    clashing,
    most_specific,
)
from samspel.visits.enums import ClashKind
from samspel.visits.facts.asking import (
    answered,
    ask_busy,
    ask_confirmed,
    ask_granted,
    ask_grants,
    ask_terms,
    ask_visit_days,
    ask_windows,
    grants_in,
    terms_in,
    windows_in,
)
from samspel.visits.facts.places import Place, Visited, ask_visited, visited_in_years
from samspel.visits.facts.standing import Seat, Standing, ask_seats, seats_of, standing_on
from samspel.visits.models import UnitTerms

Times = Sequence[tuple[dt.datetime, dt.datetime]]

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
    windows: Mapping[int, Sequence[Window]]

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
    """Gather the ground for judging the times for the persons: two statements.

    The other contact politicians of the place come along, so that it can be told whether
    they can.
    """
    days = {local_day(start) for start, _end in times}
    years = {day.year for day in days}
    standing = standing_on(body_id, [place.operation.pk], days)
    everybody = {*persons, *(row.person_id for row in standing)}
    busy, grants = ask_busy(everybody, years), ask_grants(body_id, years)
    granted = ask_granted(everybody, place.operation.pk, years)
    visit_days, confirmed = ask_visit_days(body_id, days), ask_confirmed(visit_id)
    terms, windows = ask_terms(place.unit_id), ask_windows(everybody)
    asks = (
        *(busy, grants, granted, visit_days, confirmed, terms, windows),
        ask_seats(everybody, body_id, days),
        ask_visited([place.operation.pk], years, visit_id),
        _ask_meetings(everybody, times),
    )
    with together(asks):
        visits = answered(busy)
        return Ground(
            body_id=body_id,
            place=place,
            visit_id=visit_id,
            counted=tuple(_counted(visits, body_id)),
            busy=(*_visit_clashes(visits, visit_id), *_meeting_clashes(everybody, times)),
            seats=seats_of(everybody, body_id, days),
            standing=tuple(standing),
            visited=visited_in_years([place.operation.pk], years, visit_id),
            terms=terms_in(terms),
            grants=tuple(grants_in(grants)),
            granted=frozenset(answered(granted)),
            visit_days=frozenset(day for (day,) in answered(visit_days)),
            confirmed=dict(answered(confirmed)),
            windows=windows_in(windows),
        )


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


def _span_of(times: Times) -> tuple[dt.datetime, dt.datetime]:
    return min(start for start, _ in times), max(end for _, end in times)


def _ask_meetings(persons: Iterable[int], times: Times) -> Ask:
    return meetings.ask_clashes(persons, *_span_of(times))


def _meeting_clashes(persons: Iterable[int], times: Times) -> Iterable[tuple[Span, Clash]]:
    for row in meetings.clashes(persons, *_span_of(times)):
        yield (
            Span(row.starts_at, row.ends_at),
            Clash(row.person_id, ClashKind.MEETING, row.starts_at, row.ends_at, row.title),
        )


def persons_standing(rows: Iterable[Standing]) -> list[Person]:
    """Give the persons of the appointments, in Swedish order; one statement."""
    keys = {row.person_id for row in rows}
    return list(Person.objects.filter(Q(pk__in=keys))) if keys else []
