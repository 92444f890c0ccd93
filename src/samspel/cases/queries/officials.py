"""Who can be given a case or an assignment: those who work with the municipality's cases."""

from __future__ import annotations

import datetime as dt

from samspel.kit.models import in_force
from samspel.people.enums import PositionRole
from samspel.people.models import Employment, Person

_OFFICIALS = [
    PositionRole.OFFICER,
    PositionRole.SECRETARY,
    PositionRole.REGISTRAR,
    PositionRole.HEAD_OF_ADMINISTRATION,
    PositionRole.MUNICIPAL_DIRECTOR,
    PositionRole.OPERATION_MANAGER,
    PositionRole.UNIT_MANAGER,
]


def officials_on(on: dt.date) -> list[tuple[Person, str]]:
    """Give the officials on the day with their titles, in Swedish order; one statement."""
    rows = (
        Employment.objects.filter(in_force(on), function__in=_OFFICIALS)
        .select_related("person")
        .order_by("person__sort_key", "id")
    )
    found: dict[int, tuple[Person, str]] = {}
    for row in rows:
        found.setdefault(row.person_id, (row.person, row.title))
    return list(found.values())
