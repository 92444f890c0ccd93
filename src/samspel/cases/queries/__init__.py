"""Reading cases, as much as the viewer may see."""

from samspel.cases.queries.assignments import (
    AssignmentFilter,
    assignment_visible_to,
    assignments_visible_to,
    assignments_waiting,
)
from samspel.cases.queries.chain import Bodies, Place, place_among, place_of, steps_of
from samspel.cases.queries.clocks import (
    ClockRow,
    clock_of,
    clocks_visible_to,
    motions_overdue,
)
from samspel.cases.queries.detail import (
    Attached,
    BasisPaper,
    attached_to,
    basis_of,
    case_visible_to,
    cases_visible_to,
    paper_of,
    papers_of,
    related_cases,
    reports_of,
)
from samspel.cases.queries.lists import (
    MOST,
    CaseFilter,
    CasePage,
    CaseRow,
    bodies_kept_by,
    bodies_with_cases,
    case_page,
)
from samspel.cases.queries.preparation import bodies_before_the_council, preparation_check
from samspel.cases.queries.registry import (
    case_numbered,
    example_of,
    known_pattern_of,
    next_number,
    pattern_of,
)
from samspel.cases.queries.reports import Template, lacks_in, report_visible_to, template_of
from samspel.cases.queries.search import cases_found
from samspel.cases.queries.sight import (
    CONFIDENTIAL,
    KEEP,
    PREPARE,
    READ,
    reads_secret,
    seen_cases,
    sees_case,
)

__all__ = [
    "CONFIDENTIAL",
    "KEEP",
    "MOST",
    "PREPARE",
    "READ",
    "AssignmentFilter",
    "Attached",
    "BasisPaper",
    "Bodies",
    "CaseFilter",
    "CasePage",
    "CaseRow",
    "ClockRow",
    "Place",
    "Template",
    "assignment_visible_to",
    "assignments_visible_to",
    "assignments_waiting",
    "attached_to",
    "basis_of",
    "bodies_before_the_council",
    "bodies_kept_by",
    "bodies_with_cases",
    "case_numbered",
    "case_page",
    "case_visible_to",
    "cases_found",
    "cases_visible_to",
    "clock_of",
    "clocks_visible_to",
    "example_of",
    "known_pattern_of",
    "lacks_in",
    "motions_overdue",
    "next_number",
    "paper_of",
    "papers_of",
    "pattern_of",
    "place_among",
    "place_of",
    "preparation_check",
    "reads_secret",
    "related_cases",
    "report_visible_to",
    "reports_of",
    "seen_cases",
    "sees_case",
    "steps_of",
    "template_of",
]
