"""What a case's decision rests on, and what of it an item of the case has not got yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from samspel.audit.actors import Actor
from samspel.cases.models import OfficersReport
from samspel.cases.queries import BasisPaper, basis_of, sees_case
from samspel.documents.models import Document
from samspel.meetings.models import AgendaAttachment, AgendaItem


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper of the case that the item lacks, and whose earlier version the item has."""

    basis: BasisPaper
    earlier: AgendaAttachment | None = None

    @property
    def title(self) -> str:
        """What the paper is called in the case."""
        return self.basis.paper.title


def report_file_name(report: OfficersReport) -> str:
    """Give the name of the file that an officer's report makes on an agenda."""
    return f"Tjänsteskrivelse {report.number}.pdf"


def new_papers(item: AgendaItem, actor: Actor) -> list[NewPaper]:
    """Give what has come to the case since the item got its papers, in the case's order.

    The same content is the same paper, whatever it is called; a report is known by its
    file's name. Nothing where the viewer may not see the case. One statement on the item's
    page, which has its papers; one more where a paper has had versions.
    """
    case = item.case
    known = getattr(item, "sees_case", None)  # given by the query of the item's page
    if case is None or not (sees_case(actor, case) if known is None else known):
        return []
    prefetch_related_objects([item], "attachments__document")
    there = [each for each in item.attachments.all() if each.document]
    has = {each.document.sha256: each for each in there}  # type: ignore[union-attr]  # chosen above
    names = {each.document.name for each in there}  # type: ignore[union-attr]  # chosen above
    found = []
    for each in basis_of(case, actor):
        report = each.paper.report
        if each.document is None:
            if report is not None and report_file_name(report) not in names:
                found.append(NewPaper(each))
        elif each.document.sha256 not in has and each.document.removed_at is None:
            found.append(NewPaper(each, _earlier(each.versions[1:], has)))
    return found


def _earlier(
    versions: tuple[Document, ...], has: dict[str, AgendaAttachment]
) -> AgendaAttachment | None:
    return next((has[each.sha256] for each in versions if each.sha256 in has), None)
