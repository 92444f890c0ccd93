"""Officer's reports: the body's template, and the report with what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from samspel.audit.actors import Actor
from samspel.cases.calculation.reports import (
    USUAL_CHECKLIST,
    USUAL_SECTIONS,
    Lacks,
    TemplateSection,
    lacks_of,
)
from samspel.cases.models import OfficersReport, ReportTemplate
from samspel.cases.queries.sight import seen_cases
from samspel.kit.models import in_force
from samspel.people.models import Body, Employment


@dataclass(frozen=True, slots=True)
class Template:
    """What a body's reports hold; ``version`` is None until the body has set its own."""

    sections: tuple[TemplateSection, ...]
    checklist: tuple[str, ...]
    decided: str = ""
    version: int | None = None


def template_of(body: Body) -> Template:
    """Give the body's template, or the usual one."""
    own = ReportTemplate.objects.filter(body=body).first()
    if own is None:
        return Template(USUAL_SECTIONS, USUAL_CHECKLIST)
    return Template(
        tuple(TemplateSection.from_data(each) for each in own.sections),
        tuple(own.checklist),
        own.decided,
        own.version,
    )


def report_visible_to(actor: Actor, uuid: UUID) -> OfficersReport | None:
    """Give the report at the address, if the viewer may see its case or reviews it."""
    rows = OfficersReport.objects.filter(seen_cases(actor, "case__"), uuid=uuid)
    return rows.select_related(
        "case__body", "to_body", "writer", "reviewer", "replaces"
    ).first()


def lacks_in(report: OfficersReport) -> Lacks:
    """Tell what stands between the report and being ready."""
    return lacks_of(report.sections, report.proposal, report.checklist)


def office_of(report: OfficersReport) -> str:
    """Give the office that a ready report comes from: the writer's own, or nothing."""
    if report.writer_id is None or report.dated_on is None:
        return ""
    held = Employment.objects.filter(in_force(report.dated_on), person_id=report.writer_id)
    found = held.filter(department__isnull=False).values_list("department__name", flat=True)
    return found.first() or ""
