"""A report and its visit as their pages need them, in as few statements as can be."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from samspel.audit.actors import Actor
from samspel.visits.enums import ReportState, VisitorState
from samspel.visits.models import (
    FactualRemark,
    GuardChoice,
    PreparationSection,
    Report,
    ReportAuthor,
    ReportSection,
    SectionAside,
    Visit,
    Visitor,
)
from samspel.visits.queries.sight import hosted, seen_visits


def visit_in_short(actor: Actor, uuid: UUID) -> Visit | None:
    """Give the visit with its visitors, without the times that were offered; two statements.

    ``unit_page`` holds what the unit has written before it: rows of key and text.
    """
    page = PreparationSection.objects.filter(preparation__visit=OuterRef("pk"))
    return (
        Visit.objects.filter(seen_visits(actor), uuid=uuid)
        .select_related(
            "body",
            "operation__department__body",
            "unit__operation__department",
            "agenda_item__meeting__body",
            "preparation",
        )
        .prefetch_related(
            Prefetch(
                "visitors",
                Visitor.objects.select_related("person", "party", "confirmation").order_by(
                    "id"
                ),
            )
        )
        .annotate(unit_page=ArraySubquery(page.values(row=JSONObject(key="key", text="text"))))
        .first()
    )


def draft_written_by(actor: Actor, visit_uuid: UUID) -> Report | None:
    """Give the visit's report to whoever writes in it, submitted or not; two statements.

    Each section has ``own_aside``: the viewer's words that were put aside, if any. What
    has been decided about marked places comes along.
    """
    own = SectionAside.objects.filter(
        section=OuterRef("pk"), author_id=actor.person_id or 0
    ).values("text")
    sections = ReportSection.objects.select_related("updated_by").annotate(
        own_aside=Subquery(own[:1])
    )
    return (
        _whole(Report.objects.filter(_writes(actor), visit__uuid=visit_uuid))
        .prefetch_related(Prefetch("sections", sections))
        .annotate(kept_choices=_choices())
        .first()
    )


def report_to_read(actor: Actor, visit_uuid: UUID) -> Report | None:
    """Give the visit's report to whoever may read it; four statements.

    ``read_sections`` holds the sections in their order: rows of label and text. A draft
    is read by its authors only.
    """
    reads = Q(state=ReportState.SUBMITTED) & Q(
        visit__in=Visit.objects.filter(seen_visits(actor))
    )
    sections = ReportSection.objects.filter(report=OuterRef("pk")).order_by("position", "id")
    rows = sections.values(row=JSONObject(label="label", text="text"))
    return (
        _whole(Report.objects.filter(reads | _writes(actor), visit__uuid=visit_uuid))
        .prefetch_related(
            Prefetch("authors", ReportAuthor.objects.select_related("person").order_by("id")),
            Prefetch("remarks", FactualRemark.objects.select_related("author")),
            Prefetch("visit__visitors", Visitor.objects.select_related("person")),
        )
        .annotate(read_sections=ArraySubquery(rows))
        .first()
    )


def _whole(found: QuerySet[Report]) -> QuerySet[Report]:
    return found.select_related(
        "visit__body",
        "visit__operation__department__body",
        "visit__unit__operation__department",
        "visit__agenda_item__meeting__body",
        "submitted_by",
    )


def _writes(actor: Actor) -> Q:
    """Give the condition that the viewer was there, or hosts it and writes along."""
    was_there = Visitor.objects.filter(
        visit_id=OuterRef("visit_id"),
        person_id=actor.person_id or 0,
        state=VisitorState.ATTENDED,
    )
    return Q(Exists(was_there)) | (Q(unit_manager_writes=True) & hosted(actor, "visit__"))


def _choices() -> ArraySubquery:
    rows = GuardChoice.objects.filter(report=OuterRef("pk"))
    return ArraySubquery(
        rows.values(
            row=JSONObject(
                section=F("section_key"), finding=F("finding_key"), choice=F("choice")
            )
        )
    )
