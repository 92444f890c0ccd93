"""What an import would do, row by row, before anything is written."""

from samspel.people.queries.imports.batches import (
    imports_listed,
    is_worked_on,
    may_see_import,
    remembered_columns,
    run_of,
)
from samspel.people.queries.imports.plans import (
    EmploymentPlan,
    MandatePlan,
    OrganisationPlan,
    PersonPlan,
    Problem,
    RowPlan,
)
from samspel.people.queries.imports.preview import Preview, preview

__all__ = [
    "EmploymentPlan",
    "MandatePlan",
    "OrganisationPlan",
    "PersonPlan",
    "Preview",
    "Problem",
    "RowPlan",
    "imports_listed",
    "is_worked_on",
    "may_see_import",
    "preview",
    "remembered_columns",
    "run_of",
]
