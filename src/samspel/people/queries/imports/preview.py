"""What an import would do. Reads the register once; nothing is written.

The preview finds what can be found without doing the act: words that nobody knows,
wrong days, seats that are taken, in the register or by an earlier row of the file. The
act itself has the last word when the rows are entered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samspel.people.calculation.guessing import Guesses
from samspel.people.enums import ImportKind
from samspel.people.models import Body, ImportBatch
from samspel.people.queries.imports.directory import (
    Directory,
    read_directory,
)
from samspel.people.queries.imports.employments import plan_employment
from samspel.people.queries.imports.mandates import plan_mandate
from samspel.people.queries.imports.organisation import plan_organisation
from samspel.people.queries.imports.plans import EmploymentPlan, MandatePlan, RowPlan
from samspel.people.queries.imports.reading import RowReader


@dataclass(frozen=True, slots=True)
class Preview:
    """Every row of the file with what it would do."""

    rows: list[RowPlan]

    @property
    def good(self) -> list[RowPlan]:
        """The rows that can be entered."""
        return [row for row in self.rows if row.is_good]

    @property
    def bad(self) -> list[RowPlan]:
        """The rows with something wrong."""
        return [row for row in self.rows if row.problems]

    @property
    def already(self) -> list[RowPlan]:
        """The rows whose content is in the register already."""
        return [row for row in self.rows if row.is_there_already and not row.problems]

    @property
    def new_persons(self) -> int:
        """How many persons the good rows would add."""
        return len(
            {
                row.plan.person.key
                for row in self.good
                if isinstance(row.plan, MandatePlan | EmploymentPlan)
                and row.plan.person.person_id is None
            }
        )


def preview(batch: ImportBatch, may_keep_body: Callable[[Body], bool]) -> Preview:
    """Plan every row of the batch against the register as it stands now.

    ``may_keep_body`` tells which bodies the keeper keeps; rows about others are wrong.
    """
    kind = ImportKind(batch.kind)
    directory = read_directory(may_keep_body, kind)
    plan = _PLANNERS[kind]
    first_row = int(batch.read_as.get("first_row", "2"))
    guesses = Guesses()
    rows = []
    for number, cells in enumerate(batch.rows, first_row):
        row = RowPlan(number, cells)
        if not any(cells):
            continue
        plan(RowReader(row, batch.mapping, kind, batch.options, guesses), directory)
        rows.append(row)
    return Preview(rows)


_PLANNERS: dict[ImportKind, Callable[[RowReader, Directory], None]] = {
    ImportKind.MANDATES: plan_mandate,
    ImportKind.EMPLOYMENTS: plan_employment,
    ImportKind.ORGANISATION: plan_organisation,
}
