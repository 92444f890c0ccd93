"""The list of cases: filtered, counted and cut by the database, as far as the viewer sees.

Four statements whatever the number of cases: the counts, the page, where each is, and
the bodies to choose between.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from samspel.audit.actors import Actor
from samspel.cases.enums import CaseKind, CaseState, StepKind
from samspel.cases.models import Case
from samspel.cases.queries.sight import KEEP, READ, seen_cases
from samspel.foundation.swedish import search_key
from samspel.kit.models import in_force
from samspel.kit.prepared import Prepared
from samspel.people.models import Body

MOST = 200
_KINDS = {str(each): each for each in CaseKind}
_STATES = {str(each): each for each in CaseState}
_STATIONS = {str(each): each for each in StepKind}
# What is shown of the cases on a page: always the same, so planned once.
_ROWS = Prepared(
    "case_rows",
    """
SELECT c.uuid, c.registry_number, c.title, c.kind, c.state, b.name,
       COALESCE(NULLIF(r.given_name, '') || ' ' || NULLIF(r.family_name, ''), ''),
       c.due_on, c.secrecy_ground <> '', s.kind,
       COALESCE(o.name, NULLIF(p.given_name, '') || ' ' || NULLIF(p.family_name, ''), ''),
       (s.begun_at AT TIME ZONE 'Europe/Stockholm')::date
  FROM unnest(%(ids)s) WITH ORDINALITY AS a (id, place)
  JOIN cases_case c ON c.id = a.id
  JOIN people_body b ON b.id = c.body_id
  LEFT JOIN people_person r ON r.id = c.responsible_id
  LEFT JOIN cases_casestep s ON s.case_id = c.id AND s.ended_at IS NULL
  LEFT JOIN people_body o ON o.id = s.body_id
  LEFT JOIN people_person p ON p.id = s.person_id
 ORDER BY a.place
""",
    ids="bigint[]",
)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is asked for: words, a body, a state, a kind; mine; late ones."""

    words: str = ""
    body: Body | None = None
    state: CaseState | None = None
    kind: CaseKind | None = None
    is_mine: bool = False
    is_late: bool = False


class CaseRow(NamedTuple):
    """A case as it stands in the list: what it is, and where it is, with whom, since when."""

    uuid: UUID
    registry_number: str
    title: str
    kind: CaseKind
    state: CaseState
    body_name: str
    responsible_name: str
    due_on: dt.date | None
    is_secret: bool
    station: StepKind | None
    at_name: str
    since: dt.date | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of the list, how many there are in all, and how many by state."""

    rows: tuple[CaseRow, ...]
    total: int
    counts: dict[str, int]


def wanted(actor: Actor, asked: CaseFilter, today: dt.date) -> QuerySet[Case]:
    """Give the cases that the viewer sees and that are asked for, newest first."""
    cases = Case.objects.filter(seen_cases(actor))
    for word in search_key(asked.words).split():
        cases = cases.filter(search_key__contains=word)
    exact: dict[str, object] = {
        "body": asked.body,
        "state": asked.state,
        "kind": asked.kind,
        "responsible_id": (actor.person_id or 0) if asked.is_mine else None,
    }
    cases = cases.filter(**{name: value for name, value in exact.items() if value is not None})
    if asked.is_late:
        cases = cases.filter(state=CaseState.OPEN, due_on__lt=today)
    return cases.order_by("-opened_at", "-id")


def case_page(
    actor: Actor, asked: CaseFilter, *, today: dt.date, page: int = 1, per_page: int = MOST
) -> CasePage:
    """Give one page of the list with its counts; three statements."""
    counts = _counts(wanted(actor, replace(asked, state=None, is_late=False), today), today)
    total = counts["late"] if asked.is_late else counts[asked.state or ""]
    first = (max(page, 1) - 1) * per_page
    keys = wanted(actor, asked, today).values_list("pk", flat=True)
    return CasePage(tuple(_rows_of(list(keys[first : first + per_page]))), total, counts)


def _counts(cases: QuerySet[Case], today: dt.date) -> dict[str, int]:
    """Count the cases by state, all of them under "", and the late ones; one statement."""
    by_state = cases.order_by().values_list("state")
    found = by_state.annotate(Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    counts = dict.fromkeys((state.value for state in CaseState), 0) | {"late": 0}
    for state, count, late in found:
        counts[state] = count
        counts["late"] += late if state == CaseState.OPEN else 0
    return counts | {"": sum(counts[state] for state in CaseState)}


def _rows_of(keys: list[int]) -> Iterable[CaseRow]:
    """Give the cases as rows, in the order of their keys; one statement."""
    for uuid, number, title, kind, state, *rest in _ROWS.rows({"ids": keys}):
        body, responsible, due_on, is_secret, station, *where = rest
        yield CaseRow(
            uuid,
            number,
            title,
            _KINDS[kind],
            _STATES[state],
            body,
            responsible,
            due_on,
            is_secret,
            _STATIONS.get(station),
            *where,
        )


def bodies_with_cases(actor: Actor, on: dt.date) -> list[Body]:
    """Give the bodies whose cases the viewer reads, to choose between; one statement."""
    bodies = Body.objects.filter(in_force(on)).order_by("sort_key")
    if actor.everywhere(READ) or actor.everywhere(KEEP):
        return list(bodies)
    return list(bodies.filter(pk__in=actor.bodies_with(READ) | actor.bodies_with(KEEP)))


def bodies_kept_by(actor: Actor, on: dt.date) -> list[Body]:
    """Give the bodies whose register the viewer keeps."""
    bodies = Body.objects.filter(in_force(on)).order_by(F("sort_key"))
    if actor.everywhere(KEEP):
        return list(bodies)
    return list(bodies.filter(pk__in=actor.bodies_with(KEEP)))
