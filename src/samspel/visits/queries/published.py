"""What everybody may read: who is contact politician for what, and published reports.

Nobody with a protected identity is named. No coming visit is told of (KL 4 kap. 18 a §
asks the municipality to protect its elected persons).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from samspel.foundation.dates import local_day
from samspel.people.models import Body
from samspel.people.queries import public_name
from samspel.rulebooks.queries import bodies_with_rules
from samspel.visits.enums import VisitState
from samspel.visits.models import Report
from samspel.visits.queries.coverage import CoverageRow, holders_of


@dataclass(frozen=True, slots=True)
class PublishedBody:
    """A body that has contact politicians, and who they are per operation."""

    body: Body
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A published report: where and when, by whom, and what it says."""

    uuid: UUID
    body: str
    place: str
    operation: str
    held_on: dt.date
    authors: tuple[str, ...]
    published_at: dt.datetime
    sections: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def published_contact_politicians(on: dt.date) -> list[PublishedBody]:
    """Give who is contact politician for what on the day, body by body; few statements.

    Use ``public_name`` of each holder. Bodies without a guideline have none.
    """
    bodies = list(Body.objects.filter(pk__in=bodies_with_rules(on=on)).order_by("sort_key"))
    return [
        PublishedBody(body, tuple(row for row in holders_of([body.pk], on) if row.holders))
        for body in bodies
    ]


def published_reports(*, first: int = 0, count: int = 50) -> list[PublishedReport]:
    """Give the published reports, newest first; five statements."""
    found = Report.objects.filter(
        published_at__isnull=False, visit__state=VisitState.HELD
    ).select_related("visit__body", "visit__unit", "visit__operation")
    rows = found.prefetch_related("sections", "authors__person", "remarks")
    return [
        _shown(each) for each in rows.order_by("-published_at", "-id")[first : first + count]
    ]


def published_report(uuid: UUID) -> PublishedReport | None:
    """Give the published report at the address, if there is one."""
    found = (
        Report.objects.filter(published_at__isnull=False, uuid=uuid)
        .select_related("visit__body", "visit__unit", "visit__operation")
        .prefetch_related("sections", "authors__person", "remarks")
        .first()
    )
    return _shown(found) if found else None


def _shown(report: Report) -> PublishedReport:
    visit = report.visit
    return PublishedReport(
        uuid=report.uuid,
        body=visit.body.name,
        place=visit.operation.name if visit.has_protected else visit.where,
        operation=visit.operation.name,
        held_on=local_day(visit.held_from or report.started_at),
        authors=tuple(public_name(each.person) for each in report.authors.all()),
        published_at=report.published_at or report.started_at,
        sections=tuple(
            (each.label, each.text) for each in report.sections.all() if each.text.strip()
        ),
        remarks=tuple(each.text for each in report.remarks.all()),
    )
