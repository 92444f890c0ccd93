"""One case: itself, its papers in order with versions and remarks, what it has to do with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from samspel.audit.actors import Actor
from samspel.cases.calculation.hygiene import Paper, Remark, remarks_on
from samspel.cases.enums import ReportState
from samspel.cases.models import Assignment, Case, CaseDocument, CaseRelation, OfficersReport
from samspel.cases.queries.chain import Bodies
from samspel.cases.queries.sight import reads_secret, seen_cases
from samspel.documents.models import Document
from samspel.kit.prepared_query import JsonRows, PreparedQuery, read_json
from samspel.people.models import Body


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
    related = ("body__registry_pattern", "deciding_body", "responsible", "opened_by")
    return cases.select_related(*related).first()


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
    """Give each paper's versions, newest first; one statement where any has been replaced."""
    newest = {row.pk: row.document for row in rows if row.document is not None}
    by_key: dict[int, Document] = {}
    if any(each.replaces_id for each in newest.values()):
        owner = rows[0].case_id
        owned = Document.objects.filter(owner_type=Case._meta.label_lower, owner_id=owner)
        by_key = {document.pk: document for document in owned}
    found: dict[int, list[Document]] = {}
    for key, document in newest.items():
        chain: list[Document] = []
        at: Document | None = document
        while at is not None:
            chain.append(at)
            at = by_key.get(at.replaces_id) if at.replaces_id else None
        found[key] = chain
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

    One statement: a case that the viewer may not see is not counted or named.
    """
    rows = CaseRelation.objects.filter(
        Q(seen_cases(actor, "other__"), case=case) | Q(seen_cases(actor, "case__"), other=case)
    ).select_related("case", "other")
    pairs = [(row, row.other if row.case_id == case.pk else row.case) for row in rows]
    once = {other.pk: (row, other) for row, other in pairs}
    return sorted(once.values(), key=lambda pair: pair[1].registry_number)


@dataclass(frozen=True, slots=True)
class Attached:
    """What the case's page shows besides its papers, and the bodies to find its way among.

    ``drafts`` and ``assignments`` are plain mappings as the database gave them.
    """

    drafts: tuple[dict[str, Any], ...]
    assignments: tuple[dict[str, Any], ...]
    bodies: Bodies


_BODY = ("id", "name", "kind", "parent_id")
_DRAFTS = JsonRows(
    OfficersReport,
    "uuid state writer_name changed_at",
    "case",
    order="-number",
    only=~Q(state=ReportState.READY),
)
_ASSIGNMENTS = JsonRows(
    Assignment,
    "uuid text due_on citation given=owner__given_name family=owner__family_name",
    "case",
    order="due_on",
)
_BODIES = JsonRows(Body, "id name kind parent_id valid_from valid_to", "", order="sort_key")


def _attached(case: int) -> QuerySet[Case, Any]:
    """Put the statement together: a list in each column."""
    lists = {"j_drafts": _DRAFTS, "j_given": _ASSIGNMENTS, "j_bodies": _BODIES}
    rows = Case.objects.filter(pk=case)
    return rows.annotate(**{name: each.column() for name, each in lists.items()}).values_list(
        *lists
    )


_ASK_ATTACHED = PreparedQuery("cases_attached", _attached, "case")


def attached_to(case: Case, on: dt.date) -> Attached:
    """Give the reports being written, the assignments, and the day's bodies; one statement.

    The caller has checked the viewer.
    """
    ((drafts, given, bodies),) = _ASK_ATTACHED.rows(case=case.pk)
    return Attached(
        drafts=tuple(
            {**each, "changed_at": dt.datetime.fromisoformat(each["changed_at"])}
            for each in read_json(drafts)
        ),
        assignments=tuple(
            {
                **each,
                "due_on": dt.date.fromisoformat(each["due_on"]),
                "owner": f"{each['given']} {each['family']}".strip(),
            }
            for each in read_json(given)
        ),
        bodies=Bodies(on, _in_force(read_json(bodies), on.isoformat())),
    )


def _in_force(rows: list[dict[str, Any]], day: str) -> Iterator[Body]:
    """Give the bodies of the day, each with what tells its place and its name."""
    for row in rows:
        if row["valid_from"] <= day and (row["valid_to"] is None or row["valid_to"] > day):
            yield Body.from_db(None, _BODY, [row[name] for name in _BODY])
