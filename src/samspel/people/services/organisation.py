"""Departments, operations and units: set up, corrected and closed."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.foundation.swedish import sort_key
from samspel.foundation.text import slugify
from samspel.people import events, policies
from samspel.people.errors import RegisterRefused, StillInUse
from samspel.people.models import Body, Department, Employment, Operation, Unit
from samspel.people.services.rows import (
    keep,
    lasting_beyond,
    locked,
    require_period,
    require_within,
    sharing_days,
)

PlaceT = TypeVar("PlaceT", Department, Operation, Unit)


@transaction.atomic
def open_department(
    name: str,
    body: Body,
    *,
    valid_from: dt.date,
    actor: Actor,
    key: str = "",
    valid_to: dt.date | None = None,
) -> Department:
    """Set up a department that answers to a body. ``key`` is its name in rules and addresses."""
    policies.require_may_keep_body(body, actor)
    department = Department(
        name=name.strip(),
        key=_free_key(Department, key or name),
        body=body,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return _opened(department, body, Department.objects.filter(body=body), actor)


@transaction.atomic
def open_operation(
    name: str,
    department: Department,
    *,
    valid_from: dt.date,
    actor: Actor,
    key: str = "",
    valid_to: dt.date | None = None,
) -> Operation:
    """Set up an operation within a department."""
    policies.require_may_keep_place(department, actor)
    operation = Operation(
        name=name.strip(),
        key=_free_key(Operation, key or name),
        department=department,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return _opened(
        operation, department, Operation.objects.filter(department=department), actor
    )


@transaction.atomic
def open_unit(
    name: str,
    operation: Operation,
    *,
    valid_from: dt.date,
    actor: Actor,
    address: str = "",
    entrance: str = "",
    provider: str = "",
    valid_to: dt.date | None = None,
) -> Unit:
    """Set up a unit within an operation; with ``provider`` it is run by a private one."""
    policies.require_may_keep_place(operation, actor)
    unit = Unit(
        name=name.strip(),
        operation=operation,
        address=address.strip(),
        entrance=entrance.strip(),
        provider=provider.strip(),
        is_private=bool(provider.strip()),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return _opened(unit, operation, Unit.objects.filter(operation=operation), actor)


def correct_department(
    department: Department, *, name: str, actor: Actor, version: int | None = None
) -> Department:
    """Correct a department's name; its key stays, since rules and addresses use it."""
    return _corrected(department, actor, version, name=name)


def correct_operation(
    operation: Operation, *, name: str, actor: Actor, version: int | None = None
) -> Operation:
    """Correct an operation's name; its key stays, since rules and addresses use it."""
    return _corrected(operation, actor, version, name=name)


def correct_unit(
    unit: Unit,
    *,
    name: str,
    address: str,
    entrance: str,
    provider: str,
    actor: Actor,
    version: int | None = None,
) -> Unit:
    """Correct a unit's name, address, entrance or private provider."""
    return _corrected(
        unit,
        actor,
        version,
        name=name,
        address=address.strip(),
        entrance=entrance.strip(),
        provider=provider.strip(),
        is_private=bool(provider.strip()),
    )


@transaction.atomic
def close_department(
    department: Department, *, valid_to: dt.date, actor: Actor, version: int | None = None
) -> Department:
    """Give a department its last day; refuses while operations or employments last longer."""
    last = lasting_beyond(valid_to)
    return _closed(
        department,
        valid_to,
        actor,
        version,
        under=department.operations.filter(last),
        employed=department.employments.filter(last),
    )


@transaction.atomic
def close_operation(
    operation: Operation, *, valid_to: dt.date, actor: Actor, version: int | None = None
) -> Operation:
    """Give an operation its last day; refuses while units or employments last longer."""
    last = lasting_beyond(valid_to)
    return _closed(
        operation,
        valid_to,
        actor,
        version,
        under=operation.units.filter(last),
        employed=operation.employments.filter(last),
    )


@transaction.atomic
def close_unit(
    unit: Unit, *, valid_to: dt.date, actor: Actor, version: int | None = None
) -> Unit:
    """Give a unit its last day; refuses while employments there last longer."""
    employed = unit.employments.filter(lasting_beyond(valid_to))
    return _closed(unit, valid_to, actor, version, under=None, employed=employed)


def _opened(
    place: PlaceT,
    whole: Body | Department | Operation,
    neighbours: QuerySet[PlaceT],
    actor: Actor,
) -> PlaceT:
    """Write a new place within the days of what it belongs to.

    Refuses the name of another at the same time and level.
    """
    require_period(place.valid_from, place.valid_to)
    require_within(place.valid_from, place.valid_to or whole.valid_to, whole)
    if not place.name:
        raise RegisterRefused(_("Skriv ett namn."))
    same_time = neighbours.filter(sharing_days(place.valid_from, place.valid_to))
    if same_time.filter(name__iexact=place.name).exists():
        raise RegisterRefused(
            _("%(name)s finns redan där. Välj ett annat namn."), name=place.name
        )
    place.sort_key = sort_key(place.name)
    place.save(force_insert=True)
    record(
        f"people.{_word(place)}.opened",
        subject=place,
        actor=actor,
        facts={"from": place.valid_from, "to": place.valid_to},
        also=[_above(place)],
    )
    return place


@transaction.atomic
def _corrected(
    place: PlaceT, actor: Actor, version: int | None, *, name: str, **values: object
) -> PlaceT:
    """Write corrected values."""
    place = locked(place, version)
    policies.require_may_keep_place(place, actor)
    if not name.strip():
        raise RegisterRefused(_("Skriv ett namn."))
    changed = keep(place, name=name.strip(), sort_key=sort_key(name.strip()), **values)
    if changed:
        record(
            f"people.{_word(place)}.corrected",
            subject=place,
            actor=actor,
            facts={"changed": changed},
        )
    return place


def _closed(
    place: PlaceT,
    valid_to: dt.date,
    actor: Actor,
    version: int | None,
    *,
    under: QuerySet[Operation] | QuerySet[Unit] | None,
    employed: QuerySet[Employment],
) -> PlaceT:
    """Write the last day; tells the floors above."""
    place = locked(place, version)
    policies.require_may_keep_place(place, actor)
    require_period(place.valid_from, valid_to)
    names = list(under.values_list("name", flat=True)) if under is not None else []
    if names:
        raise StillInUse(
            _("%(place)s har fortfarande %(names)s under sig. Avsluta dem först."),
            place=place.name,
            names=", ".join(names),
        )
    if count := employed.count():
        raise StillInUse(
            _("%(place)s har %(count)s anställningar som varar längre. Avsluta dem först."),
            place=place.name,
            count=count,
        )
    keep(place, valid_to=valid_to)
    record(f"people.{_word(place)}.closed", subject=place, actor=actor, facts={"to": valid_to})
    events.place_closed.send(type(place), row=place, actor=actor)
    return place


def _free_key(model: type[Department | Operation], text: str) -> str:
    """Give a key that no other has, made of the text: "kost", "kost-2"."""
    stem = slugify(text, length=50) or "avdelning"
    taken = set(model.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1000))
    return next(key for key in numbered if key not in taken)


def _word(place: Department | Operation | Unit) -> str:
    """Give the place's word in the names of acts."""
    return str(place._meta.model_name)


def _above(place: Department | Operation | Unit) -> Body | Department | Operation:
    """Give what the place lies directly under."""
    if isinstance(place, Unit):
        return place.operation
    return place.department if isinstance(place, Operation) else place.body
