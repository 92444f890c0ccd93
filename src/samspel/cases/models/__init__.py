"""The tables of cases."""

from samspel.cases.models.assignments import Assignment, AssignmentReport
from samspel.cases.models.cases import Case, CaseRelation, CaseStep
from samspel.cases.models.papers import CaseDocument, OfficersReport, ReportTemplate
from samspel.cases.models.registry import RegistryPattern

__all__ = [
    "Assignment",
    "AssignmentReport",
    "Case",
    "CaseDocument",
    "CaseRelation",
    "CaseStep",
    "OfficersReport",
    "RegistryPattern",
    "ReportTemplate",
]
