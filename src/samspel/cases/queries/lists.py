"""The list of cases: filtered, counted and cut by the database, as far as the viewer sees.

Four statements whatever the number of cases: the counts, the page, where each is, and
the bodies to choose between.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from samspel.audit.actors import Actor
from samspel.cases.enums import CaseKind, CaseState, StepKind
from samspel.cases.models import Case, CaseStep
from samspel.cases.queries.sight import KEEP, READ, seen_cases
from samspel.foundation.swedish import search_key
from samspel.kit.models import in_force
from samspel.people.models import Body

MOST = 200


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is asked for: words, a body, a state, a kind; mine; late ones."""

    words: str = ""
    body: Body | None = None
    state: CaseState | None = None
    kind: CaseKind | None = None
    is_mine: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it stands in the list: what it is, and where it is, with whom, since when."""

    uuid: UUID
    registry_number: str
    title: str
    kind: CaseKind
    state: CaseState
    body_name: str
    responsible_name: str
    due_on: dt.date | None
    opened_on: dt.date
    is_secret: bool
    station: StepKind | None
    at_name: str
    since: dt.datetime | None


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
    return CasePage(
        tuple(rows_of(wanted(actor, asked, today)[first : first + per_page])), total, counts
    )


def _counts(cases: QuerySet[Case], today: dt.date) -> dict[str, int]:
    """Count the cases by state, all of them under "", and the late ones; one statement."""
    late = Q(state=CaseState.OPEN, due_on__lt=today)
    found = cases.order_by().aggregate(
        all=Count("pk"),
        late=Count("pk", filter=late),
        **{state.value: Count("pk", filter=Q(state=state)) for state in CaseState},
    )
    return {"": found.pop("all"), **found}


def rows_of(cases: QuerySet[Case]) -> Iterable[CaseRow]:
    """Give the cases as rows, in their order; two statements."""
    plain = list(
        cases.values_list(
            "pk",
            "uuid",
            "registry_number",
            "title",
            "kind",
            "state",
            "body__name",
            "responsible__given_name",
            "responsible__family_name",
            "due_on",
            "opened_on",
            "secrecy_ground",
        )
    )
    places = _places([row[0] for row in plain])
    for row in plain:
        station, at_name, since = places.get(row[0], (None, "", None))
        yield CaseRow(
            uuid=row[1],
            registry_number=row[2],
            title=row[3],
            kind=CaseKind(row[4]),
            state=CaseState(row[5]),
            body_name=row[6],
            responsible_name=_name(row[7], row[8]),
            due_on=row[9],
            opened_on=row[10],
            is_secret=bool(row[11]),
            station=station,
            at_name=at_name,
            since=since,
        )


def _places(keys: list[int]) -> dict[int, tuple[StepKind, str, dt.datetime]]:
    """Give where each case is: the station, whose it is, and since when; one statement."""
    steps = CaseStep.objects.filter(case_id__in=keys, ended_at__isnull=True).values_list(
        "case_id",
        "kind",
        "body__name",
        "person__given_name",
        "person__family_name",
        "begun_at",
    )
    return {
        key: (StepKind(kind), body or _name(given, family), since)
        for key, kind, body, given, family, since in steps
    }


def _name(given: str | None, family: str | None) -> str:
    return f"{given} {family}" if given and family else ""


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
