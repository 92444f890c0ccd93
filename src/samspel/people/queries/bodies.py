"""Who sits in the bodies, and who works for them, as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Case, Count, IntegerField, Q, Value, When

from samspel.kit.models import in_force
from samspel.people.enums import (
    MEMBER_ROLES,
    PRESIDIUM_ROLES,
    BodyKind,
    PositionRole,
    Side,
)
from samspel.people.models import Body, Employment, Mandate, Party, PartyStanding, Person

# The presidium first, then members, then substitutes in their order; names last.
_SEATS = """
SELECT m.id, m.uuid, m.body_id, p.id, p.uuid, p.given_name, p.family_name, p.is_protected,
       m.role, m.substitute_order, y.id, COALESCE(y.abbreviation, ''), COALESCE(y.name, ''),
       COALESCE((SELECT s.side FROM people_partystanding s
                  WHERE s.party_id = m.party_id AND s.valid_from <= %(on)s
                    AND (s.valid_to IS NULL OR s.valid_to > %(on)s)), ''),
       m.valid_from, m.valid_to
  FROM people_mandate m
  JOIN people_person p ON p.id = m.person_id
  LEFT JOIN people_party y ON y.id = m.party_id
 WHERE m.body_id = ANY(%(bodies)s) AND m.valid_from <= %(on)s
   AND (m.valid_to IS NULL OR m.valid_to > %(on)s)
 ORDER BY m.body_id,
       array_position(ARRAY['chair', 'first_vice_chair', 'second_vice_chair', 'member',
                            'auditor', 'substitute'], m.role::text),
       m.substitute_order NULLS LAST, p.sort_key, m.id
"""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A seat in a body on a day, with who sits there."""

    mandate_id: int
    mandate_uuid: UUID
    body_id: int
    person_id: int
    person_uuid: UUID
    given_name: str
    family_name: str
    is_protected: bool
    role: PositionRole
    order: int | None
    party_id: int | None
    party: str
    party_name: str
    side: str
    valid_from: dt.date
    valid_to: dt.date | None

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_substitute(self) -> bool:
        """Whether the seat is a substitute's."""
        return self.role == PositionRole.SUBSTITUTE

    @property
    def in_presidium(self) -> bool:
        """Whether the seat is in the presidium."""
        return self.role in PRESIDIUM_ROLES


def members_of(body: Body | int, on: dt.date) -> list[MemberRow]:
    """Give everybody in the body on the day in seat order, substitutes last; one statement."""
    return seats_in([_key(body)], on)


def seats_in(body_ids: Iterable[int], on: dt.date) -> list[MemberRow]:
    """Give the seats of several bodies on the day, body by body; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SEATS, {"bodies": list(body_ids), "on": on})
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return [_member(row) for row in found]


def _member(row: tuple[Any, ...]) -> MemberRow:
    """Make a seat of a row of the statement, with the role as what it is."""
    values = dict(zip(MemberRow.__dataclass_fields__, row, strict=True))
    return MemberRow(**{**values, "role": PositionRole(values["role"])})


def presidium_of(body: Body | int, on: dt.date) -> list[MemberRow]:
    """Give the body's chair and vice chairs on the day, in that order."""
    return [row for row in members_of(body, on) if row.in_presidium]


def substitutes_of(body: Body | int, on: dt.date) -> list[MemberRow]:
    """Give the body's substitutes on the day, in the order in which they serve."""
    return [row for row in members_of(body, on) if row.is_substitute]


def member_persons(body: Body | int, on: dt.date) -> list[Person]:
    """Give everybody with a mandate in the body on the day, as persons, in Swedish order."""
    serving = Q(in_force(on, "mandates__"), mandates__body_id=_key(body))
    return list(Person.objects.filter(serving).distinct())


def persons_ever_in(body: Body | int) -> frozenset[int]:
    """Give the keys of everybody who has, has had or will have a mandate in the body."""
    rows = Mandate.objects.filter(body_id=_key(body))
    return frozenset(rows.values_list("person_id", flat=True))


def newest_term_in(body: Body | int) -> int | None:
    """Give the key of the latest term that somebody has been elected to the body for."""
    rows = Mandate.objects.filter(body_id=_key(body), term__isnull=False)
    return rows.order_by("-term__valid_from").values_list("term_id", flat=True).first()


def chair_of(body: Body | int, on: dt.date) -> Person | None:
    """Give the body's chair on the day, if it has one."""
    return Person.objects.filter(
        Q(in_force(on, "mandates__")),
        mandates__body_id=_key(body),
        mandates__role=PositionRole.CHAIR,
    ).first()


def secretaries_of(body: Body | int, on: dt.date) -> list[Person]:
    """Give the secretaries who serve the body on the day, in Swedish order."""
    return list(
        Person.objects.filter(
            Q(in_force(on, "employments__")),
            employments__function=PositionRole.SECRETARY,
            employments__serves=_key(body),
        ).distinct()
    )


