"""The visitor's sheet before a visit: what the body is at, and what came of the last visit."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from samspel.audit.actors import Actor
from samspel.meetings.enums import ItemState
from samspel.meetings.models import AgendaItem, Decision
from samspel.meetings.queries import decisions_standing, seen_items
from samspel.meetings.queries.sight import of_open_items
from samspel.visits.enums import ReportState, VisitState
from samspel.visits.models import FollowUp, Report, ReportSection, Visit

_RECENTLY = dt.timedelta(days=365)
_MOST = 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a visitor should know before the visit."""

    coming_items: tuple[AgendaItem, ...]
    recent_decisions: tuple[Decision, ...]
    last_visit: Visit | None
    last_report: Report | None
    follow_ups: tuple[FollowUp, ...]
    last_words: tuple[tuple[str, str], ...] = ()


def sheet_for(visit: Visit, actor: Actor, *, today: dt.date) -> Sheet:
    """Give what touches the place: items on their way, late decisions, the last report.

    What touches it names the operation or the unit. Four statements; only what the
    viewer may see of meetings. The caller has checked that the viewer sees the visit.
    """
    names = [visit.operation.name, *([visit.unit.name] if visit.unit else [])]
    last = _last_visit(visit)
    report = _submitted(last)
    return Sheet(
        tuple(_items(visit, actor, names)),
        tuple(_decisions(visit, names, today)),
        last,
        report,
        tuple(_follow_ups(visit)),
        tuple((row["label"], row["text"]) for row in last.reported) if report else (),  # type: ignore[union-attr]  # no report without a visit
    )


def _submitted(visit: Visit | None) -> Report | None:
    """Give the visit's report, when it is handed in."""
    report: Report | None = getattr(visit, "report", None)
    return report if report is not None and report.state == ReportState.SUBMITTED else None


def _named(names: list[str], *fields: str) -> Q:
    """Give the condition that one of the fields names one of the places, by a word of its own.

    With its ending ("kostens"), but not inside another word: else every decision on costs
    ("kostnader") would be about the kitchens ("Kost").
    """
    words = [rf"(?<!\w){re.escape(name)}e?[nt]?s?(?!\w)" for name in names]
    return reduce(or_, (Q(**{f"{field}__iregex": word}) for field in fields for word in words))


def _items(visit: Visit, actor: Actor, names: list[str]) -> list[AgendaItem]:
    found = AgendaItem.objects.filter(
        seen_items(actor),
        _named(names, "title", "text"),
        body_id=visit.body_id,
        state__in=(ItemState.WAITING, ItemState.PLACED),
    )
    return list(
        found.select_related("meeting__body").order_by("meeting__starts_at", "id")[:_MOST]
    )


def _decisions(visit: Visit, names: list[str], today: dt.date) -> list[Decision]:
    return list(
        decisions_standing().filter(
            of_open_items(),
            _named(names, "title", "text"),
            body_id=visit.body_id,
            decided_on__gte=today - _RECENTLY,
        )[:_MOST]
    )


def _last_visit(visit: Visit) -> Visit | None:
    """Give the visit to the same unit, or else operation, that was held last before."""
    held = Visit.objects.filter(
        operation_id=visit.operation_id, body_id=visit.body_id, state=VisitState.HELD
    ).exclude(pk=visit.pk)
    if visit.unit_id is not None:
        held = held.filter(unit_id=visit.unit_id)
    if visit.starts_at is not None:
        held = held.filter(held_from__lt=visit.starts_at)
    sections = ReportSection.objects.filter(report__visit=OuterRef("pk"))
    rows = sections.order_by("position", "id").values(
        row=JSONObject(label="label", text="text")
    )
    return (
        held.select_related("body", "unit", "operation", "agenda_item__meeting__body", "report")
        .annotate(reported=ArraySubquery(rows))
        .order_by("-held_from")
        .first()
    )


def _follow_ups(visit: Visit) -> list[FollowUp]:
    found = FollowUp.objects.filter(
        visit__operation_id=visit.operation_id, visit__body_id=visit.body_id
    ).exclude(visit=visit)
    if visit.unit_id is not None:
        found = found.filter(visit__unit_id=visit.unit_id)
    return list(found.select_related("visit__unit", "owner").order_by("-noted_at")[:_MOST])
