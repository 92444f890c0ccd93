"""Runs as payroll reads them: the list, one run person by person, and what is not in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from samspel.kit.prepared import together
from samspel.people.models import Person
from samspel.remuneration.calculation.calendar import month_after
from samspel.remuneration.enums import Certifier, DutyState, FileKind
from samspel.remuneration.models import Duty, FileLayout, PayrollFile, Run
from samspel.remuneration.queries.rates import ask_rules, rules_known
from samspel.remuneration.queries.settling import Reckoning, ask_before, before, reckoned
from samspel.remuneration.queries.sql import asked

NOTHING = Decimal(0)
_RUNS = """
SELECT r.uuid, r.month, r.closes_on, r.pays_on, r.state, r.closed_at,
       count(DISTINCT e.person_id), count(e.id), COALESCE(sum(e.amount), 0),
       count(e.id) FILTER (WHERE e.reason <> 'new')
  FROM remuneration_run r LEFT JOIN remuneration_entry e ON e.run_id = r.id
 GROUP BY r.id ORDER BY r.month DESC
"""
_PERSONS = """
SELECT p.id, p.uuid, p.given_name || ' ' || p.family_name, count(*),
       sum(e.amount), sum(e.tax_free), count(*) FILTER (WHERE e.reason <> 'new'),
       COALESCE(sum(e.amount) FILTER (WHERE e.reason <> 'new'), 0)
  FROM remuneration_entry e JOIN people_person p ON p.id = e.person_id
 WHERE e.run_id = %(run)s
 GROUP BY p.id ORDER BY p.sort_key, p.id
"""
_WAITING = (DutyState.OPEN, DutyState.SUBMITTED, DutyState.CHECKED)


class RunRow(NamedTuple):
    """A run in the list."""

    uuid: UUID
    month: dt.date
    closes_on: dt.date
    pays_on: dt.date
    state: str
    closed_at: dt.datetime | None
    persons: int
    rows: int
    total: Decimal
    corrections: int


class PersonSum(NamedTuple):
    """What one person gets in a run."""

    person_id: int
    uuid: UUID
    name: str
    rows: int
    amount: Decimal
    tax_free: Decimal
    corrections: int
    corrected: Decimal


class Waiting(NamedTuple):
    """A duty that is not certified, and where it stands."""

    uuid: UUID
    name: str
    body: str
    subject: str
    on: dt.date
    state: DutyState
    awaits: Certifier | None


@dataclass(frozen=True)
class Preview:
    """What an open run would pay if it were closed now, and what it could not reckon."""

    persons: tuple[PersonSum, ...]
    refused: tuple[tuple[str, str, str], ...] = ()
    total: Decimal = NOTHING
    rows: int = 0
    corrections: int = 0


def runs_listed() -> list[RunRow]:
    """Give every run, newest first, with its sums; one statement."""
    return [RunRow(*row) for row in asked(_RUNS)]


def run_at(uuid: UUID) -> Run | None:
    """Give a run with who closed it."""
    return Run.objects.select_related("closed_by").filter(uuid=uuid).first()


def persons_in(run: Run) -> list[PersonSum]:
    """Give what each person gets in a closed run; one statement."""
    return [PersonSum(*row) for row in asked(_PERSONS, run=run.pk)]


def files_of(run: Run) -> list[PayrollFile]:
    """Give the run's files, newest first, without their content."""
    found = PayrollFile.objects.filter(run=run).defer("content", "payload")
    return list(found.select_related("layout", "cancels").order_by("-made_at", "-id"))


def layouts_left(run: Run) -> list[FileLayout]:
    """Give the layouts in which a file of the run may be made now; two statements.

    Each once, and payroll gets the run in one of its layouts only.
    """
    standing = PayrollFile.objects.filter(run=run, is_standing=True)
    made = dict(standing.values_list("layout_id", "layout__kind"))
    is_sent = any(kind != FileKind.BOOKKEEPING for kind in made.values())
    return [
        each
        for each in FileLayout.objects.filter(is_used=True)
        if each.pk not in made and not (is_sent and each.kind != FileKind.BOOKKEEPING)
    ]


def file_at(uuid: UUID) -> PayrollFile | None:
    """Give one file with its run and layout."""
    return PayrollFile.objects.select_related("run", "layout").filter(uuid=uuid).first()


def preview(run: Run, at: dt.datetime) -> Preview:
    """Reckon an open run as it would be closed now. Raises NoRuleInForce without rules."""
    with together([ask_rules(at), ask_before(run.month)]):
        rules, earlier = rules_known(at), before(run.month)
    found = reckoned(run.month, rules, earlier)
    names = _names(found)
    sums: dict[int, list[Any]] = {}
    for worth, _was, corrects, _reason in found.rows:
        person, _body = found.whose[worth.duty]
        row = sums.setdefault(person, [0, NOTHING, NOTHING, 0, NOTHING])
        row[0] += 1
        row[1] += worth.amount
        row[2] += worth.tax_free
        if corrects is not None:
            row[3] += 1
            row[4] += worth.amount
    persons = tuple(
        PersonSum(key, names[key].uuid, names[key].name, *sums[key])
        for key in sorted(sums, key=lambda each: (names[each].sort_key, each))
    )
    return Preview(
        persons,
        tuple(_refused(found, names)),
        found.total,
        len(found.rows),
        sum(each.corrections for each in persons),
    )


def _names(found: Reckoning) -> dict[int, Person]:
    keys = {found.whose[row.worth.duty][0] for row in found.rows}
    keys |= {found.whose[duty][0] for duty in found.settled.refused}
    return Person.objects.in_bulk(keys)


def _refused(found: Reckoning, names: dict[int, Person]) -> Iterable[tuple[str, str, str]]:
    """Give who, what and why of each duty that could not be reckoned."""
    subjects = dict(
        Duty.objects.filter(pk__in=found.settled.refused).values_list("pk", "subject")
    )
    for duty, why in found.settled.refused.items():
        yield names[found.whose[duty][0]].name, subjects[duty], why


def waiting_for(run: Run) -> list[Waiting]:
    """Give the duties to the end of the run's month that are not certified, oldest first."""
    found = (
        Duty.objects.filter(state__in=_WAITING, on__lt=month_after(run.month))
        .select_related("person", "body")
        .order_by("on", "starts", "pk")
    )
    return [
        Waiting(
            each.uuid,
            each.person.name,
            each.body.name,
            each.subject,
            each.on,
            each.standing,
            Certifier(each.awaits) if each.awaits else None,
        )
        for each in found
    ]
