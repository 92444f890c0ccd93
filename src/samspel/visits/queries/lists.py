"""Lists of visits: two statements, whatever the number of rows; and a third for the count."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import start_of_day
from samspel.visits.enums import Demand, ReportState, VisitKind, VisitorState, VisitState
from samspel.visits.models import Report, Visit, Visitor
from samspel.visits.queries.sight import (
    INVITE,
    KEEP,
    hosted,
    may_place,
    operations_hosted,
    own_visit,
    seen_visits,
)

_LEFT = (VisitorState.DECLINED, VisitorState.WITHDRAWN)
_COLUMNS = (
    "pk",
    "uuid",
    "body_id",
    "body__name",
    "operation_id",
    "operation__name",
    "unit_id",
    "unit__name",
    "kind",
    "state",
    "starts_at",
    "ends_at",
    "answer_by",
    "has_protected",
    "report_demand",
    "report_due_on",
    "report__state",
    "report__is_late",
    "party__name",
)


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """What to list. Nothing named means everything that the viewer may see."""

    body_id: int | None = None
    operation_id: int | None = None
    unit_id: int | None = None
    person_id: int | None = None
    party_id: int | None = None
    states: tuple[VisitState, ...] = ()
    kinds: tuple[VisitKind, ...] = ()
    year: int | None = None
    lacks_report: bool = False
    mine: bool = False
    uuids: tuple[UUID, ...] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in a list, as much of it as the viewer may see.

    A protected name is seen by nobody but that person. Of a visit with a protected visitor
    others than those who take part see neither unit nor time.
    """

    id: int
    uuid: UUID
    body_id: int
    body_name: str
    operation_id: int
    operation_name: str
    place: str
    kind: VisitKind
    state: VisitState
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    answer_by: dt.date | None
    visitors: tuple[str, ...]
    report_demand: str
    report_due_on: dt.date | None
    report_state: ReportState | None
    is_late: bool
    party_name: str
    is_shielded: bool
    has_protected: bool


@dataclass(frozen=True, slots=True)
class VisitPage:
    """Some rows of a list, and how many there are in all."""

    rows: tuple[VisitRow, ...]
    total: int


def visits_visible_to(
    actor: Actor,
    wanted: VisitFilter,
    *,
    today: dt.date,
    soonest_first: bool = False,
    first: int = 0,
    count: int = 200,
) -> VisitPage:
    """Give the visits that the viewer may see and asks for; three statements.

    Ordered by their time, or by when they were offered while they have none; those of
    the same time by their key, so that pages never overlap.
    """
    found = filtered(actor, wanted, today)
    when = F("day").asc() if soonest_first else F("day").desc()
    rows = list(found.order_by(when, "pk").values_list(*_COLUMNS)[first : first + count])
    names = visitors_in([row[0] for row in rows])
    return VisitPage(
        tuple(_row(row, names[row[0]], actor, today) for row in rows),
        found.count() if len(rows) == count or first else len(rows),
    )


def filtered(actor: Actor, wanted: VisitFilter, today: dt.date) -> QuerySet[Visit]:
    """Give the visits of the filter that the viewer may see, each with its ``day``."""
    found = Visit.objects.filter(seen_visits(actor), *_conditions(actor, wanted))
    if wanted.unit_id is not None or wanted.words or wanted.person_id is not None:
        # What is asked for may not tell where a protected visitor is to be.
        found = found.filter(Q(has_protected=False) | inside(actor))
    if wanted.lacks_report:
        found = found.filter(lacks_report())
    if wanted.year is not None:
        found = found.filter(
            Q(starts_at__gte=start_of_day(dt.date(wanted.year, 1, 1)))
            & Q(starts_at__lt=start_of_day(dt.date(wanted.year + 1, 1, 1)))
        )
    return found.annotate(day=Coalesce("held_from", "starts_at", "created_at"))


