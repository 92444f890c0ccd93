"""Files attached to reports: read by whoever reads the report, changed by its authors."""

from __future__ import annotations

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.visits import policies
from samspel.visits.enums import ReportState
from samspel.visits.models import Report

OWNER = "visits.report"


def _report_of(document: Document) -> Report | None:
    return (
        Report.objects.select_related("visit__unit", "visit__operation__department")
        .filter(pk=document.owner_id)
        .first()
    )


def may_read(document: Document, actor: Actor | None) -> bool:
    """Whether the actor, or the public, reads the file: as the report that it belongs to."""
    report = _report_of(document)
    return report is not None and policies.may_read_report(report, actor)


def may_change(document: Document, actor: Actor | None) -> bool:
    """Whether the actor marks or removes the file: an author, while the report is a draft."""
    report = _report_of(document)
    return (
        actor is not None
        and report is not None
        and report.state == ReportState.DRAFT
        and policies.may_write_report(
            report.visit, actor, with_manager=report.unit_manager_writes
        )
    )
