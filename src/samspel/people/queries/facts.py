"""Facts about persons for the rules: who is what in a body, and tied to which operation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict

from django.db import connection

from samspel.people.enums import MEMBER_ROLES, PRESIDIUM_ROLES, PositionRole
from samspel.people.models import Body, Operation, Person

# One row per question asked, in the order asked.
_FACTS = """
WITH asked AS (
    SELECT * FROM unnest(%(persons)s::bigint[], %(bodies)s::bigint[], %(operations)s::bigint[])
        WITH ORDINALITY AS q(person_id, body_id, operation_id, number)
)
SELECT q.number, m.role, COALESCE(y.abbreviation, ''), COALESCE(s.side, ''),
       EXISTS (SELECT 1 FROM people_mandate x
                WHERE x.person_id = q.person_id AND x.valid_from <= %(on)s
                  AND (x.valid_to IS NULL OR x.valid_to > %(on)s)),
       EXISTS (SELECT 1 FROM people_employment e
                 LEFT JOIN people_unit u ON u.id = e.unit_id
                WHERE e.person_id = q.person_id AND e.valid_from <= %(on)s
                  AND (e.valid_to IS NULL OR e.valid_to > %(on)s)
                  AND COALESCE(u.operation_id, e.operation_id) = q.operation_id)
       OR EXISTS (SELECT 1 FROM people_tie t
                WHERE t.person_id = q.person_id AND t.operation_id = q.operation_id
                  AND t.kind = 'employed' AND t.valid_from <= %(on)s
                  AND (t.valid_to IS NULL OR t.valid_to > %(on)s)),
       EXISTS (SELECT 1 FROM people_tie t
                WHERE t.person_id = q.person_id AND t.operation_id = q.operation_id
                  AND t.kind = 'close' AND t.valid_from <= %(on)s
                  AND (t.valid_to IS NULL OR t.valid_to > %(on)s))
  FROM asked q
  LEFT JOIN people_mandate m ON m.person_id = q.person_id AND m.body_id = q.body_id
       AND m.valid_from <= %(on)s AND (m.valid_to IS NULL OR m.valid_to > %(on)s)
  LEFT JOIN people_party y ON y.id = m.party_id
  LEFT JOIN people_partystanding s ON s.party_id = m.party_id
       AND s.valid_from <= %(on)s AND (s.valid_to IS NULL OR s.valid_to > %(on)s)
 ORDER BY q.number
"""


class AppointeeFacts(TypedDict):
    """What the rules ask about a person, a body and an operation on a day."""

    is_ordinary_member: bool
    is_substitute: bool
    is_member: bool
    is_elected: bool
    in_presidium: bool
    employed_in_operation: bool
    close_employed_in_operation: bool
    side: str
    party: str


def appointee_facts(
    person: Person | int, body: Body | int, operation: Operation | int, on: dt.date
) -> AppointeeFacts:
    """Give the facts about one person on the day, in one statement.

    ``side`` and ``party`` are empty for a person without a mandate in the body.
    """
    return appointee_facts_for([(person, body, operation)], on)[0]


def appointee_facts_for(
    asked: Iterable[tuple[Person | int, Body | int, Operation | int]], on: dt.date
) -> list[AppointeeFacts]:
    """Give the facts for each (person, body, operation), in the order asked, in one statement.

    Employed in the operation is whoever is employed there or in one of its units, or
    has declared to be.
    """
    keys = [tuple(_key(each) for each in triple) for triple in asked]
    persons, bodies, operations = zip(*keys, strict=True) if keys else ((), (), ())
    with connection.cursor() as cursor:
        cursor.execute(
            _FACTS,
            {
                "persons": list(persons),
                "bodies": list(bodies),
                "operations": list(operations),
                "on": on,
            },
        )
        return [_facts(*row[1:]) for row in cursor.fetchall()]


def _facts(
    role: str | None, party: str, side: str, elected: bool, employed: bool, close: bool
) -> AppointeeFacts:
    """Put a row of the statement in the rules' words."""
    return {
        "is_ordinary_member": role in MEMBER_ROLES,
        "is_substitute": role == PositionRole.SUBSTITUTE,
        "is_member": role in MEMBER_ROLES or role == PositionRole.SUBSTITUTE,
        "is_elected": elected,
        "in_presidium": role in PRESIDIUM_ROLES,
        "employed_in_operation": employed,
        "close_employed_in_operation": close,
        "side": side,
        "party": party,
    }


def _key(row: Person | Body | Operation | int) -> int:
    """Give the key of a row that is given whole or by its key."""
    return row if isinstance(row, int) else row.pk
