"""The register's tables."""

from samspel.people.models.bodies import Body, Mandate, Party, PartyStanding, Term
from samspel.people.models.imports import ColumnMemory, ImportBatch, ImportRun
from samspel.people.models.organisation import Department, Employment, Operation, Unit
from samspel.people.models.persons import Municipality, Person, Tie, Versioned

__all__ = [
    "Body",
    "ColumnMemory",
    "Department",
    "Employment",
    "ImportBatch",
    "ImportRun",
    "Mandate",
    "Municipality",
    "Operation",
    "Party",
    "PartyStanding",
    "Person",
    "Term",
    "Tie",
    "Unit",
    "Versioned",
]
