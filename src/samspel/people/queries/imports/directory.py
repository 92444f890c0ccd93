"""The register as an import looks things up in it: read once, then asked for every row."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from samspel.foundation.swedish import search_key
from samspel.people.models import (
    Body,
    Department,
    Employment,
    Mandate,
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

    persons: dict[str, list[int]]
    bodies: dict[str, list[Body]]
    parties: dict[str, int]
    terms: dict[int, Term]
    departments: dict[str, list[Department]]
    operations: dict[str, list[Operation]]
    units: dict[str, list[Unit]]
    may_keep_body: Callable[[Body], bool]
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


def read_directory(may_keep_body: Callable[[Body], bool]) -> Directory:
    """Read what mandates, employments and places are looked up in."""
    return Directory(
        persons=_grouped(Person.objects.order_by("id").values_list("search_key", "id")),
        bodies=_named(Body.objects.select_related("parent"), "name", "short_name"),
        parties=_parties(),
        terms=Term.objects.in_bulk(),
        departments=_named(Department.objects.select_related("body"), "name", "key"),
        operations=_named(Operation.objects.select_related("department__body"), "name", "key"),
        units=_named(Unit.objects.select_related("operation__department__body"), "name"),
        may_keep_body=may_keep_body,
    )


def read_seats(directory: Directory) -> None:
    """Read every mandate's time: by person and body, by post, and by place in the order."""
    rows = Mandate.objects.values_list(
        "person_id", "body_id", "role", "party_id", "substitute_order", "valid_from", "valid_to"
    )
    for person, body, role, party, order, valid_from, valid_to in rows:
        period = (valid_from, valid_to)
        directory.seats[(str(person), body)].append(period)
        directory.posts[(str(person), body, role, valid_from)].append(period)
        directory.places[(body, role)].append(period)
        if order is not None:
            directory.places[(body, party, order)].append(period)
            directory.places[(body, "order", order)].append(period)


def read_posts(directory: Directory) -> None:
    """Read every employment's time, by person, function and place."""
    rows = Employment.objects.values_list(
        "person_id",
        "function",
        "department_id",
        "operation_id",
        "unit_id",
        "valid_from",
        "valid_to",
    )
    for person, function, department, operation, unit, valid_from, valid_to in rows:
        place = ("unit", unit) if unit else ("operation", operation)
        place = place if place[1] else ("department", department)
        directory.posts[(str(person), function, place)].append((valid_from, valid_to))


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


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Group keys by name."""
    found: dict[str, list[int]] = {}
    for name, key in pairs:
        found.setdefault(name, []).append(key)
    return found


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
