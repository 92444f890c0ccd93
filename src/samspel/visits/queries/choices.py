"""What a list of visits can be narrowed to, for the viewer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from samspel.audit.actors import Actor
from samspel.kit.models import in_force
from samspel.kit.prepared import Prepared
from samspel.people.models import Operation
from samspel.visits.queries.sight import (
    INVITE,
    OVERVIEW,
    bodies_overviewed,
    operations_hosted,
)

_ASK_BODIES = Prepared(
    "visits_bodies",
    """
SELECT b.id, b.uuid, b.name, b.short_name FROM people_body b
 WHERE b.valid_from <= %(on)s AND (b.valid_to IS NULL OR b.valid_to > %(on)s)
   AND EXISTS (SELECT 1 FROM rulebooks_rulebook r WHERE r.body_id = b.id)
   AND (%(everywhere)s OR b.id = ANY(%(reads)s))
 ORDER BY b.sort_key, b.id
""",
    on="date",
    everywhere="boolean",
    reads="bigint[]",
)
_ASK_OPERATIONS = Prepared(
    "visits_operations",
    """
SELECT o.id, o.uuid, o.name FROM people_operation o
  JOIN people_department d ON d.id = o.department_id
 WHERE o.valid_from <= %(on)s AND (o.valid_to IS NULL OR o.valid_to > %(on)s)
   AND (d.body_id = ANY(%(bodies)s) OR o.id = ANY(%(hosted)s)
        OR o.id IN (SELECT u.operation_id FROM people_unit u WHERE u.id = ANY(%(units)s)))
 ORDER BY o.sort_key, o.id
""",
    on="date",
    bodies="bigint[]",
    hosted="bigint[]",
    units="bigint[]",
)


def bodies_with_operations(body_ids: Sequence[int], on: dt.date) -> set[int]:
    """Give which of the bodies run something that can be visited: the council runs nothing."""
    if not body_ids:
        return set()
    rows = Operation.objects.filter(in_force(on), department__body_id__in=body_ids)
    return set(rows.values_list("department__body_id", flat=True))


class Choice(NamedTuple):
    """A body or an operation to choose."""

    pk: int
    uuid: UUID
    name: str
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The bodies and operations whose visits the viewer may see some of."""

    bodies: list[Choice]
    operations: list[Choice]


def choices_for(actor: Actor, on: dt.date) -> Choices:
    """Give what the viewer's list can be narrowed to; two statements.

    A body that has never had a guideline about visits has none to list.
    """
    bodies = _ASK_BODIES.rows(
        {
            "on": on,
            "everywhere": actor.everywhere(OVERVIEW),
            "reads": list(bodies_overviewed(actor)),
        }
    )
    operations = _ASK_OPERATIONS.rows(
        {
            "on": on,
            "bodies": [row[0] for row in bodies],
            "hosted": list(operations_hosted(actor)),
            "units": list(actor.units_with(INVITE)),
        }
    )
    return Choices([Choice(*row) for row in bodies], [Choice(*row) for row in operations])
