"""Decisions: those that stand, and those taken on delegation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samspel.audit.actors import Actor
from samspel.meetings.calculation import paragraph_of
from samspel.meetings.enums import DecisionKind
from samspel.meetings.models import AgendaItem, Decision, DelegatedDecision, Meeting
from samspel.meetings.queries.sight import of_open_items, seen_decisions
from samspel.people.models import Body


def decisions_standing() -> QuerySet[Decision]:
    """Give every decision that has not been replaced by a correction, newest first."""
    return Decision.objects.filter(replaced_at__isnull=True).select_related("body")


def decisions_of(
    body: Body | int, *, kinds: Iterable[DecisionKind] = (), year: int | None = None
) -> list[Decision]:
    """Give the body's decisions that stand, newest first, of the kinds and year asked for.

    Those of closed items are left out: whoever asks is not known here.
    """
    body_id = body if isinstance(body, int) else body.pk
    found = decisions_standing().filter(of_open_items(), body_id=body_id)
    wanted = list(kinds)
    if wanted:
        found = found.filter(kind__in=wanted)
    if year is not None:
        found = found.filter(decided_on__year=year)
    return list(found)


def find_decision(body: Body | int, decided_on: dt.date, paragraph: str) -> Decision | None:
    """Give the decision that a citation names: body, day and § as anybody writes it."""
    body_id = body if isinstance(body, int) else body.pk
    written = paragraph_of(paragraph)
    if written is None:
        return None
    return (
        decisions_standing()
        .filter(body_id=body_id, decided_on=decided_on, paragraph=written)
        .first()
    )


def decision_entered(actor: Actor, uuid: UUID) -> Decision | None:
    """Give a decision with what it replaces and what replaced it, for whoever may read it."""
    found = Decision.objects.filter(seen_decisions(actor), uuid=uuid)
    return found.select_related("body", "entered_by", "replaces", "replaced_by").first()


@dataclass(frozen=True, slots=True)
class ReportedDecision:
    """A decision on delegation and the meeting that it is reported at, if there is one."""

    decision: DelegatedDecision
    meeting: Meeting | None
    is_reported: bool


def delegated_decisions_of(body: Body | int, year: int) -> list[ReportedDecision]:
    """Give the body's decisions on delegation of a year, in their numbers' order."""
    body_id = body if isinstance(body, int) else body.pk
    found = DelegatedDecision.objects.filter(body_id=body_id, year=year)
    rows = found.select_related("body", "decided_by", "item__meeting__body")
    return [_reported(row) for row in rows.order_by("number")]


def delegated_years(body: Body | int) -> list[int]:
    """Give the years in which the body has decisions on delegation, newest first."""
    body_id = body if isinstance(body, int) else body.pk
    found = DelegatedDecision.objects.filter(body_id=body_id).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def bodies_with_delegated_decisions() -> set[int]:
    """Give the keys of the bodies in which decisions have been taken on delegation."""
    return set(
        DelegatedDecision.objects.order_by().values_list("body_id", flat=True).distinct()
    )


def delegated_decisions_reported_under(item: AgendaItem) -> list[DelegatedDecision]:
    """Give what is reported under the item, in the numbers' order."""
    found = DelegatedDecision.objects.filter(item=item).order_by("year", "number")
    return list(found.select_related("body", "decided_by"))


def _reported(row: DelegatedDecision) -> ReportedDecision:
    item = row.item
    return ReportedDecision(
        decision=row,
        meeting=item.meeting if item else None,
        is_reported=bool(item and item.handled_at),
    )
