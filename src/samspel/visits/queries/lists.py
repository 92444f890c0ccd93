"""Lists of visits: one statement for which and how many, another for what is shown of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import STOCKHOLM, start_of_day
from samspel.kit.prepared import Prepared
from samspel.visits.enums import Demand, ReportState, VisitKind, VisitorState, VisitState
from samspel.visits.models import Report, Visit, Visitor
from samspel.visits.queries.sight import (
    INVITE,
    KEEP,
    hosted,
    may_place,
    operations_hosted,
    own_visit,
    seen_parts,
    seen_visits,
)

_LEFT = (VisitorState.DECLINED, VisitorState.WITHDRAWN)
_SEPARATOR = "\x1f"
_KINDS = {str(each): each for each in VisitKind}
_STATES = {str(each): each for each in VisitState}
_REPORTS = {str(each): each for each in ReportState}
# Which visits stand on the page, and how many there are in all: made for what is asked for.
# Each part is put in order by itself, by the index, and cut to what the page can hold of it.
_PAGE = """
SELECT ARRAY(SELECT f.id FROM ({parts}) f ORDER BY f.day {order}, f.id LIMIT %s OFFSET %s),
       {counts}
"""
_PART = "(SELECT f.id, f.day FROM ({part}) f ORDER BY f.day {order}, f.id LIMIT %s)"
_COUNT = "(SELECT count(*) FROM ({part}) f)"
# What is shown of them: always the same, so planned once.
_ROWS = Prepared(
    "visit_rows",
    """
WITH w AS (
    SELECT x.visit_id,
           string_agg(
               CASE WHEN p.is_protected AND p.id <> %(person)s THEN %(hidden)s
                    ELSE btrim(p.given_name || ' ' || p.family_name)
                         || COALESCE(' (' || t.abbreviation || ')', '') END,
               %(separator)s ORDER BY p.sort_key)
               FILTER (WHERE x.state <> ALL (%(gone)s)) AS names,
           bool_or(x.person_id = %(person)s) AS is_own
      FROM visits_visitor x
      JOIN people_person p ON p.id = x.person_id
      LEFT JOIN people_party t ON t.id = x.party_id
     WHERE x.visit_id = ANY(%(ids)s)
     GROUP BY x.visit_id)
SELECT v.id, v.uuid, v.body_id, b.name, v.operation_id, o.name, v.unit_id, u.name, v.kind,
       v.state, extract(epoch FROM v.starts_at)::float8,
       extract(epoch FROM v.ends_at)::float8, v.answer_by, v.has_protected, v.report_demand,
       v.report_due_on, r.state, r.is_late, y.name, w.names, COALESCE(w.is_own, false)
  FROM unnest(%(ids)s) WITH ORDINALITY AS a (id, place)
  JOIN visits_visit v ON v.id = a.id
  JOIN people_body b ON b.id = v.body_id
  JOIN people_operation o ON o.id = v.operation_id
  LEFT JOIN people_unit u ON u.id = v.unit_id
  LEFT JOIN visits_report r ON r.visit_id = v.id
  LEFT JOIN people_party y ON y.id = v.party_id
  LEFT JOIN w ON w.visit_id = v.id
 ORDER BY a.place
""",
    person="bigint",
    hidden="text",
    separator="text",
    gone="text[]",
    ids="bigint[]",
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


class VisitRow(NamedTuple):
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
    """Give the visits that the viewer may see and asks for; two statements.

    Ordered by their time, or by when they were offered while they have none; those of
    the same time by their key, so that pages never overlap.
    """
    parts = [_of_day(_narrowed(actor, wanted, seen)) for seen in seen_parts(actor)]
    ids, total = _page(parts, "ASC" if soonest_first else "DESC", first, count)
    rows = _read(ids, actor.person_id or 0)
    return VisitPage(tuple(_row(row, actor, today) for row in rows), total)


def filtered(actor: Actor, wanted: VisitFilter, today: dt.date) -> QuerySet[Visit]:
    """Give the visits of the filter that the viewer may see, each with its ``day``."""
    return _of_day(_narrowed(actor, wanted, seen_visits(actor)))


def _of_day(found: QuerySet[Visit]) -> QuerySet[Visit]:
    return found.annotate(day=Coalesce("held_from", "starts_at", "created_at"))


def _narrowed(actor: Actor, wanted: VisitFilter, seen: Q) -> QuerySet[Visit]:
    found = Visit.objects.filter(seen, *_conditions(actor, wanted))
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
    return found


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


def _page(
    parts: Iterable[QuerySet[Any]], order: str, first: int, count: int
) -> tuple[list[int], int]:
    """Give the keys of a page in their order, and how many there are in all.

    ``parts``: what is listed, as queries of which none gives what another does.
    """
    asked = [each for each in map(_statement, parts) if each is not None]
    if not asked:
        return [], 0
    counting = [value for _text, params in asked for value in params]
    listing = [value for _text, params in asked for value in [*params, first + count]]
    text = _PAGE.format(
        parts=" UNION ALL ".join(_PART.format(part=each, order=order) for each, _ in asked),
        counts=" + ".join(_COUNT.format(part=each) for each, _ in asked),
        order=order,
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [*listing, count, first, *counting])
        ids, total = cursor.fetchone()
    return ids, total


def _statement(part: QuerySet[Any]) -> tuple[str, tuple[Any, ...]] | None:
    """Give the statement of a part; nothing for one in which there is nothing to find."""
    try:
        return part.values("id", "day").query.sql_with_params()
    except EmptyResultSet:
        return None


def _read(ids: list[int], person_id: int) -> list[tuple[Any, ...]]:
    """Read the rows with their visitors' names in Swedish order.

    The names are put together by the database: two hundred rows have some hundreds of
    visitors, and each would be an object of ours. A protected name is for that person only.
    """
    return _ROWS.rows(
        {
            "ids": ids,
            "person": person_id,
            "hidden": gettext("Person med skyddade personuppgifter"),
            "separator": _SEPARATOR,
            "gone": list(_LEFT),
        }
    )


def _row(row: tuple[Any, ...], actor: Actor, today: dt.date) -> VisitRow:
    (pk, uuid, body_id, body, operation_id, operation, unit_id, unit, kind, state) = row[:10]
    (starts_at, ends_at, answer_by, protected, demand, due, report, late, party) = row[10:19]
    names, is_own = row[19:]
    hidden = protected and not (is_own or _takes_part(actor, body_id, operation_id, unit_id))
    submitted = report == ReportState.SUBMITTED
    overdue = demand == Demand.REQUIRED and not submitted and due is not None and due < today
    return VisitRow(
        pk,
        uuid,
        body_id,
        body,
        operation_id,
        operation,
        operation if hidden else (unit or operation),
        _KINDS[kind],
        _STATES[state],
        None
        if hidden or starts_at is None
        else dt.datetime.fromtimestamp(starts_at, STOCKHOLM),
        None if hidden or ends_at is None else dt.datetime.fromtimestamp(ends_at, STOCKHOLM),
        answer_by,
        tuple(names.split(_SEPARATOR)) if names else (),
        demand,
        due,
        _REPORTS[report] if report else None,
        bool(late) or overdue,
        party or "",
        bool(hidden),
        protected,
    )


def _takes_part(actor: Actor, body_id: int, operation_id: int, unit_id: int | None) -> bool:
    return (
        may_place(actor, body_id)
        or unit_id in actor.units_with(INVITE)
        or operation_id in operations_hosted(actor)
    )
