"""Who may confirm a guideline: told when there is one to confirm."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from samspel.access.capabilities import EVERYWHERE
from samspel.people.models import Body, Person
from samspel.rulebooks.queries.versions import CONFIRM

# As the actor's own positions are read (access.queries.actor_for), for everybody at once:
# a role gives the capability where it is held or serves, or everywhere.
_HOLDERS = """
SELECT DISTINCT x.person_id
  FROM (SELECT person_id, role, body_id FROM people_mandate
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)
         UNION ALL
        SELECT e.person_id, e.function, s.body_id
          FROM people_employment e LEFT JOIN people_employment_serves s ON s.employment_id = e.id
         WHERE e.valid_from <= %(on)s AND (e.valid_to IS NULL OR e.valid_to > %(on)s)) x
  JOIN access_grant g ON g.role = x.role AND g.capability = %(capability)s
  JOIN access_user u ON u.person_id = x.person_id AND u.is_active
 WHERE (x.body_id = %(body)s AND (g.body_id IS NULL OR g.body_id = %(body)s))
    OR (g.body_id IS NULL AND x.role = ANY(%(everywhere)s))
"""


def persons_who_confirm(body: Body, *, on: dt.date, besides: int | None = None) -> list[Person]:
    """Give those who may confirm the body's guidelines on the day, in Swedish order.

    ``besides`` is the person who proposed, and so can't. Two statements.
    """
    asked: dict[str, Any] = {
        "on": on,
        "capability": CONFIRM,
        "body": body.pk,
        "everywhere": sorted(role.value for role in EVERYWHERE),
    }
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, asked)
        keys = {key for (key,) in cursor.fetchall()} - {besides}
    return list(Person.objects.filter(pk__in=keys).order_by("sort_key", "pk"))
