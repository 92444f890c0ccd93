"""One case: itself, its papers in order with versions and remarks, what it has to do with."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from samspel.audit.actors import Actor
from samspel.cases.calculation.hygiene import Paper, Remark, remarks_on
from samspel.cases.models import Case, CaseDocument, CaseRelation, OfficersReport
from samspel.cases.queries.sight import reads_secret, seen_cases
from samspel.documents.models import Document


@dataclass(frozen=True, slots=True)
class BasisPaper:
    """A paper of a case: its row, the versions of its file newest first, what is wrong."""

    paper: CaseDocument
    versions: tuple[Document, ...]
    remarks: tuple[Remark, ...]

    @property
    def document(self) -> Document | None:
        """The newest version of the file, or None where the paper is a report."""
        return self.paper.document


def case_visible_to(actor: Actor | None, uuid: UUID) -> Case | None:
    """Give the case at the address, if the viewer may see it; one statement."""
    cases = Case.objects.filter(seen_cases(actor), uuid=uuid)
    return cases.select_related("body", "deciding_body", "responsible", "opened_by").first()


def cases_visible_to(actor: Actor | None) -> list[Case]:
    """Give the cases that the viewer may see, newest first."""
    return list(
        Case.objects.filter(seen_cases(actor))
        .select_related("body", "responsible")
        .order_by("-opened_at", "-id")
    )


def papers_of(case: Case, actor: Actor | None) -> list[BasisPaper]:
    """Give the case's papers in order, as far as the viewer may know of them.

    Two statements. A file that is secret in itself is neither shown nor named, nor
    counted among what is wrong, to whoever may not read it. The caller has seen to it
    that the viewer may see the case.
    """
    rows = [
        row
        for row in case.papers.filter(removed_at__isnull=True)
        .select_related("document", "report")
        .order_by("order", "id")
        if _may_know(row, case, actor)
    ]
    versions = _versions(rows)
    remarks: dict[int, list[Remark]] = {}
    for remark in remarks_on(_looked_over(row) for row in rows):
        remarks.setdefault(remark.key, []).append(remark)
    return [
        BasisPaper(row, tuple(versions.get(row.pk, ())), tuple(remarks.get(row.pk, ())))
        for row in rows
    ]


def basis_of(case: Case, actor: Actor | None) -> list[BasisPaper]:
    """Give the papers that the decision rests on, in order, as the viewer may know them."""
    return [each for each in papers_of(case, actor) if each.paper.is_basis]


def _may_know(row: CaseDocument, case: Case, actor: Actor | None) -> bool:
    if row.document is None or not row.document.is_secret:
        return True
    if actor is None:
        return False
    is_own = actor.person_id is not None and actor.person_id == case.responsible_id
    return is_own or reads_secret(actor, case.body_id)


def _looked_over(row: CaseDocument) -> Paper:
    return Paper(row.pk, row.title, row.document.sha256 if row.document else "")


def _versions(rows: list[CaseDocument]) -> dict[int, list[Document]]:
    """Give each paper's versions, newest first; one statement for all of them."""
    newest = {row.document_id: row for row in rows if row.document_id is not None}
    if not newest:
        return {}
    owner = next(iter(newest.values())).case_id
    owned = Document.objects.filter(owner_type=Case._meta.label_lower, owner_id=owner)
    by_key = {document.pk: document for document in owned}
    found: dict[int, list[Document]] = {}
    for key, row in newest.items():
        chain, at = [], by_key.get(key)
        while at is not None:
            chain.append(at)
            at = by_key.get(at.replaces_id) if at.replaces_id else None
        found[row.pk] = chain
    return found


def paper_of(case: Case, uuid: UUID, actor: Actor | None) -> CaseDocument | None:
    """Give one of the case's papers, if the viewer may know of it."""
    row = (
        case.papers.filter(uuid=uuid, removed_at__isnull=True)
        .select_related("document", "report")
        .first()
    )
    if row is None or not _may_know(row, case, actor):
        return None
    row.case = case
    return row


def reports_of(case: Case) -> list[OfficersReport]:
    """Give the case's reports, newest first. The caller has checked the viewer."""
    return list(case.reports.select_related("writer", "reviewer").order_by("-number"))


def related_cases(case: Case, actor: Actor | None) -> list[tuple[CaseRelation, Case]]:
    """Give the cases that have to do with this one and that the viewer may see.

    Two statements: a case that the viewer may not see is not counted or named.
    """
    rows = list(CaseRelation.objects.filter(Q(case=case) | Q(other=case)))
    keys = {row.other_id if row.case_id == case.pk else row.case_id: row for row in rows}
    if not keys:
        return []
    seen = Case.objects.filter(seen_cases(actor), pk__in=keys).order_by("registry_number")
    return [(keys[each.pk], each) for each in seen]
