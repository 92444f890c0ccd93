"""A whole council for a test: 61 members of five parties in two constituencies, made in bulk.

Every name is put together of made-up parts; the cast's own members hold the presidium and
the first seats of their parties.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from samspel.foundation.swedish import search_key, sort_key
from samspel.meetings.services import PlaceOfSeat, place_seats
from samspel.people.enums import PositionRole
from samspel.people.models import Body, Mandate, Party, Person, Term
from tests.cast import BEGAN, ENDS, Town
from tests.meetings.acting import clock

NORTH, SOUTH = "Norra valkretsen", "Södra valkretsen"
CITATION = "Länsstyrelsens beslut 2022-09-26"
# party: how many members it has in the north, and in the south
SEATS = {"S": (11, 10), "M": (8, 7), "V": (5, 4), "C": (5, 5), "KD": (3, 3)}
CAST = {
    ("M", NORTH): ("karin", "ulla"),
    ("S", NORTH): ("perolof",),
    ("V", NORTH): ("lena",),
    ("C", NORTH): ("anna",),
}
ROLES = {"karin": PositionRole.CHAIR, "perolof": PositionRole.SECOND_VICE_CHAIR}
SUBSTITUTES = 2
_GIVEN = ("Alva", "Bror", "Disa", "Edvin", "Frida", "Gösta", "Hedda", "Ivar", "Jonna", "Kalle")
_FAMILY = (
    *("Ahlvret", "Bergnäs", "Cederhed", "Dalvik", "Ekmo", "Forsgläntan", "Gransten"),
    *("Hedlycke", "Idvall"),
)


@dataclass
class Council:
    """Who sits where: keys of persons by party and constituency, in their places."""

    body: Body
    members: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    substitutes: dict[tuple[str, str], list[Person]] = field(default_factory=dict)

    def member(self, party: str, place: int, where: str = NORTH) -> Person:
        """Give who has the party's place in the constituency, counted from one."""
        return self.members[party, where][place - 1]

    def substitute(self, party: str, turn: int, where: str = NORTH) -> Person:
        """Give the party's substitute of that turn in the constituency."""
        return self.substitutes[party, where][turn - 1]


def council_of_61(town: Town) -> Council:
    """Fill the council, and enter constituencies, places and lists as they were decided."""
    council = Council(town.body("KF"))
    employment = town.person("ingrid").employments.get()
    employment.serves.add(council.body)
    names = _names()
    for party, counts in SEATS.items():
        for where, count in zip((NORTH, SOUTH), counts, strict=True):
            own = [town.person(name) for name in CAST.get((party, where), ())]
            council.members[party, where] = own + _people(names, count - len(own))
            council.substitutes[party, where] = _people(names, SUBSTITUTES)
    _elect(town, council)
    _place(town, council)
    return council


def _names() -> list[tuple[str, str]]:
    """Give names enough, family and given name in turn, so that no two are alike."""
    return [(given, family) for given in _GIVEN for family in _FAMILY][::-1]


def _people(names: list[tuple[str, str]], count: int) -> list[Person]:
    made = [
        Person(
            given_name=given,
            family_name=family,
            email=f"{given}.{family}@lindakra.example".lower(),
            sort_key=sort_key(f"{family} {given}"),
            search_key=search_key(f"{given} {family}"),
        )
        for given, family in (names.pop() for _each in range(count))
    ]
    return Person.objects.bulk_create(made)


def _elect(town: Town, council: Council) -> None:
    parties = {each.abbreviation: each for each in Party.objects.all()}
    roles = {town.person(name).pk: role for name, role in ROLES.items()}
    common = {
        "body": council.body,
        "term": Term.objects.get(name="2023–2026"),
        "valid_from": BEGAN,
        "valid_to": ENDS,
    }
    rows = [
        Mandate(
            person=person,
            party=parties[party],
            role=roles.get(person.pk, PositionRole.MEMBER),
            **common,
        )
        for (party, _where), people in council.members.items()
        for person in people
    ]
    for party in SEATS:
        both = [each for where in (NORTH, SOUTH) for each in council.substitutes[party, where]]
        rows += [
            Mandate(
                person=person,
                party=parties[party],
                role=PositionRole.SUBSTITUTE,
                substitute_order=turn,
                **common,
            )
            for turn, person in enumerate(both, 1)
        ]
    Mandate.objects.bulk_create(rows)


def _place(town: Town, council: Council) -> None:
    """Each member has a place; a party's substitutes in the north of S share its members."""
    mandates = dict(Mandate.objects.filter(body=council.body).values_list("person_id", "id"))
    rows = [
        PlaceOfSeat(mandates[person.pk], where, place)
        for (_party, where), people in council.members.items()
        for place, person in enumerate(people, 1)
    ]
    for (party, where), people in council.substitutes.items():
        members = [mandates[each.pk] for each in council.members[party, where]]
        half = len(members) // 2 + 1
        shared = (
            {0: members[:half], 1: members[half:]} if (party, where) == ("S", NORTH) else {}
        )
        rows += [
            PlaceOfSeat(mandates[person.pk], where, lists=tuple(shared.get(turn, ())))
            for turn, person in enumerate(people)
        ]
    place_seats(
        council.body, rows, citation=CITATION, at=clock(9, 1), actor=town.actor("ingrid")
    )
