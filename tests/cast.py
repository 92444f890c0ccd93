"""The cast: a small municipality where everybody has a name, the same in every test.

Lindåkra on 12 November 2026. The executive board (KS) works under the rules of
source 000, the social committee (SN) under those of source 001.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session

from samspel.access.capabilities import DEFAULTS
from samspel.access.models import Grant, User
from samspel.access.queries import actor_for
from samspel.access.session_store import SessionStore
from samspel.audit.actors import Actor
from samspel.foundation.swedish import search_key, sort_key
from samspel.people.enums import BodyKind, PositionRole, Side, TieKind
from samspel.people.models import (
    Body,
    Department,
    Employment,
    Mandate,
    Municipality,
    Operation,
    Party,
    PartyStanding,
    Person,
    Term,
    Tie,
    Unit,
)

TODAY = dt.date(2026, 11, 12)
BEGAN = dt.date(2023, 1, 1)
ENDS = dt.date(2027, 1, 1)
PASSWORD = "lindblad-och-tre-plogfåror"

PARTIES = {
    "S": ("Socialdemokraterna", Side.OPPOSITION),
    "M": ("Moderaterna", Side.MAJORITY),
    "C": ("Centerpartiet", Side.MAJORITY),
    "KD": ("Kristdemokraterna", Side.MAJORITY),
    "V": ("Vänsterpartiet", Side.OPPOSITION),
}
# name: (given, family, protected)
PERSONS = {
    "anna": ("Anna", "Ekelöf", False),  # C, substitute in KS, member of SN
    "karin": ("Karin", "Sundell", False),  # M, chair of KS
    "perolof": ("Per-Olof", "Hägg", False),  # S, member of KS
    "lena": ("Lena", "Strand", False),  # V, member of KS
    "mikael": ("Mikael", "Roos", False),  # M, substitute in KS, employed in culture
    "ulla": ("Ulla", "Granath", False),  # M, member of KS, somebody close works in Kost
    "gunnar": ("Gunnar", "Lidén", False),  # M, chair of SN
    "larsake": ("Lars-Åke", "Norén", False),  # S, member of SN
    "sofia": ("Sofia", "Åkesson", True),  # V, member of SN, protected identity
    "bo": ("Bo", "Ek", False),  # S, member of the education committee only
    "margareta": ("Margareta", "Öst", False),  # auditor
    "maria": ("Maria", "Lindqvist", False),  # unit manager, the kitchen at Björkskolan
    "peter": ("Peter", "Sjögren", False),  # operation manager, Kost
    "birgit": ("Birgit", "Malmsten", False),  # unit manager, Ekgården
    "sara": ("Sara", "Wikander", False),  # unit manager, home care in Norrby
    "helena": ("Helena", "Brandt", False),  # head of the social administration
    "ingrid": ("Ingrid", "Falk", False),  # secretary of KS and SN
    "pia": ("Pia", "Wallin", False),  # secretary of the education committee
    "johan": ("Johan", "Bergqvist", False),  # officer at the chancery
    "elisabet": ("Elisabet", "Nyman", False),  # municipal director
    "tomas": ("Tomas", "Ahl", False),  # system administrator
    "yvonne": ("Yvonne", "Bäck", False),  # payroll officer
}
# name: (role, party, order)
MANDATES = {
    "KS": [
        ("karin", PositionRole.CHAIR, "M", None),
        ("perolof", PositionRole.SECOND_VICE_CHAIR, "S", None),
        ("lena", PositionRole.MEMBER, "V", None),
        ("ulla", PositionRole.MEMBER, "M", None),
        ("anna", PositionRole.SUBSTITUTE, "C", 1),
        ("mikael", PositionRole.SUBSTITUTE, "M", 2),
    ],
    "SN": [
        ("gunnar", PositionRole.CHAIR, "M", None),
        ("larsake", PositionRole.SECOND_VICE_CHAIR, "S", None),
        ("anna", PositionRole.MEMBER, "C", None),
        ("sofia", PositionRole.MEMBER, "V", None),
    ],
    "BUN": [("bo", PositionRole.CHAIR, "S", None)],
    "REV": [("margareta", PositionRole.AUDITOR, "M", None)],
}
BODIES = {
    "KF": ("Kommunfullmäktige", BodyKind.COUNCIL, None),
    "KS": ("Kommunstyrelsen", BodyKind.EXECUTIVE_BOARD, "KF"),
    "KSAU": ("Kommunstyrelsens arbetsutskott", BodyKind.WORKING_COMMITTEE, "KS"),
    "SN": ("Socialnämnden", BodyKind.COMMITTEE, "KF"),
    "BUN": ("Barn- och utbildningsnämnden", BodyKind.COMMITTEE, "KF"),
    "REV": ("Revisionen", BodyKind.AUDIT, "KF"),
}
DEPARTMENTS = {
    "kansliet": ("Kansliet", "KS"),
    "valfard-och-service": ("Välfärd och service", "KS"),
    "socialforvaltningen": ("Socialförvaltningen", "SN"),
}
OPERATIONS = {
    "kost": ("Kost", "valfard-och-service"),
    "kultur": ("Kultur", "valfard-och-service"),
    "fritid": ("Fritid", "valfard-och-service"),
    "aldreomsorg": ("Äldreomsorg", "socialforvaltningen"),
    "hemtjanst": ("Hemtjänst", "socialforvaltningen"),
}
UNITS = {
    "bjork": ("Köket på Björkskolan", "kost", "Skolgatan 4", ""),
    "kvarn": ("Köket på Kvarnskolan", "kost", "Kvarnvägen 11", ""),
    "bibliotek": ("Stadsbiblioteket", "kultur", "Torget 1", ""),
    "ekgarden": ("Ekgårdens äldreboende", "aldreomsorg", "Ekgatan 2", ""),
    "linden": ("Lindens äldreboende", "aldreomsorg", "Parkvägen 9", "Omtanken AB"),
    "norrby": ("Hemtjänsten i Norrby", "hemtjanst", "Norrbyvägen 3", ""),
}
# name: (title, function, department, operation, unit, manager, serves)
EMPLOYMENTS = {
    "maria": ("enhetschef", PositionRole.UNIT_MANAGER, None, None, "bjork", "peter", []),
    "peter": ("kostchef", PositionRole.OPERATION_MANAGER, None, "kost", None, "elisabet", []),
    "birgit": ("enhetschef", PositionRole.UNIT_MANAGER, None, None, "ekgarden", "helena", []),
    "sara": ("enhetschef", PositionRole.UNIT_MANAGER, None, None, "norrby", "helena", []),
    "helena": (
        "socialchef",
        PositionRole.HEAD_OF_ADMINISTRATION,
        "socialforvaltningen",
        None,
        None,
        "elisabet",
        ["SN"],
    ),
    "ingrid": (
        "nämndsekreterare",
        PositionRole.SECRETARY,
        "kansliet",
        None,
        None,
        "elisabet",
        ["KS", "SN"],
    ),
    "pia": ("nämndsekreterare", PositionRole.SECRETARY, "kansliet", None, None, None, ["BUN"]),
    "johan": ("utredare", PositionRole.OFFICER, "kansliet", None, None, "elisabet", []),
    "elisabet": (
        "kommundirektör",
        PositionRole.MUNICIPAL_DIRECTOR,
        "kansliet",
        None,
        None,
        None,
        [],
    ),
    "tomas": ("systemförvaltare", PositionRole.ADMINISTRATOR, "kansliet", None, None, None, []),
    "yvonne": (
        "löneadministratör",
        PositionRole.PAYROLL_OFFICER,
        "kansliet",
        None,
        None,
        "elisabet",
        [],
    ),
    "mikael": ("bibliotekarie", PositionRole.EMPLOYEE, None, None, "bibliotek", None, []),
}


def build() -> None:
    """Write the whole municipality into an empty database."""
    Municipality.objects.create(
        name="Lindåkra kommun",
        code="0999",
        phone="0490-17 40 00",
        email="kommun@lindakra.example",
        mark="kit/marks/lindakra.svg",
        is_demo=True,
    )
    Term.objects.create(name="2023–2026", valid_from=BEGAN, valid_to=ENDS)
    Term.objects.create(name="2027–2030", valid_from=ENDS, valid_to=dt.date(2031, 1, 1))
    _build_organisation()
    _build_people()
    Grant.objects.all().delete()
    Grant.objects.bulk_create(
        Grant(role=role, capability=capability)
        for role, given in DEFAULTS.items()
        for capability in sorted(given)
    )


def _build_organisation() -> None:
    for short, (name, kind, parent) in BODIES.items():
        Body.objects.create(
            name=name,
            short_name=short,
            kind=kind,
            parent=Body.objects.get(short_name=parent) if parent else None,
            valid_from=BEGAN,
            sort_key=sort_key(name),
        )
    for key, (name, body) in DEPARTMENTS.items():
        Department.objects.create(
            key=key,
            name=name,
            body=Body.objects.get(short_name=body),
            valid_from=BEGAN,
            sort_key=sort_key(name),
        )
    for key, (name, department) in OPERATIONS.items():
        Operation.objects.create(
            key=key,
            name=name,
            department=Department.objects.get(key=department),
            valid_from=BEGAN,
            sort_key=sort_key(name),
        )
    for name, operation, address, provider in UNITS.values():
        Unit.objects.create(
            name=name,
            operation=Operation.objects.get(key=operation),
            address=address,
            provider=provider,
            is_private=bool(provider),
            valid_from=BEGAN,
            sort_key=sort_key(name),
        )


def session_of(key: str) -> str:
    """Give the key of the session in which somebody is signed in from the beginning."""
    return f"signedin{key}"


def _sign_in(user: User, session_key: str) -> None:
    """Sign somebody in for good: to do so in each test takes as long as a page."""
    signed_in = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    Session.objects.create(
        session_key=session_key,
        session_data=SessionStore().encode(signed_in),
        expire_date=dt.datetime(2100, 1, 1, tzinfo=dt.UTC),
    )


def _build_people() -> None:
    for abbreviation, (name, side) in PARTIES.items():
        party = Party.objects.create(
            name=name, abbreviation=abbreviation, sort_key=sort_key(name)
        )
        PartyStanding.objects.create(party=party, side=side, valid_from=BEGAN, valid_to=ENDS)
    for key, (given, family, protected) in PERSONS.items():
        person = Person.objects.create(
            given_name=given,
            family_name=family,
            is_protected=protected,
            email=f"{key}@lindakra.example",
            phone="0490-17 40 01",
            address="Storgatan 1",
            sort_key=sort_key(f"{family} {given}"),
            search_key=search_key(f"{given} {family}"),
        )
        user = User(email=f"{key}@lindakra.example", person=person)
        user.set_password(PASSWORD)
        user.save()
        _sign_in(user, session_of(key))
    term = Term.objects.get(name="2023–2026")
    for short, rows in MANDATES.items():
        for key, role, party, order in rows:
            Mandate.objects.create(
                person=_person(key),
                body=Body.objects.get(short_name=short),
                term=term,
                role=role,
                party=Party.objects.get(abbreviation=party),
                substitute_order=order,
                valid_from=BEGAN,
                valid_to=ENDS,
                elected_by="Kommunfullmäktige",
                elected_on=dt.date(2022, 11, 28),
                elected_paragraph="§ 102",
            )
    for key, (title, function, dep, operation, unit, manager, serves) in EMPLOYMENTS.items():
        employment = Employment.objects.create(
            person=_person(key),
            title=title,
            function=function,
            department=Department.objects.get(key=dep) if dep else None,
            operation=Operation.objects.get(key=operation) if operation else None,
            unit=Unit.objects.get(name=UNITS[unit][0]) if unit else None,
            manager=_person(manager) if manager else None,
            valid_from=BEGAN,
        )
        employment.serves.set(Body.objects.filter(short_name__in=serves))
    Tie.objects.create(
        person=_person("ulla"),
        operation=Operation.objects.get(key="kost"),
        kind=TieKind.CLOSE,
        valid_from=BEGAN,
    )


def _person(key: str) -> Person:
    given, family, _protected = PERSONS[key]
    return Person.objects.get(given_name=given, family_name=family)


@dataclass(frozen=True)
class Town:
    """Everybody and everything of the cast, by the short names above."""

    def person(self, key: str) -> Person:
        return _person(key)

    def user(self, key: str) -> User:
        return User.objects.select_related("person").get(email=f"{key}@lindakra.example")

    def actor(self, key: str, on: dt.date = TODAY) -> Actor:
        return actor_for(self.user(key), on=on)

    def body(self, short: str) -> Body:
        return Body.objects.get(short_name=short)

    def operation(self, key: str) -> Operation:
        return Operation.objects.get(key=key)

    def unit(self, key: str) -> Unit:
        return Unit.objects.get(name=UNITS[key][0])

    def mandate(self, key: str, short: str) -> Mandate:
        return Mandate.objects.get(person=_person(key), body__short_name=short)


def town() -> Town:
    """Give the town; its members are read when they are asked for."""
    return Town()
