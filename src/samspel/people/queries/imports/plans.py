"""What one row of a file would do: plain values, with what is wrong with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from samspel.people.enums import PositionRole


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row: in which column, what, and what would be right."""

    column: str
    what: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """The person a row is about: in the register already, or new."""

    given_name: str
    family_name: str
    key: str
    person_id: int | None = None
    email: str = ""
    phone: str = ""
    is_protected: bool = False

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class MandatePlan:
    """A mandate that a row would enter."""

    person: PersonPlan
    body_id: int
    role: PositionRole
    valid_from: dt.date
    valid_to: dt.date | None
    party_id: int | None = None
    term_id: int | None = None
    order: int | None = None
    elected_by: str = ""
    elected_on: dt.date | None = None
    elected_paragraph: str = ""


@dataclass(frozen=True, slots=True)
class EmploymentPlan:
    """An employment that a row would enter. ``place`` is (kind, key)."""

    person: PersonPlan
    place: tuple[str, int]
    title: str
    function: PositionRole
    valid_from: dt.date
    valid_to: dt.date | None
    manager_id: int | None = None
    serves: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationPlan:
    """What a row would set up: each level is there already (its key) or new (its name)."""

    department: str
    department_id: int | None
    body_id: int | None
    operation: str
    operation_id: int | None
    unit: str
    valid_from: dt.date
    address: str = ""
    entrance: str = ""
    provider: str = ""


@dataclass(slots=True)
class RowPlan:
    """One row: its number as the spreadsheet shows it, what it would do, what is wrong."""

    number: int
    cells: list[str]
    summary: str = ""
    plan: MandatePlan | EmploymentPlan | OrganisationPlan | None = None
    problems: list[Problem] = field(default_factory=list)
    is_there_already: bool = False

    @property
    def is_good(self) -> bool:
        """Whether the row can be entered."""
        return self.plan is not None and not self.problems and not self.is_there_already
