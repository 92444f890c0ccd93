"""The register's part of the demo municipality: written in one go from the demo's data.

Only ever into an empty database; config.demo sees to that. Rows are made
directly and not act by act: they stand for a register that was imported when
the municipality began, and one entry in the trail says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.foundation.swedish import search_key, sort_key
from samspel.people.enums import PositionRole
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

BEGAN = dt.date(2023, 1, 1)
_SEATS = ("chair", "first_vice_chair", "second_vice_chair")


class DemoRegister:
    """Writes the register and remembers who is who by the short keys of the data."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.persons: dict[str, Person] = {}
        self.parties: dict[str, Party] = {}
        self.party_of: dict[str, Party] = {}
        self.bodies: dict[str, Body] = {}
        self.units: dict[str, Unit] = {}
        self.operations: dict[str, Operation] = {}
        self.departments: dict[str, Department] = {}
        self.terms: dict[str, Term] = {}

    def write(self) -> Municipality:
        """Write everything; give the municipality."""
        municipality = Municipality.objects.create(**self.data["municipality"], is_demo=True)
        self._write_politics()
        self._write_organisation()
        self._write_persons()
        self._write_council()
        for key, seats in self.data["committees"].items():
            self._write_committees(self.terms[f"Nämnder {key}–{int(key) + 3}"], seats)
        self._write_employments()
        for tie in self.data["ties"]:
            Tie.objects.create(
                person=self.persons[tie["person"]],
                operation=self.operations[tie["operation"]],
                kind=tie["kind"],
                valid_from=BEGAN,
            )
        record(
            "people.municipality.set_up",
            subject=municipality,
            actor=Actor.system("Inläsning av demokommunen"),
            facts={"persons": len(self.persons), "units": len(self.units)},
        )
        return municipality

    def _write_politics(self) -> None:
        for row in self.data["parties"]:
            party = Party.objects.create(
                name=row["name"],
                abbreviation=row["abbreviation"],
                sort_key=sort_key(row["name"]),
            )
            PartyStanding.objects.create(party=party, side=row["side"], valid_from=BEGAN)
            self.parties[party.abbreviation] = party
        for row in self.data["terms"]:
            self.terms[row["name"]] = Term.objects.create(**row)
        for row in self.data["bodies"]:
            self.bodies[row["short"]] = Body.objects.create(
                name=row["name"],
                short_name=row["short"],
                kind=row["kind"],
                parent=self.bodies.get(row.get("parent", "")),
                valid_from=dt.date(2019, 1, 1),
                sort_key=sort_key(row["name"]),
            )

    def _write_organisation(self) -> None:
        for row in self.data["departments"]:
            self.departments[row["key"]] = Department.objects.create(
                **{**row, "body": self.bodies[row["body"]]},
                valid_from=BEGAN,
                sort_key=sort_key(row["name"]),
            )
        for row in self.data["operations"]:
            self.operations[row["key"]] = Operation.objects.create(
                **{**row, "department": self.departments[row["department"]]},
                valid_from=BEGAN,
                sort_key=sort_key(row["name"]),
            )
        for key, name, operation, address, entrance, *provider in self.data["units"]:
            self.units[key] = Unit.objects.create(
                name=name,
                operation=self.operations[operation],
                address=address,
                entrance=entrance,
                is_private=bool(provider),
                provider=provider[0] if provider else "",
                valid_from=BEGAN,
                sort_key=sort_key(name),
            )

    def _write_persons(self) -> None:
        for key, (given, family, party, *marks) in self.data["elected"].items():
            self._write_person(key, given, family, is_protected="protected" in marks)
            self.party_of[key] = self.parties[party]
        for key, row in self.data["employed"].items():
            if isinstance(row, list):
                self._write_person(key, row[0], row[1])

    def _write_person(
        self, key: str, given: str, family: str, *, is_protected: bool = False
    ) -> None:
        number = len(self.persons) + 1
        self.persons[key] = Person.objects.create(
            given_name=given,
            family_name=family,
            is_protected=is_protected,
            email=f"{key}@lindakra.example",
            phone=f"0490-17 4{number // 100} {number % 100:02d}",
            sort_key=sort_key(f"{family} {given}"),
            search_key=search_key(f"{given} {family}"),
        )

    def _write_council(self) -> None:
        council = self.data["council"]
        presidium = {council[seat]: seat for seat in _SEATS}
        for term in self.terms.values():
            if not term.name.startswith("Fullmäktige"):
                continue
            for key in council["members"]:
                self._seat("KF", key, presidium.get(key, "member"), term)
            self._seat_substitutes("KF", council["substitutes"], term)

    def _write_committees(self, term: Term, seats: Mapping[str, Any]) -> None:
        elected = seats["elected"]
        for short, body in seats.items():
            if short == "elected":
                continue
            member = PositionRole.AUDITOR if short == "REV" else PositionRole.MEMBER
            for seat in _SEATS:
                if seat in body:
                    self._seat(
                        short, body[seat], member if short == "REV" else seat, term, elected
                    )
            for key in body.get("members", []):
                self._seat(short, key, member, term, elected)
            self._seat_substitutes(short, body.get("substitutes", []), term, elected)

    def _seat_substitutes(
        self,
        short: str,
        keys: Iterable[str],
        term: Term,
        elected: Mapping[str, Any] | None = None,
    ) -> None:
        for order, key in enumerate(keys, start=1):
            self._seat(short, key, PositionRole.SUBSTITUTE, term, elected, order=order)

    def _seat(
        self,
        short: str,
        key: str,
        role: str,
        term: Term,
        elected: Mapping[str, Any] | None = None,
        *,
        order: int | None = None,
    ) -> None:
        Mandate.objects.create(
            person=self.persons[key],
            body=self.bodies[short],
            term=term,
            role=role,
            party=self.party_of[key],
            substitute_order=order,
            valid_from=term.valid_from,
            valid_to=term.valid_to,
            elected_by=elected["by"] if elected else "",
            elected_on=elected["day"] if elected else None,
            elected_paragraph=elected["paragraph"] if elected else "",
        )

    def _write_employments(self) -> None:
        rows = [_employment(key, row) for key, row in self.data["employed"].items()]
        for row in rows:
            kind, _colon, place = row["place"].partition(":")
            places: Mapping[str, Any] = getattr(self, f"{kind}s")
            employment = Employment.objects.create(
                person=self.persons[row["person"]],
                title=row["title"],
                function=row["function"],
                manager=self.persons.get(row["manager"]),
                valid_from=BEGAN,
                **{kind: places[place]},
            )
            employment.serves.set(self.bodies[short] for short in row["serves"])


def _employment(key: str, row: Any) -> dict[str, Any]:
    """Give an employment in one form, whichever way the data writes it."""
    if isinstance(row, dict):
        return {
            "person": row["same_as"],
            "title": row["title"],
            "function": row["function"],
            "place": row["place"],
            "manager": row.get("manager", ""),
            "serves": row.get("serves", "").split(),
        }
    _given, _family, title, function, place, *rest = row
    manager, serves = [*rest, "", ""][:2]
    return {
        "person": key,
        "title": title,
        "function": function,
        "place": place,
        "manager": manager,
        "serves": serves.split(),
    }
