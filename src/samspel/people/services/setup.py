"""The first act of all: a real municipality in an empty database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.people.enums import BodyKind, PositionRole
from samspel.people.errors import AlreadySetUp
from samspel.people.models import Employment, Municipality, Person
from samspel.people.services.bodies import open_body
from samspel.people.services.employments import employ
from samspel.people.services.organisation import open_department
from samspel.people.services.parties import open_term
from samspel.people.services.persons import register_person

_FIRST_TERM = 2023  # committees are elected from 1 January after the election, for four years
_YEARS = 4


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a new municipality begins with."""

    municipality: Municipality
    administrator: Person
    employment: Employment


@transaction.atomic
def set_up_municipality(
    name: str,
    *,
    given_name: str,
    family_name: str,
    email: str,
    on: dt.date,
    actor: Actor,
    code: str = "",
    is_demo: bool = False,
) -> SetUp:
    """Set up the municipality and what its first administrator needs.

    What every municipality has (KL 3 kap.) is there from the beginning, so that the
    register can be filled from the top: the council, the executive board under it, the
    administration under that, and the term. The administrator is employed there; the
    account is made by the floor above. Refuses a database that has a municipality.
    """
    if Municipality.objects.exists():
        raise AlreadySetUp(
            _("Databasen har redan en kommun. Välj en tom databas för en ny kommun.")
        )
    municipality = Municipality.objects.create(name=name.strip(), code=code, is_demo=is_demo)
    began, ends = term_around(on)
    open_term(_term_name(began), valid_from=began, valid_to=ends, actor=actor)
    if on.year == ends.year - 1:
        _began, next_ends = term_around(ends)
        open_term(_term_name(ends), valid_from=ends, valid_to=next_ends, actor=actor)
    council = open_body(
        _text("Kommunfullmäktige"), "KF", BodyKind.COUNCIL, valid_from=began, actor=actor
    )
    board = open_body(
        _text("Kommunstyrelsen"),
        "KS",
        BodyKind.EXECUTIVE_BOARD,
        parent=council,
        valid_from=began,
        actor=actor,
    )
    office = open_department(
        _text("Kommunledningskontoret"), board, valid_from=began, actor=actor
    )
    person = register_person(given_name, family_name, email=email, actor=actor)
    employment = employ(
        person,
        office,
        title=_text("systemförvaltare"),
        function=PositionRole.ADMINISTRATOR,
        valid_from=on,
        actor=actor,
    )
    record("people.municipality.set_up", subject=municipality, actor=actor)
    return SetUp(municipality, person, employment)


def term_around(on: dt.date) -> tuple[dt.date, dt.date]:
    """Give the first day of the committees' term around a day, and of the one after it."""
    begins = _FIRST_TERM + (on.year - _FIRST_TERM) // _YEARS * _YEARS
    return dt.date(begins, 1, 1), dt.date(begins + _YEARS, 1, 1)


def _term_name(began: dt.date) -> str:
    """Name a term as people do: "2027–2030"."""
    return f"{began.year}–{began.year + _YEARS - 1}"
