"""When people can: what they have said themselves, and what is already in their way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from samspel.people.models import Operation, Person, Unit
from samspel.visits.calculation import Window
from samspel.visits.facts import Clash, Place, gather
from samspel.visits.facts.asking import ask_windows, windows_in
from samspel.visits.models import VisitDay


def windows_of(person_ids: Iterable[int]) -> dict[int, list[Window]]:
    """Give when the persons have said that visits suit; one statement.

    A person who has said nothing is not there.
    """
    return windows_in(ask_windows(person_ids))


def own_windows(person: Person) -> list[Window]:
    """Give what the person has said about when visits suit, weekly times first."""
    return windows_of([person.pk]).get(person.pk, [])


def clashes_at(
    place: Unit | Operation,
    persons: Iterable[Person],
    times: Sequence[tuple[dt.datetime, dt.datetime]],
    *,
    body_id: int,
    besides: int | None = None,
) -> list[list[Clash]]:
    """Give, for each time, which meetings and visits stand in the way for whom.

    For showing before a time is offered; the number of statements does not grow with
    persons or times. Of a visit elsewhere only that there is one is told.
    """
    keys = {person.pk for person in persons}
    ground = gather(
        body_id=body_id, place=Place.of(place), persons=keys, times=times, visit_id=besides
    )
    return [ground.clashes_of(keys, start, end) for start, end in times]


def visit_days_of(body_id: int, year: int) -> list[VisitDay]:
    """Give the days of the year that the body's meeting plan sets aside for visits."""
    return list(VisitDay.objects.filter(body_id=body_id, on__year=year))
