"""The register's lists as of a day: persons, the organisation, parties and terms.

Each is a few statements however many rows there are. Where somebody with a protected
identity works is never in a row.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from samspel.kit.enums import label_of
from samspel.kit.models import in_force
from samspel.people.enums import PositionRole, Side
from samspel.people.models import (
    Department,
    Employment,
    Mandate,
    Operation,
    Party,
    PartyStanding,
    Person,
    Term,
    Unit,
)
from samspel.people.queries.names import is_hidden_from
from samspel.people.queries.search import ranked_by_name

if TYPE_CHECKING:
    from samspel.audit.actors import Actor

_LEADS = (
    PositionRole.UNIT_MANAGER,
    PositionRole.OPERATION_MANAGER,
    PositionRole.HEAD_OF_ADMINISTRATION,
    PositionRole.MUNICIPAL_DIRECTOR,
)


@dataclass(slots=True)
class PersonRow:
    """A person in the list, with mandates and posts on the day."""

    uuid: UUID
    name: str
    is_protected: bool
    email: str
    phone: str
    mandates: list[str] = field(default_factory=list)
    bodies: set[int] = field(default_factory=set)
    parties: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    has_post: bool = False


def persons_listed(on: dt.date, viewer: Actor, *, text: str = "") -> list[PersonRow]:
    """Give everybody in the register in Swedish order with what they are on the day.

    With ``text`` only those whose names are like it, the likest first. Contact details
    and places of protected persons are left empty, whoever asks, save for themselves.
    Three statements; four with ``text``.
    """
    ranked = [key for key, _score in ranked_by_name(text)] if text.strip() else None
    persons = Person.objects.all() if ranked is None else Person.objects.filter(pk__in=ranked)
    rows = {
        values[0]: _person_row(viewer, *values)
        for values in persons.values_list(
            "id", "uuid", "given_name", "family_name", "is_protected", "email", "phone"
        )
    }
    _add_mandates(rows, on)
    _add_posts(rows, on, viewer)
    return [rows[key] for key in (rows if ranked is None else ranked) if key in rows]


def _person_row(
    viewer: Actor,
    key: int,
    uuid: UUID,
    given: str,
    family: str,
    is_protected: bool,
    email: str,
    phone: str,
) -> PersonRow:
    """Make a row without what the viewer may not see."""
    hidden = is_protected and is_hidden_from(key, viewer)
    return PersonRow(
        uuid=uuid,
        name=f"{given} {family}".strip(),
        is_protected=is_protected,
        email="" if hidden else email,
        phone="" if hidden else phone,
    )


def _add_mandates(rows: dict[int, PersonRow], on: dt.date) -> None:
    """Add each person's mandates on the day, in words."""
    held = Mandate.objects.filter(in_force(on), person_id__in=rows).order_by("body__sort_key")
    for key, body_id, short, role, party in held.values_list(
        "person_id", "body_id", "body__short_name", "role", "party__abbreviation"
    ):
        row = rows[key]
        row.bodies.add(body_id)
        row.mandates.append(f"{short}, {label_of(PositionRole, role).lower()}")
        if party and party not in row.parties:
            row.parties.append(party)


def _add_posts(rows: dict[int, PersonRow], on: dt.date, viewer: Actor) -> None:
    """Add each person's employments on the day, in words; the place only where it may stand."""
    held = Employment.objects.filter(in_force(on), person_id__in=rows).order_by("id")
    for key, title, function, *places in held.values_list(
        "person_id", "title", "function", "unit__name", "operation__name", "department__name"
    ):
        row = rows[key]
        row.has_post = True
        if row.is_protected and is_hidden_from(key, viewer):
            row.posts.append(label_of(PositionRole, function).lower())
        else:
            row.posts.append(f"{title}, {next(name for name in places if name)}")


@dataclass(slots=True)
class PlaceRow:
    """A department, operation or unit in the tree, with who is in charge."""

    uuid: UUID
    name: str
    note: str = ""
    manager: str = ""
    manager_uuid: UUID | None = None
    body_name: str = ""
    body_uuid: UUID | None = None
    valid_to: dt.date | None = None
    below: list[PlaceRow] = field(default_factory=list)