def head_of_administration_for(body: Body | int, on: dt.date) -> Person | None:
    """Give who heads the body's administration on the day.

    The head of administration who serves the body; else the one whose department
    answers to it; else, for the executive board, the municipal director.
    """
    key = _key(body)
    here = Q(serves=key) | Q(department__body_id=key)
    heads = Q(function=PositionRole.HEAD_OF_ADMINISTRATION) & here
    board = Body.objects.filter(pk=key, kind=BodyKind.EXECUTIVE_BOARD)
    director = Q(function=PositionRole.MUNICIPAL_DIRECTOR) & Q(models.Exists(board))
    nearest = Case(
        When(serves=key, function=PositionRole.HEAD_OF_ADMINISTRATION, then=Value(0)),
        When(function=PositionRole.HEAD_OF_ADMINISTRATION, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = (
        Employment.objects.filter(heads | director)
        .filter(in_force(on))
        .annotate(nearest=nearest)
        .select_related("person")
        .order_by("nearest", "valid_from", "id")
        .first()
    )
    return found.person if found else None


def party_of(person_id: int, body_id: int, on: dt.date) -> Party | None:
    """Give the party that the person's mandate in the body is held for, on the day."""
    return Party.objects.filter(
        Q(in_force(on, "mandates__")),
        mandates__person_id=person_id,
        mandates__body_id=body_id,
    ).first()


def sides_on(on: dt.date) -> dict[int, Side]:
    """Give each party's side on the day, by the party's key."""
    rows = PartyStanding.objects.filter(in_force(on)).values_list("party_id", "side")
    return {party_id: Side(side) for party_id, side in rows}


def side_of(person_id: int, body_id: int, on: dt.date) -> Side | None:
    """Give the side of the party that the person's mandate in the body is held for."""
    party = party_of(person_id, body_id, on)
    return sides_on(on).get(party.pk) if party else None


def officers_of(body: Body | int, on: dt.date) -> list[Employment]:
    """Give the secretaries and heads of administration who serve the body; one statement."""
    key = _key(body)
    heads = Q(function=PositionRole.HEAD_OF_ADMINISTRATION) & (
        Q(serves=key) | Q(department__body_id=key)
    )
    secretaries = Q(function=PositionRole.SECRETARY, serves=key)
    rows = Employment.objects.filter(in_force(on)).filter(heads | secretaries)
    return list(rows.select_related("person").order_by("person__sort_key").distinct())


def bodies_on(on: dt.date) -> list[Body]:
    """Give the bodies that exist on the day, in the order of kinds and then Swedish order."""
    return list(
        Body.objects.filter(in_force(on))
        .annotate(rank=_kind_rank())
        .order_by("rank", "sort_key")
    )


def child_bodies_of(body: Body | int, on: dt.date) -> list[Body]:
    """Give the bodies under the body on the day."""
    return list(Body.objects.filter(in_force(on), parent_id=_key(body)).order_by("sort_key"))


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in a list, with how many sit in it on the day."""

    id: int
    uuid: UUID
    name: str
    short_name: str
    kind: BodyKind
    parent_id: int | None
    member_count: int
    substitute_count: int
    valid_from: dt.date
    valid_to: dt.date | None


def bodies_listed(on: dt.date) -> list[BodyRow]:
    """Give the bodies that exist on the day with their counts; one statement."""
    now = in_force(on, "mandates__")
    rows = (
        Body.objects.filter(in_force(on))
        .annotate(
            rank=_kind_rank(),
            member_count=Count(
                "mandates",
                filter=now & Q(mandates__role__in=[*MEMBER_ROLES, PositionRole.AUDITOR]),
            ),
            substitute_count=Count(
                "mandates", filter=now & Q(mandates__role=PositionRole.SUBSTITUTE)
            ),
        )
        .order_by("rank", "sort_key")
        .values_list(
            "id",
            "uuid",
            "name",
            "short_name",
            "kind",
            "parent_id",
            "member_count",
            "substitute_count",
            "valid_from",
            "valid_to",
        )
    )
    return [
        BodyRow(
            row[0],
            row[1],
            row[2],
            row[3],
            BodyKind(row[4]),
            row[5],
            row[6],
            row[7],
            row[8],
            row[9],
        )
        for row in rows
    ]


def _kind_rank() -> Case:
    """Rank the kinds of body as they are listed: the council first."""
    kinds = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(BodyKind)]
    return Case(*kinds, default=Value(len(kinds)), output_field=IntegerField())


def _key(body: Body | int) -> int:
    """Give the key of a body that is given whole or by its key."""
    return body if isinstance(body, int) else body.pk
