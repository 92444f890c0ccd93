"""Keys of the register that guidelines speak of, so that nobody has to type them."""

from __future__ import annotations

import datetime as dt

from samspel.kit.models import in_force
from samspel.people.models import Department, Operation


def register_keys(*, on: dt.date) -> dict[str, list[tuple[str, str]]]:
    """Give what can be chosen as operation and department on the day; two statements.

    By the names of the facts and settings that hold such keys.
    """
    operations = [
        (key, name)
        for key, name in Operation.objects.filter(in_force(on)).values_list("key", "name")
    ]
    departments = [
        (key, name)
        for key, name in Department.objects.filter(in_force(on)).values_list("key", "name")
    ]
    return {
        "coverage.operations": operations,
        "operation.key": operations,
        "coverage.department": departments,
        "operation.department": departments,
    }
