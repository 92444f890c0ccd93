"""The papers of a case: files in order, with versions, under titles that can be read.

``attach_document`` is a consequence of acts in the modules above, which have judged
who may; ``add_paper`` is a person's own way to the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases import policies
from samspel.cases.calculation.hygiene import title_from
from samspel.cases.errors import PaperRefused
from samspel.cases.models import Case, CaseDocument, OfficersReport
from samspel.cases.services.locks import locked_case, require_not_closed
from samspel.documents import services as documents
from samspel.documents.models import Document
from samspel.foundation.as_read import require_as_read
from samspel.foundation.text import one_line, truncate

_LONGEST = 300


@transaction.atomic
def attach_document(
    case: Case,
    *,
    actor: Actor,
    at: dt.datetime,
    document: Document | None = None,
    report: OfficersReport | None = None,
    title: str = "",
    dated_on: dt.date | None = None,
    is_basis: bool = True,
) -> CaseDocument:
    """Put a file last among the case's papers, a report first; the caller has judged who may.

    A decision rests on the report before all else, and so do minutes list it. Without a title the file's own name makes one. Refuses a closed case, and neither or
    both of a file and a report.
    """
    case = locked_case(case)
    require_not_closed(case)
    if (document is None) == (report is None):
        raise PaperRefused(_("En handling är antingen en fil eller en tjänsteskrivelse."))
    called = title or (title_from(document.name) if document else _title_of(report))
    last = CaseDocument.objects.filter(case=case).aggregate(
        number=Max("number"), order=Max("order")
    )
    order = (last["order"] or 0) + 1
    if report is not None:
        order = 1
        CaseDocument.objects.filter(case=case).update(order=F("order") + 1)
    paper = CaseDocument.objects.create(
        case=case,
        number=(last["number"] or 0) + 1,
        order=order,
        document=document,
        report=report,
        title=_cleaned(called),
        dated_on=dated_on,
        is_basis=is_basis,
        attached_by_id=actor.person_id,
        attached_at=at,
    )
    audit.record(
        "cases.paper.attached",
        subject=paper,
        actor=actor,
        facts={"number": paper.number, "is_basis": is_basis},
        also=[case],
    )
    return paper


def _title_of(report: OfficersReport | None) -> str:
    return report.title if report else ""


def _cleaned(title: str) -> str:
    cleaned = truncate(one_line(title), _LONGEST)
    if not cleaned:
        raise PaperRefused(_("Skriv vad handlingen är."))
    return cleaned


@transaction.atomic
def add_paper(
    case: Case,
    upload: UploadedFile[Any],
    *,
    actor: Actor,
    at: dt.datetime,
    title: str = "",
    dated_on: dt.date | None = None,
    is_basis: bool = True,
    secrecy: str = "",
) -> CaseDocument:
    """Add an uploaded file to the case. A secret case's files are secret by its ground.

    Refuses whoever does not prepare the case, a closed case, and a file that the
    documents refuse.
    """
    case = locked_case(case)
    policies.require_may_prepare(case, actor)
    require_not_closed(case)
    document = documents.store(
        upload, owner=case, actor=actor, secrecy=secrecy or case.secrecy_ground, at=at
    )
    return attach_document(
        case,
        document=document,
        title=title,
        dated_on=dated_on,
        is_basis=is_basis,
        actor=actor,
        at=at,
    )


def _locked_paper(paper: CaseDocument, actor: Actor) -> CaseDocument:
    """Lock the paper's case, and give the paper; refuse whoever does not prepare it."""
    case = locked_case(paper.case)
    policies.require_may_prepare(case, actor)
    require_not_closed(case)
    found = CaseDocument.objects.select_related("document", "report").get(pk=paper.pk)
    found.case = case
    if found.removed_at is not None:
        raise PaperRefused(_("Handlingen är redan borttagen. Läs in sidan på nytt."))
    return found


