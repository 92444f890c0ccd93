"""Who somebody is on a day: the person's positions with what each of them gives."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from samspel.access.capabilities import EVERYWHERE
from samspel.access.models import User
from samspel.audit.actors import Actor, ActorKind, Position
from samspel.kit.enums import label_of
from samspel.kit.prepared import Prepared
from samspel.kit.prepared_query import PreparedObjects
from samspel.people.enums import PositionRole
from samspel.people.queries import PositionRow, positions_of

_ASK_GRANTS = Prepared(
    "access_grants",
    "SELECT role, body_id, capability FROM access_grant WHERE role = ANY(%(roles)s)",
    roles="text[]",
)
_ASK_USER = PreparedObjects(
    "access_user",
    User,
    lambda user: User.objects.filter(pk=user),
    "user",
    joined=("person",),
)


def user_of(key: int) -> User | None:
    """Give the account of the key, with its person, or None where there is none."""
    return next(iter(_ASK_USER.objects(user=key)), None)


def actor_for(user: User, *, on: dt.date, request_id: str = "") -> Actor:
    """Give the actor behind an account, with the positions held on the day.

    An account that is shut, or a person without positions, gives an actor who
    may do nothing beyond their own pages.
    """
    rows = positions_of(user.person_id, on=on) if user.is_active else []
    grants = grants_by_role({row.role for row in rows})
    positions = tuple(_position(row, grants) for row in rows)
    return Actor(
        kind=ActorKind.PERSON,
        name=user.person.name,
        user_id=user.pk,
        person_id=user.person_id,
        positions=positions,
        hat=user.hat,
        request_id=request_id,
    )


def grants_by_role(roles: set[str]) -> dict[str, dict[int | None, set[str]]]:
    """Give what the roles give: per role, per body (None for any), the capabilities."""
    found: dict[str, dict[int | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    if roles:
        for role, body_id, capability in _ASK_GRANTS.rows({"roles": sorted(roles)}):
            found[role][body_id].add(capability)
    return found


def _position(row: PositionRow, grants: dict[str, dict[int | None, set[str]]]) -> Position:
    given = grants.get(row.role, {})
    bodies = row.serves | ({row.body_id} if row.body_id else frozenset())
    return Position(
        key=row.key,
        label=_label(row),
        role=row.role,
        body_id=row.body_id,
        department_id=row.department_id,
        operation_ids=row.operation_ids,
        unit_ids=row.unit_ids,
        serves=row.serves,
        capabilities=frozenset(given.get(None, ())),
        at_body=frozenset(
            (name, body_id) for body_id in bodies for name in given.get(body_id, ())
        ),
        everywhere=row.role in EVERYWHERE,
    )


def _label(row: PositionRow) -> str:
    """Print a position as people say it: «Kommunstyrelsen, ersättare»."""
    word = row.title or label_of(PositionRole, row.role)
    if not row.place:  # where somebody with a protected identity works is not said
        return word
    return f"{row.place}, {word[:1].lower()}{word[1:]}"
