"""Rows of closed runs, as the person and payroll read them: amount, reason and what it was."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from samspel.remuneration.enums import EntryReason, LineState, Pays
from samspel.remuneration.models import Run
from samspel.remuneration.queries.sql import asked

_ENTRIES = """
SELECT e.id, e.person_id, r.month, r.pays_on, e."on", b.name, d.subject, d.uuid, e.rule,
       e.title, e.pays, e.amount, e.tax_free, e.minutes, e.was_amount, e.reason, e.state,
       e.clause, v.uuid, v.title, e.working,
       (SELECT x.month FROM remuneration_entry c JOIN remuneration_run x ON x.id = c.run_id
         WHERE c.id = e.corrects_id)
  FROM remuneration_entry e
  JOIN remuneration_run r ON r.id = e.run_id
  JOIN people_body b ON b.id = e.body_id
  JOIN remuneration_duty d ON d.id = e.duty_id
  JOIN rulebooks_rulesetversion v ON v.id = e.version_id
 WHERE {where}
 ORDER BY r.month, e."on", d.starts, e.id
"""
_OF_RUN = _ENTRIES.format(where="e.run_id = %(run)s AND e.person_id = %(person)s")
_CORRECTIONS = _ENTRIES.format(where="e.run_id = %(run)s AND e.reason <> 'new'")
_OF_YEAR = _ENTRIES.format(
    where="e.person_id = %(person)s AND r.month >= %(first)s AND r.month < %(end)s"
)
# For papers: no working, no addresses; every person's rows in one statement.
_PLAIN = """
SELECT e.person_id, r.month, r.pays_on, e."on", b.name, d.subject, e.title, e.pays,
       e.amount, e.tax_free, e.was_amount, e.reason
  FROM remuneration_entry e
  JOIN remuneration_run r ON r.id = e.run_id
  JOIN people_body b ON b.id = e.body_id
  JOIN remuneration_duty d ON d.id = e.duty_id
 WHERE r.month >= %(first)s AND r.month < %(end)s
   AND (%(person)s::bigint IS NULL OR e.person_id = %(person)s)
 ORDER BY e.person_id, r.month, e."on", d.starts, e.id
"""
_YEARS = """
SELECT DISTINCT extract(year FROM r.month)::int
  FROM remuneration_entry e JOIN remuneration_run r ON r.id = e.run_id
 WHERE e.person_id = %(person)s ORDER BY 1 DESC
"""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row of a run, with what is read beside it."""

    pk: int
    person_id: int
    month: dt.date
    pays_on: dt.date
    on: dt.date
    body: str
    subject: str
    duty_uuid: UUID
    rule: str
    title: str
    pays: Pays
    amount: Decimal
    tax_free: Decimal
    minutes: int
    was_amount: Decimal | None
    reason: EntryReason
    state: LineState
    clause: str
    version_uuid: UUID
    version_title: str
    working: list[Mapping[str, Any]]
    corrects_month: dt.date | None

    @property
    def is_correction(self) -> bool:
        """Whether the row corrects an earlier one."""
        return self.reason is not EntryReason.NEW

    @property
    def now_amount(self) -> Decimal:
        """What the line is worth after the row."""
        return self.amount + (self.was_amount or Decimal(0))


class PaperRow(NamedTuple):
    """A row as a paper has it."""

    person_id: int
    month: dt.date
    pays_on: dt.date
    on: dt.date
    body: str
    subject: str
    title: str
    pays: str
    amount: Decimal
    tax_free: Decimal
    was_amount: Decimal | None
    reason: str


def entries_of(run: Run, person_id: int) -> list[EntryRow]:
    """Give a person's rows in a run; one statement."""
    return _entries(_OF_RUN, run=run.pk, person=person_id)


def corrections_in(run: Run) -> list[EntryRow]:
    """Give the run's corrections, with what each was; one statement."""
    return _entries(_CORRECTIONS, run=run.pk)


def entries_of_year(person_id: int, year: int, month: int | None = None) -> list[EntryRow]:
    """Give what a person has been paid by the runs of a year, or of one month of it."""
    first, end = period(year, month)
    return _entries(_OF_YEAR, person=person_id, first=first, end=end)


def paper_rows(
    year: int, month: int | None = None, person_id: int | None = None
) -> list[PaperRow]:
    """Give the rows of a year's runs for papers, person by person; one statement."""
    first, end = period(year, month)
    rows = asked(_PLAIN, first=first, end=end, person=person_id)
    return list(map(PaperRow._make, rows))


def paid_years(person_id: int) -> list[int]:
    """Give the years in which the person has been paid anything, newest first."""
    return [row[0] for row in asked(_YEARS, person=person_id)]


def period(year: int, month: int | None = None) -> tuple[dt.date, dt.date]:
    """Give the first day of a year or a month, and the first day after it."""
    if month is None:
        return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    first = dt.date(year, month, 1)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return first, following


def _entries(statement: str, **params: object) -> list[EntryRow]:
    found = []
    for row in asked(statement, **params):
        values = dict(zip(EntryRow.__dataclass_fields__, row, strict=True))
        values["pays"] = Pays(values["pays"])
        values["reason"] = EntryReason(values["reason"])
        values["state"] = LineState(values["state"])
        values["working"] = json.loads(values["working"])
        found.append(EntryRow(**values))
    return found