@transaction.atomic
def replace_paper(
    paper: CaseDocument, upload: UploadedFile[Any], *, actor: Actor, at: dt.datetime
) -> CaseDocument:
    """Put a new version of a file in its place; the earlier stays and can be read.

    Refuses whoever does not prepare the case, a report (which is replaced by a new one),
    and a file that the documents refuse.
    """
    paper = _locked_paper(paper, actor)
    if paper.document is None:
        raise PaperRefused(_("En tjänsteskrivelse ersätts genom att du skriver en ny."))
    paper.document = documents.replace(
        paper.document, upload, owner=paper.case, actor=actor, at=at
    )
    paper.save(update_fields=["document"])
    _record("replaced", paper, actor)
    return paper


@transaction.atomic
def rename_paper(
    paper: CaseDocument,
    *,
    title: str,
    dated_on: dt.date | None,
    is_basis: bool,
    actor: Actor,
    read: str | None = None,
) -> CaseDocument:
    """Give a paper another title or day, or take it out of the basis for decision.

    The file's own name stays as it came. Refuses whoever does not prepare the case, and
    (Stale) whoever has ``read`` another title or day than what stands now.
    """
    paper = _locked_paper(paper, actor)
    require_as_read(read, paper.title, paper.dated_on, paper.is_basis)
    paper.title, paper.dated_on, paper.is_basis = _cleaned(title), dated_on, is_basis
    paper.save(update_fields=["title", "dated_on", "is_basis"])
    _record("renamed", paper, actor)
    return paper


@transaction.atomic
def order_papers(case: Case, papers: Sequence[UUID], *, actor: Actor) -> None:
    """Put the case's papers in the order given; those not named keep theirs, after.

    Refuses whoever does not prepare the case.
    """
    case = locked_case(case)
    policies.require_may_prepare(case, actor)
    require_not_closed(case)
    rows = list(case.papers.order_by("order", "id"))
    wanted = {uuid: index for index, uuid in enumerate(papers)}
    rows.sort(key=lambda row: (wanted.get(row.uuid, len(wanted)), row.order))
    for index, row in enumerate(rows, start=1):
        row.order = index
    CaseDocument.objects.bulk_update(rows, ["order"])
    audit.record(
        "cases.paper.ordered",
        subject=case,
        actor=actor,
        facts={"numbers": [row.number for row in rows]},
    )


@transaction.atomic
def move_paper(paper: CaseDocument, *, earlier: bool, actor: Actor) -> None:
    """Move a paper one place earlier or later among those that are left."""
    paper = _locked_paper(paper, actor)
    uuids = list(
        paper.case.papers.filter(removed_at__isnull=True)
        .order_by("order", "id")
        .values_list("uuid", flat=True)
    )
    at = uuids.index(paper.uuid)
    other = at - 1 if earlier else at + 1
    if 0 <= other < len(uuids):
        uuids[at], uuids[other] = uuids[other], uuids[at]
        order_papers(paper.case, uuids, actor=actor)


@transaction.atomic
def remove_paper(paper: CaseDocument, *, actor: Actor, at: dt.datetime) -> CaseDocument:
    """Take a paper out of the case; its number is never given again.

    Refuses whoever does not prepare the case, and a ready report: what is drawn up stays.
    """
    paper = _locked_paper(paper, actor)
    if paper.document is None:
        raise PaperRefused(
            _("En klar tjänsteskrivelse tas inte bort. Ta den ur beslutsunderlaget i stället.")
        )
    documents.remove(paper.document, actor=actor, at=at)
    paper.removed_at = at
    paper.save(update_fields=["removed_at"])
    _record("removed", paper, actor)
    return paper


def _record(what: str, paper: CaseDocument, actor: Actor) -> None:
    audit.record(
        f"cases.paper.{what}",
        subject=paper,
        actor=actor,
        facts={"number": paper.number},
        also=[paper.case],
    )
