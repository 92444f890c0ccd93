"""Acts of the tests: a case, a report, an assignment, each with as little as it needs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.cases import services
from samspel.cases.models import Assignment, Case, OfficersReport

NOW = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 12)
DAY = dt.timedelta(days=1)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def opened(town: Any, body: str = "KS", *, by: str = "ingrid", **facts: Any) -> Case:
    """Register a case in the body."""
    facts = {"title": "Överenskommelse om samspel", "at": NOW, **facts}
    return services.open_case(town.body(body), actor=town.actor(by), **facts)


def upload(name: str = "underlag.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A small PDF as it is uploaded."""
    return SimpleUploadedFile(name, content, "application/pdf")


def begun(town: Any, case: Case, *, by: str = "ingrid") -> OfficersReport:
    """Begin a report in the case."""
    return services.begin_report(case, actor=town.actor(by), at=NOW)


def written(town: Any, case: Case, *, by: str = "ingrid") -> OfficersReport:
    """Begin a report and write what it needs to be ready."""
    report = begun(town, case, by=by)
    return services.write_report(
        report,
        title=report.title,
        sections={"sammanfattning": "Det viktigaste."},
        proposal="1. Överenskommelsen antas.",
        checked=range(len(report.checklist)),
        actor=town.actor(by),
        at=NOW,
    )


def given(town: Any, case: Case, *, owner: str = "johan", **facts: Any) -> Assignment:
    """Give somebody an assignment by a decision in the case."""
    facts = {
        "text": "Ta fram en plan för utbildningen.",
        "due_on": TODAY + 30 * DAY,
        "citation": "kommunstyrelsen 2026-11-03 § 138",
        **facts,
    }
    return services.give_assignment(
        case, owner=town.person(owner), actor=town.actor("ingrid"), at=NOW, **facts
    )
