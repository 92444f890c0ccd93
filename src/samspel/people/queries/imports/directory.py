"""The register as an import looks things up in it: read once, then asked for every row."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from samspel.foundation.swedish import search_key
from samspel.people.enums import ImportKind
from samspel.people.models import (
    Body,
    Department,
    Operation,
    Party,
    Person,
    Term,
    Unit,
)

Period = tuple[dt.date, dt.date | None]
Place = Department | Operation | Unit


@dataclass(slots=True)
class Directory:
    """Names to keys, and what holds when. Filled further by the rows of the file itself."""

    bodies: dict[str, list[Body]]
    may_keep_body: Callable[[Body], bool]
    persons: dict[str, list[int]] = field(default_factory=dict)
    parties: dict[str, int] = field(default_factory=dict)
    terms: dict[int, Term] = field(default_factory=dict)
    departments: dict[str, list[Department]] = field(default_factory=dict)
    operations: dict[str, list[Operation]] = field(default_factory=dict)
    units: dict[str, list[Unit]] = field(default_factory=dict)
    seats: dict[tuple[str, int], list[Period]] = field(
        default_factory=lambda: defaultdict(list)
    )
    posts: dict[tuple[Any, ...], list[Period]] = field(
        default_factory=lambda: defaultdict(list)
    )
    places: dict[tuple[Any, ...], list[Period]] = field(
        default_factory=lambda: defaultdict(list)
    )
    names: dict[str, str] = field(default_factory=dict)

    def body_by_id(self, key: int) -> Body | None:
        """Give a body by its key."""
        return next((b for same in self.bodies.values() for b in same if b.pk == key), None)


def read_directory(may_keep_body: Callable[[Body], bool], kind: ImportKind) -> Directory:
    """Read what the rows of a file of this kind are looked up in, and nothing more."""
    directory = Directory(
        bodies=_named(Body.objects.select_related("parent"), "name", "short_name"),
        may_keep_body=may_keep_body,
    )
    if kind is ImportKind.MANDATES:
        directory.parties, directory.terms = _parties(), Term.objects.in_bulk()
        _read_seats(directory)
    else:
        _read_places(directory)
    if kind is ImportKind.EMPLOYMENTS:
        _read_posts(directory)
    return directory


def _read_places(directory: Directory) -> None:
    """Read every department, operation and unit."""
    directory.departments = _named(Department.objects.select_related("body"), "name", "key")
    directory.operations = _named(
        Operation.objects.select_related("department__body"), "name", "key"
    )
    directory.units = _named(Unit.objects.select_related("operation__department__body"), "name")


def _read_seats(directory: Directory) -> None:
    """Read the persons and every mandate's time: by body, by post, and by place in the order."""
    rows: Iterable[tuple[Any, ...]] = Person.objects.order_by("id").values_list(
        "search_key",
        "id",
        "mandates__body_id",
        "mandates__role",
        "mandates__party_id",
        "mandates__substitute_order",
        "mandates__valid_from",
        "mandates__valid_to",
    )
    for name, person, body, role, party, order, valid_from, valid_to in rows:
        _known(directory, name, person)
        if body is None:
            continue
        period = (valid_from, valid_to)
        directory.seats[(str(person), body)].append(period)
        directory.posts[(str(person), body, role, valid_from)].append(period)
        directory.places[(body, role)].append(period)
        if order is not None:
            directory.places[(body, party, order)].append(period)
            directory.places[(body, "order", order)].append(period)


def _read_posts(directory: Directory) -> None:
    """Read the persons and every employment's time, by person, function and place."""
    rows: Iterable[tuple[Any, ...]] = Person.objects.order_by("id").values_list(
        "search_key",
        "id",
        "employments__function",
        "employments__department_id",
        "employments__operation_id",
        "employments__unit_id",
        "employments__valid_from",
        "employments__valid_to",
    )
    for name, person, function, department, operation, unit, valid_from, valid_to in rows:
        _known(directory, name, person)
        if function is None:
            continue
        place = ("unit", unit) if unit else ("operation", operation)
        place = place if place[1] else ("department", department)
        directory.posts[(str(person), function, place)].append((valid_from, valid_to))


def _known(directory: Directory, name: str, person: int) -> None:
    """Keep a person by name, once; the rows come person by person."""
    same = directory.persons.setdefault(name, [])
    if not same or same[-1] != person:
        same.append(person)


def clashes(period: Period, others: Iterable[Period]) -> bool:
    """Tell whether the period shares a day with any of the others."""
    begins, ends = period
    return any(
        (other_to is None or begins < other_to) and (ends is None or other_from < ends)
        for other_from, other_to in others
    )


def covers(whole: Body | Place, period: Period) -> bool:
    """Tell whether a dated row holds during the whole period."""
    begins, ends = period
    if begins < whole.valid_from:
        return False
    return whole.valid_to is None or (ends is not None and ends <= whole.valid_to)


def _named(rows: Iterable[Any], *attributes: str) -> dict[str, list[Any]]:
    """Group rows under each of their names, as names are searched."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        for name in {search_key(getattr(row, attribute)) for attribute in attributes}:
            found.setdefault(name, []).append(row)
    return found


def _parties() -> dict[str, int]:
    """Give the parties' keys by name and by abbreviation."""
    found = {}
    for key, name, short in Party.objects.values_list("id", "name", "abbreviation"):
        found[search_key(name)] = found[search_key(short)] = key
    return found
