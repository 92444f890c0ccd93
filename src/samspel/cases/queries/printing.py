"""An officer's report as a PDF, set with the product's own fonts (PDF/UA-1, PDF/A-3a)."""

from __future__ import annotations

import datetime as dt

from samspel.cases.calculation.printed import PrintedReport, document
from samspel.cases.models import Case, OfficersReport
from samspel.foundation.dates import local_day
from samspel.kit import pdf
from samspel.people.queries import municipality


def report_pdf(report: OfficersReport, *, case: Case, at: dt.datetime) -> bytes:
    """Give the report as a file; one that is not ready says that it is a draft.

    The caller has seen to it that the viewer may see the case.
    """
    found = municipality()
    titled = (report.writer_name, report.writer_title)
    printed = PrintedReport(
        municipality=found.name if found else "",
        registry_number=case.registry_number,
        title=report.title,
        writer=", ".join(filter(None, titled)),
        to_body=report.to_body.name,
        day=report.dated_on or local_day(at),
        is_ready=report.is_ready,
        sections=tuple((each["heading"], each["text"]) for each in report.sections),
        proposal=tuple(str(each) for each in report.proposal),
    )
    return pdf.written(document(printed), made_at=at)
