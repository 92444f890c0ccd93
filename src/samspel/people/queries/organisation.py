"""Who is in charge of operations and units, as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import F, Q

from samspel.kit.models import in_force
from samspel.people.enums import PositionRole
from samspel.people.models import Body, Department, Employment, Operation, Person, Unit


def unit_manager_of(unit: Unit | int, on: dt.date) -> Person | None:
    """Give the unit's manager on the day, if it has one."""
    key = unit if isinstance(unit, int) else unit.pk
    return managers_of_units([key], on).get(key)


def managers_of_units(unit_ids: Iterable[int], on: dt.date) -> dict[int, Person]:
    """Give the managers of the units on the day, by the unit's key; one statement.

    Where two share the post, the one who has had it longest is given.
    """
    rows = (
        Employment.objects.filter(
            in_force(on), unit_id__in=list(unit_ids), function=PositionRole.UNIT_MANAGER
        )
        .select_related("person")
        .order_by("-valid_from", "-id")
    )
    return {row.unit_id: row.person for row in rows if row.unit_id}


def operation_manager_of(operation: Operation | int, on: dt.date) -> Person | None:
    """Give the operation's manager on the day, if it has one."""
    key = operation if isinstance(operation, int) else operation.pk
    found = (
        Employment.objects.filter(
            in_force(on), operation_id=key, function=PositionRole.OPERATION_MANAGER
        )
        .select_related("person")
        .order_by("valid_from", "id")
        .first()
    )
    return found.person if found else None


def post_in_charge(place: Unit | Operation, on: dt.date) -> Employment | None:
    """Give the employment of whoever answers for the place that day, with the person.

    A unit's own manager, else its operation's; where two share the post, the one who has
    had it longest. One statement.
    """
    operation_id = place.operation_id if isinstance(place, Unit) else place.pk
    posts = Q(operation_id=operation_id, function=PositionRole.OPERATION_MANAGER)
    if isinstance(place, Unit):
        posts |= Q(unit=place, function=PositionRole.UNIT_MANAGER)
    return (
        Employment.objects.filter(in_force(on), posts)
        .select_related("person")
        .order_by(F("unit_id").asc(nulls_last=True), "valid_from", "id")
        .first()
    )


def operations_under(body: Body | int, on: dt.date) -> list[Operation]:
    """Give the operations that answer to the body on the day, with their departments."""
    key = body if isinstance(body, int) else body.pk
    return list(
        Operation.objects.filter(
            Q(in_force(on)), Q(in_force(on, "department__")), department__body_id=key
        )
        .select_related("department")
        .order_by("department__sort_key", "sort_key")
    )


def units_under(body: Body | int, on: dt.date) -> list[Unit]:
    """Give the units that answer to the body on the day, with operation and department."""
    key = body if isinstance(body, int) else body.pk
    return list(
        Unit.objects.filter(
            Q(in_force(on)), Q(in_force(on, "operation__")), operation__department__body_id=key
        )
        .select_related("operation__department")
        .order_by("operation__sort_key", "sort_key")
    )


def departments_on(on: dt.date) -> list[Department]:
    """Give the departments that exist on the day, with the bodies that they answer to."""
    return list(Department.objects.filter(in_force(on)).select_related("body"))