def organisation_tree(on: dt.date, viewer: Actor) -> list[PlaceRow]:
    """Give the departments of the day with their operations and units; four statements.

    A protected manager is said to be one, without the name.
    """
    managers = _managers(on, viewer)
    departments: dict[int, PlaceRow] = {}
    for key, uuid, name, valid_to, body, body_uuid in Department.objects.filter(
        in_force(on)
    ).values_list("id", "uuid", "name", "valid_to", "body__name", "body__uuid"):
        departments[key] = _place(uuid, name, managers.get(("department", key)), valid_to)
        departments[key].body_name, departments[key].body_uuid = body, body_uuid
    operations: dict[int, PlaceRow] = {}
    for key, uuid, name, valid_to, above in Operation.objects.filter(in_force(on)).values_list(
        "id", "uuid", "name", "valid_to", "department_id"
    ):
        operations[key] = _place(uuid, name, managers.get(("operation", key)), valid_to)
        if above in departments:
            departments[above].below.append(operations[key])
    for key, uuid, name, valid_to, above, provider in Unit.objects.filter(
        in_force(on)
    ).values_list("id", "uuid", "name", "valid_to", "operation_id", "provider"):
        unit = _place(uuid, name, managers.get(("unit", key)), valid_to)
        unit.note = provider
        if above in operations:
            operations[above].below.append(unit)
    return list(departments.values())


def _place(
    uuid: UUID, name: str, manager: tuple[str, UUID | None] | None, valid_to: dt.date | None
) -> PlaceRow:
    """Make a row of the tree."""
    named, person_uuid = manager or ("", None)
    return PlaceRow(uuid, name, manager=named, manager_uuid=person_uuid, valid_to=valid_to)


def _managers(on: dt.date, viewer: Actor) -> dict[tuple[str, int], tuple[str, UUID | None]]:
    """Give who is in charge of each place on the day, in one statement."""
    found: dict[tuple[str, int], tuple[str, UUID | None]] = {}
    rows = (
        Employment.objects.filter(in_force(on), function__in=_LEADS)
        .order_by("-valid_from", "-id")
        .values_list(
            "unit_id",
            "operation_id",
            "department_id",
            "person_id",
            "person__uuid",
            "person__given_name",
            "person__family_name",
            "person__is_protected",
        )
    )
    for unit, operation, department, key, uuid, given, family, is_protected in rows:
        place = ("unit", unit) if unit else ("operation", operation)
        place = place if place[1] else ("department", department)
        if is_protected and is_hidden_from(key, viewer):
            found[place] = (gettext("Person med skyddade personuppgifter"), None)
        else:
            found[place] = (f"{given} {family}", uuid)
    return found


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody employed at a place on a day. Protected persons are never in such rows."""

    employment_uuid: UUID
    person_uuid: UUID
    name: str
    title: str
    function: str
    valid_from: dt.date
    valid_to: dt.date | None


def staff_at(
    place: Department | Operation | Unit, on: dt.date, viewer: Actor
) -> list[StaffRow]:
    """Give who is employed at the place on the day, managers first; one statement.

    Protected persons are left out, but for the viewer.
    """
    own = Q(person_id=viewer.person_id) if viewer.person_id else Q(pk__in=[])
    rows = (
        place.employments.filter(in_force(on))
        .filter(Q(person__is_protected=False) | own)
        .order_by("person__sort_key")
        .values_list(
            "uuid",
            "person__uuid",
            "person__given_name",
            "person__family_name",
            "title",
            "function",
            "valid_from",
            "valid_to",
        )
    )
    listed = [
        StaffRow(row[0], row[1], f"{row[2]} {row[3]}", row[4], row[5], row[6], row[7])
        for row in rows
    ]
    return sorted(listed, key=lambda row: row.function not in _LEADS)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party with its side and its number of mandates on a day."""

    uuid: UUID
    name: str
    abbreviation: str
    side: str
    side_from: dt.date | None
    seat_count: int


def parties_listed(on: dt.date) -> list[PartyRow]:
    """Give the parties in Swedish order with side and mandates on the day; three statements."""
    seats: dict[int, int] = defaultdict(int)
    for key in Mandate.objects.filter(in_force(on), party__isnull=False).values_list(
        "party_id", flat=True
    ):
        seats[key or 0] += 1
    standings = {
        key: (side, since)
        for key, side, since in PartyStanding.objects.filter(in_force(on)).values_list(
            "party_id", "side", "valid_from"
        )
    }
    none: tuple[str, dt.date | None] = ("", None)
    return [
        PartyRow(
            uuid,
            name,
            short,
            side=standings.get(key, none)[0],
            side_from=standings.get(key, none)[1],
            seat_count=seats[key],
        )
        for key, uuid, name, short in Party.objects.values_list(
            "id", "uuid", "name", "abbreviation"
        )
    ]


def terms_listed() -> list[Term]:
    """Give the terms, the latest first."""
    return list(Term.objects.order_by("-valid_from"))


def side_counts(rows: Iterable[object]) -> dict[Side, int]:
    """Count members by their party's side, for a body's balance."""
    found: dict[Side, int] = defaultdict(int)
    for row in rows:
        side = getattr(row, "side", "")
        found[Side(side) if side else Side.NONE] += 1
    return dict(found)
