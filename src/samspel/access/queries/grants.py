"""What positions give, who holds them, and who keeps accounts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection

from samspel.access.queries.actors import grants_by_role
from samspel.people.enums import PositionRole


@dataclass(frozen=True, slots=True)
class RoleGrants:
    """What one kind of position gives, and how many hold one on the day."""

    role: PositionRole
    capabilities: frozenset[str]
    at_bodies: dict[int, frozenset[str]] = field(default_factory=dict)
    holder_count: int = 0


def all_grants(*, on: dt.date) -> list[RoleGrants]:
    """Give what each kind of position gives, with the number of holders on the day."""
    given = grants_by_role({role.value for role in PositionRole})
    counts = _holder_counts(on)
    return [
        RoleGrants(
            role=role,
            capabilities=frozenset(given.get(role.value, {}).get(None, ())),
            at_bodies={
                body_id: frozenset(names)
                for body_id, names in given.get(role.value, {}).items()
                if body_id is not None
            },
            holder_count=counts.get(role.value, 0),
        )
        for role in PositionRole
    ]


_COUNTS = """
SELECT role, count(DISTINCT person_id)
  FROM (SELECT role, person_id FROM people_mandate
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)
         UNION ALL
        SELECT function, person_id FROM people_employment
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)) x
 GROUP BY role
"""


def _holder_counts(on: dt.date) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"on": on})
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a kind of position on the day, and where."""

    name: str
    place: str
    has_account: bool


_HOLDERS = """
SELECT p.given_name || ' ' || p.family_name,
       CASE WHEN p.is_protected AND x.kind = 'employment' THEN '' ELSE x.place END,
       EXISTS (SELECT 1 FROM access_user u WHERE u.person_id = p.id AND u.is_active)
  FROM (SELECT 'mandate' AS kind, m.person_id, b.name AS place
          FROM people_mandate m JOIN people_body b ON b.id = m.body_id
         WHERE m.role = %(role)s AND m.valid_from <= %(on)s
           AND (m.valid_to IS NULL OR m.valid_to > %(on)s)
         UNION ALL
        SELECT 'employment', e.person_id, COALESCE(u.name, o.name, d.name)
          FROM people_employment e
          LEFT JOIN people_unit u ON u.id = e.unit_id
          LEFT JOIN people_operation o ON o.id = e.operation_id
          LEFT JOIN people_department d ON d.id = e.department_id
         WHERE e.function = %(role)s AND e.valid_from <= %(on)s
           AND (e.valid_to IS NULL OR e.valid_to > %(on)s)) x
  JOIN people_person p ON p.id = x.person_id
 ORDER BY p.sort_key, x.place
"""


def holders(role: PositionRole, *, on: dt.date) -> list[Holder]:
    """Give who holds the kind of position on the day, and where.

    The place of employment of whoever has a protected identity is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, {"role": role.value, "on": on})
        return [Holder(*row) for row in cursor.fetchall()]


_KEEPERS = """
SELECT DISTINCT u.id
  FROM access_user u
  JOIN (SELECT person_id, role FROM people_mandate
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)
         UNION ALL
        SELECT person_id, function FROM people_employment
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)) x
    ON x.person_id = u.person_id
  JOIN access_grant g ON g.role = x.role AND g.body_id IS NULL
 WHERE u.is_active AND g.capability = 'access.account.keep'
"""


def account_keepers(*, on: dt.date) -> frozenset[int]:
    """Give the accounts that can keep accounts on the day: there must always be one."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEPERS, {"on": on})
        return frozenset(key for (key,) in cursor.fetchall())
