"""Which accounts there are, and who has a position but no account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Exists, OuterRef

from samspel.access.models import User
from samspel.kit.enums import label_of
from samspel.people.enums import PositionRole
from samspel.people.models import Person


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the administrator sees it in the list."""

    user_id: int
    person_uuid: UUID
    name: str
    email: str
    is_protected: bool
    is_active: bool
    is_invited: bool
    has_second_step: bool
    last_login: dt.datetime | None


def accounts() -> list[AccountRow]:
    """Give every account in the order of the names, in one statement.

    The address of whoever has a protected identity is left out. The caller has
    checked that the viewer keeps accounts.
    """
    second_step = Authenticator.objects.filter(user_id=OuterRef("pk"))
    users = User.objects.annotate(has_second_step=Exists(second_step)).order_by(
        "person__sort_key", "pk"
    )
    return [
        AccountRow(
            user_id=user.pk,
            person_uuid=user.person.uuid,
            name=user.person.name,
            email="" if user.person.is_protected else user.email,
            is_protected=user.person.is_protected,
            is_active=user.is_active,
            is_invited=not user.has_usable_password(),
            has_second_step=user.has_second_step,
            last_login=user.last_login,
        )
        for user in users
    ]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody with a position and without an account."""

    person: Person
    positions: tuple[str, ...]


_POSITION_NAMES = """
SELECT p.id, array_agg(x.label ORDER BY x.label)
  FROM people_person p
  JOIN (SELECT m.person_id, m.role AS role, b.name AS place, '' AS title
          FROM people_mandate m JOIN people_body b ON b.id = m.body_id
         WHERE m.valid_to IS NULL OR m.valid_to > %(on)s
         UNION
        SELECT e.person_id, e.function, '', e.title
          FROM people_employment e
         WHERE e.valid_to IS NULL OR e.valid_to > %(on)s) y ON y.person_id = p.id
 CROSS JOIN LATERAL (SELECT y.role || '|' || y.place || '|' || y.title AS label) x
 WHERE NOT EXISTS (SELECT 1 FROM access_user u WHERE u.person_id = p.id)
 GROUP BY p.id
"""


def persons_without_account(*, on: dt.date) -> list[Newcomer]:
    """Give those with a mandate or employment, now or coming, who have no account.

    Two statements, whatever the number of persons.
    """
    with connection.cursor() as cursor:
        cursor.execute(_POSITION_NAMES, {"on": on})
        found = {
            person_id: tuple(_words(each) for each in labels) for person_id, labels in cursor
        }
    persons = Person.objects.filter(pk__in=found).order_by("sort_key", "pk")
    return [Newcomer(person, found[person.pk]) for person in persons]


def _words(packed: str) -> str:
    role, place, title = packed.split("|", 2)
    word = title or label_of(PositionRole, role)
    return f"{place}, {word[:1].lower()}{word[1:]}" if place else word
