"""What a person is on a day: mandates and employments with their reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from samspel.kit.prepared import Prepared

# One statement for all that a person may do: mandates and employments in force on
# the day, with the places below the place of employment and the bodies served. The
# label of a position is printed in the audit trail and shown to colleagues, so where
# somebody with a protected identity works is not in it.
_POSITIONS = """
SELECT 'mandate' AS kind, m.id, m.role, b.name AS place, '' AS title, m.body_id,
       NULL::bigint AS department_id, NULL::bigint[] AS operations, NULL::bigint[] AS units,
       NULL::bigint[] AS serves, b.kind AS body_kind
  FROM people_mandate m JOIN people_body b ON b.id = m.body_id
 WHERE m.person_id = %(person)s AND m.valid_from <= %(on)s
   AND (m.valid_to IS NULL OR m.valid_to > %(on)s)
UNION ALL
SELECT 'employment', e.id, e.function,
       CASE WHEN p.is_protected THEN '' ELSE COALESCE(u.name, o.name, d.name) END,
       CASE WHEN p.is_protected THEN '' ELSE e.title END, NULL,
       e.department_id,
       CASE WHEN e.operation_id IS NOT NULL THEN ARRAY[e.operation_id]
            WHEN e.department_id IS NOT NULL THEN ARRAY(
                SELECT x.id FROM people_operation x WHERE x.department_id = e.department_id)
            ELSE '{}' END,
       CASE WHEN e.unit_id IS NOT NULL THEN ARRAY[e.unit_id]
            ELSE ARRAY(
                SELECT x.id FROM people_unit x JOIN people_operation y ON y.id = x.operation_id
                 WHERE y.id = e.operation_id OR y.department_id = e.department_id) END,
       ARRAY(SELECT s.body_id FROM people_employment_serves s WHERE s.employment_id = e.id),
       NULL
  FROM people_employment e
  JOIN people_person p ON p.id = e.person_id
  LEFT JOIN people_unit u ON u.id = e.unit_id
  LEFT JOIN people_operation o ON o.id = e.operation_id
  LEFT JOIN people_department d ON d.id = e.department_id
 WHERE e.person_id = %(person)s AND e.valid_from <= %(on)s
   AND (e.valid_to IS NULL OR e.valid_to > %(on)s)
ORDER BY 1 DESC, 2
"""
_ASK = Prepared("people_positions", _POSITIONS, person="bigint", on="date")


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A mandate or an employment on a day, with its reach.

    ``place`` and ``title`` are empty for an employee with a protected identity.
    """

    key: str
    role: str
    place: str
    title: str
    body_id: int | None
    department_id: int | None
    operation_ids: frozenset[int] = field(default_factory=frozenset)
    unit_ids: frozenset[int] = field(default_factory=frozenset)
    serves: frozenset[int] = field(default_factory=frozenset)


def positions_of(person_id: int, *, on: dt.date) -> list[PositionRow]:
    """Give the person's mandates and employments on the day, in one statement."""
    return [
        PositionRow(
            key=f"{kind}-{key}",
            role=role,
            place=place,
            title=title,
            body_id=body_id,
            department_id=department_id,
            operation_ids=_set(operations),
            unit_ids=_set(units),
            serves=_set(serves),
        )
        for (
            kind,
            key,
            role,
            place,
            title,
            body_id,
            department_id,
            operations,
            units,
            serves,
            _,
        ) in _ASK.rows({"person": person_id, "on": on})
    ]


def _set(keys: Iterable[int] | None) -> frozenset[int]:
    return frozenset(keys or ())
