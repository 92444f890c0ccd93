"""The list of cases, 200 rows of 5 000, each with where it is and with whom."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.urls import reverse

from bench.crowd import with_crowd
from bench.results import Result
from samspel.cases.enums import CaseKind, StepKind
from samspel.cases.models import Case, CaseStep, RegistryPattern
from samspel.foundation.swedish import search_key
from samspel.people.enums import BodyKind
from samspel.people.models import Body, Person

CASES, ROWS = 5_000, 200
_FIRST = dt.datetime(2024, 1, 8, 9, tzinfo=dt.UTC)
_STATIONS = (StepKind.OFFICERS_REPORT, StepKind.REVIEW, StepKind.BOARD, StepKind.COUNCIL)


def case_list_200() -> Result:
    """The list of cases that the boards' secretary sees, 200 on a page."""
    from bench.measures import _client, _page  # noqa: PLC0415  measures lists this one

    _write()
    result = _page("case_list_200", reverse("cases:list"), secretary=True, rows=ROWS)
    return with_crowd(result, _client(secretary=True), reverse("cases:list"))


@transaction.atomic
def _write() -> None:
    """Write the cases once, in bulk, each with one step that has passed and one that stands."""
    if Case.objects.filter(series=0).exists():
        return
    body = Body.objects.filter(kind=BodyKind.EXECUTIVE_BOARD).get()
    people = list(Person.objects.order_by("pk")[:40])
    RegistryPattern.objects.create(body=body, code="KS", starts_every_year=False)
    cases = Case.objects.bulk_create(_case(n, body, people) for n in range(1, CASES + 1))
    CaseStep.objects.bulk_create(step for case in cases for step in _steps(case, body, people))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case, cases_casestep")


def _case(n: int, body: Body, people: list[Person]) -> Case:
    at = _FIRST + dt.timedelta(hours=n)
    title = f"Ärende om styrning och samspel i verksamhet {n}"
    return Case(
        body=body,
        series=0,
        number=n,
        registry_number=f"KS {n}",
        title=title,
        search_key=search_key(f"KS {n} {title}"),
        kind=CaseKind.COUNCIL_MOTION if n % 20 == 0 else CaseKind.MATTER,
        raised_on=at.date(),
        responsible=people[n % len(people)],
        deciding_body=body,
        opened_on=at.date(),
        due_on=at.date() + dt.timedelta(days=90),
        opened_at=at,
    )


def _steps(case: Case, body: Body, people: list[Person]) -> tuple[CaseStep, CaseStep]:
    kind, later = _STATIONS[case.number % 4], case.opened_at + dt.timedelta(days=2)
    return (
        CaseStep(
            case=case,
            order=1,
            kind=StepKind.ASSIGNMENT,
            begun_at=case.opened_at,
            ended_at=later,
        ),
        CaseStep(
            case=case,
            order=2,
            kind=kind,
            body=body if kind.needs_body else None,
            person=None if kind.needs_body else people[case.number % len(people)],
            begun_at=later,
        ),
    )