def _conditions(actor: Actor, wanted: VisitFilter) -> list[Q]:
    exact = {
        "body_id": wanted.body_id,
        "operation_id": wanted.operation_id,
        "unit_id": wanted.unit_id,
    }
    found = [Q(**{name: value}) for name, value in exact.items() if value is not None]
    if wanted.states:
        found.append(Q(state__in=wanted.states))
    if wanted.kinds:
        found.append(Q(kind__in=wanted.kinds))
    if wanted.uuids is not None:
        found.append(Q(uuid__in=wanted.uuids))
    found += [
        Q(unit__name__icontains=word) | Q(operation__name__icontains=word)
        for word in wanted.words.split()
    ]
    person_id = actor.person_id if wanted.mine else wanted.person_id
    if person_id is not None:
        found.append(Q(_with_visitor(person_id=person_id)))
    if wanted.party_id is not None:
        found.append(Q(_with_visitor(party_id=wanted.party_id)))
    return found


def inside(actor: Actor) -> Q:
    """Give the condition that the viewer takes part in the visit, on any side, or keeps it."""
    return hosted(actor) | Q(own_visit(actor)) | Q(body_id__in=actor.bodies_with(KEEP))


def _with_visitor(**of: int) -> Exists:
    return Exists(Visitor.objects.filter(visit_id=OuterRef("pk"), **of))


def lacks_report() -> Q:
    """Give the condition that a report is asked for and not submitted."""
    submitted = Report.objects.filter(visit_id=OuterRef("pk"), state=ReportState.SUBMITTED)
    return Q(state=VisitState.HELD, report_demand=Demand.REQUIRED) & ~Q(Exists(submitted))


def visitors_in(visit_ids: Iterable[int]) -> dict[int, list[tuple[int, str, str, bool, str]]]:
    """Give the visitors of the visits: key, name, party, protected, state; one statement."""
    found: dict[int, list[tuple[int, str, str, bool, str]]] = defaultdict(list)
    keys = list(visit_ids)
    if not keys:
        return found
    rows = Visitor.objects.filter(visit_id__in=keys).order_by("visit_id", "person__sort_key")
    for visit_id, person_id, given, family, party, protected, state in rows.values_list(
        "visit_id",
        "person_id",
        "person__given_name",
        "person__family_name",
        "party__abbreviation",
        "person__is_protected",
        "state",
    ):
        name = f"{given} {family}".strip()
        found[visit_id].append((person_id, name, party or "", protected, state))
    return found


def _row(
    row: tuple[Any, ...],
    visitors: list[tuple[int, str, str, bool, str]],
    actor: Actor,
    today: dt.date,
) -> VisitRow:
    (pk, uuid, body_id, body, operation_id, operation, unit_id, unit, kind, state) = row[:10]
    (starts_at, ends_at, answer_by, protected, demand, due, report, late, party) = row[10:]
    hidden = bool(protected) and not _takes_part(
        actor, body_id, operation_id, unit_id, visitors
    )
    submitted = report == ReportState.SUBMITTED
    overdue = demand == Demand.REQUIRED and not submitted and due is not None and due < today
    return VisitRow(
        id=pk,
        uuid=uuid,
        body_id=body_id,
        body_name=body,
        operation_id=operation_id,
        operation_name=operation,
        place=operation if hidden else (unit or operation),
        kind=VisitKind(str(kind)),
        state=VisitState(str(state)),
        starts_at=None if hidden else starts_at,
        ends_at=None if hidden else ends_at,
        answer_by=answer_by,
        visitors=tuple(_named(each, actor) for each in visitors if each[4] not in _LEFT),
        report_demand=str(demand),
        report_due_on=due,
        report_state=ReportState(str(report)) if report else None,
        is_late=bool(late) or overdue,
        party_name=str(party or ""),
        is_shielded=hidden,
        has_protected=bool(protected),
    )


def _takes_part(
    actor: Actor,
    body_id: int,
    operation_id: int,
    unit_id: int | None,
    visitors: list[tuple[int, str, str, bool, str]],
) -> bool:
    return (
        may_place(actor, body_id)
        or unit_id in actor.units_with(INVITE)
        or operation_id in operations_hosted(actor)
        or any(each[0] == actor.person_id for each in visitors)
    )


def _named(visitor: tuple[int, str, str, bool, str], actor: Actor) -> str:
    """Give the name in a list, where a protected one is for that person only."""
    key, name, party, protected, _state = visitor
    if protected and key != actor.person_id:
        return gettext("Person med skyddade personuppgifter")
    return f"{name} ({party})" if party else name
