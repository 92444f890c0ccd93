"""What everybody may read: who is contact politician for what, and published reports.

Nobody with a protected identity is named. No coming visit is told of (KL 4 kap. 18 a §
asks the municipality to protect its elected persons).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from samspel.foundation.dates import local_day
from samspel.people.models import Body, Person
from samspel.people.queries import public_name
from samspel.rulebooks.queries import bodies_with_rules
from samspel.visits.enums import VisitState
from samspel.visits.models import FactualRemark, Report, ReportAuthor, ReportSection
from samspel.visits.queries.coverage import CoverageRow, holders_of

_VISIT = ("visit__body", "visit__unit", "visit__operation")


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


@dataclass(frozen=True, slots=True)
class LatestReport:
    """An operation's latest published report."""

    uuid: UUID
    place: str
    held_on: dt.date


def published_contact_politicians(on: dt.date) -> list[PublishedBody]:
    """Give who is contact politician for what on the day, body by body; three statements.

    Use ``public_name`` of each holder. Bodies without a guideline have none.
    """
    bodies = list(Body.objects.filter(pk__in=bodies_with_rules(on=on)).order_by("sort_key"))
    held: dict[int, list[CoverageRow]] = {body.pk: [] for body in bodies}
    for row in holders_of(list(held), on):
        if row.holders:
            held[row.body_id].append(row)
    return [PublishedBody(body, tuple(held[body.pk])) for body in bodies]


def latest_reports() -> dict[int, LatestReport]:
    """Give each operation's latest published report, by the operation's key; one statement."""
    rows = (
        _published()
        .order_by("visit__operation_id", "-visit__held_from", "-id")
        .distinct("visit__operation_id")
    )
    return {
        each.visit.operation_id: LatestReport(each.uuid, _place(each), _day(each))
        for each in rows
    }


def published_reports(*, first: int = 0, count: int = 50) -> list[PublishedReport]:
    """Give the published reports, newest first; one statement."""
    rows = _with_words(_published()).order_by("-published_at", "-id")
    return [_shown(each) for each in rows[first : first + count]]


def published_report(uuid: UUID) -> PublishedReport | None:
    """Give the published report at the address, if there is one; one statement."""
    found = _with_words(
        Report.objects.filter(published_at__isnull=False, uuid=uuid).select_related(*_VISIT)
    ).first()
    return _shown(found) if found else None


def _published() -> QuerySet[Report]:
    return Report.objects.filter(
        published_at__isnull=False, visit__state=VisitState.HELD
    ).select_related(*_VISIT)


def _with_words(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Let each report bring what it says, who wrote it, and what the unit remarked."""
    mine = {"report": OuterRef("pk")}
    sections = ReportSection.objects.filter(**mine).order_by("position", "id")
    authors = ReportAuthor.objects.filter(**mine).order_by("id")
    remarks = FactualRemark.objects.filter(**mine).order_by("written_at", "id")
    return reports.annotate(
        read_sections=ArraySubquery(
            sections.values(row=JSONObject(label="label", text="text"))
        ),
        read_authors=ArraySubquery(
            authors.values(
                row=JSONObject(
                    given_name="person__given_name",
                    family_name="person__family_name",
                    is_protected="person__is_protected",
                )
            )
        ),
        read_remarks=ArraySubquery(remarks.values(row=JSONObject(text="text"))),
    )


def _shown(report: Report) -> PublishedReport:
    visit, words = report.visit, vars(report)
    return PublishedReport(
        uuid=report.uuid,
        body=visit.body.name,
        place=_place(report),
        operation=visit.operation.name,
        held_on=_day(report),
        authors=tuple(public_name(Person(**each)) for each in words["read_authors"]),
        published_at=report.published_at or report.started_at,
        sections=tuple(
            (each["label"], each["text"])
            for each in words["read_sections"]
            if each["text"].strip()
        ),
        remarks=tuple(each["text"] for each in words["read_remarks"]),
    )


def _place(report: Report) -> str:
    visit = report.visit
    return visit.operation.name if visit.has_protected else visit.where


def _day(report: Report) -> dt.date:
    return local_day(report.visit.held_from or report.started_at)
