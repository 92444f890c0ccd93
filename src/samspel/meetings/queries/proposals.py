"""Citizens' proposals that a committee handles, and when it told the council of them last.

KL 6 kap. 34 §: at least once a year the committee informs the council of what it has
decided in them, and of those that have not been settled within a year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from samspel.cases.calculation.clocks import Clock
from samspel.cases.enums import CaseKind, CaseState, StepKind
from samspel.cases.models import Case, CaseStep
from samspel.foundation.dates import add_months, local_day
from samspel.meetings.calculation.statute import count_laid_down, judged
from samspel.meetings.enums import ItemState
from samspel.meetings.models import AgendaItem
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.rules.explanation import Verdict
from samspel.rules.law import remembered

REPORT_KEY = "meetings.citizens_proposals"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A proposal that the committee decides: settled or not, and whether over a year old."""

    case: Case
    is_settled: bool
    is_over_a_year: bool


@dataclass(frozen=True, slots=True)
class ProposalsToReport:
    """What a committee has to tell the council, since when, and what the law says of it."""

    rows: tuple[HandedOver, ...]
    since: dt.date
    last_on: dt.date | None
    months: int
    verdict: Verdict

    @property
    def is_due(self) -> bool:
        """Whether the year is over."""
        return self.verdict.is_stopped


def _judged(months: int, on: dt.date, *, is_council: bool) -> Verdict:
    facts = {"body.is_council": is_council, "proposals.months_since_report": months}
    return judged("committee.report_proposals", facts, on)


@remembered
def kinds_that_report(on: dt.date) -> tuple[str, ...]:
    """Give the kinds of bodies that the law tells to inform the council, in time or not."""
    ever = count_laid_down("committee.report_proposals", "proposals.months_at_most", on)
    return tuple(
        kind.value
        for kind in BodyKind
        if _judged(ever, on, is_council=kind is BodyKind.COUNCIL).is_stopped
    )


def proposals_to_report(body: Body, on: dt.date) -> ProposalsToReport | None:
    """Give what the committee has to tell of; None where it handles no such proposals.

    Two statements, whatever their number.
    """
    decided = CaseStep.objects.filter(case=OuterRef("pk"), kind=StepKind.DECIDED)
    handled = Case.objects.filter(kind=CaseKind.CITIZENS_PROPOSAL, deciding_body=body).annotate(
        decided_at=Subquery(decided.order_by("-begun_at").values("begun_at")[:1])
    )
    cases = [each for each in handled.order_by("raised_on", "id") if _told_of(each, on)]
    last = _last_report(body)
    last_on = local_day(last.ready_at) if last else None
    known = [each for each in cases if last_on is None or not _settled_before(each, last_on)]
    if not known:
        return None
    since = last_on or min(each.raised_on or each.opened_on for each in known)
    months = _months_between(since, on)
    rows = tuple(
        HandedOver(
            each,
            each.state != CaseState.OPEN,
            each.state == CaseState.OPEN and Clock(_raised(each)).last_day < on,
        )
        for each in known
    )
    verdict = _judged(months, on, is_council=body.kind == BodyKind.COUNCIL)
    return ProposalsToReport(rows, since, last_on, months, verdict)


def _raised(case: Case) -> dt.date:
    return case.raised_on or case.opened_on


def _told_of(case: Case, on: dt.date) -> bool:
    return _raised(case) <= on


def _settled_before(case: Any, last_on: dt.date) -> bool:
    """Whether the council has been told already that it was settled."""
    if case.state == CaseState.OPEN:
        return False
    ended = case.closed_on or (local_day(case.decided_at) if case.decided_at else None)
    return ended is not None and ended <= last_on


def _last_report(body: Body) -> AgendaItem | None:
    reports = AgendaItem.objects.filter(key__startswith=f"{REPORT_KEY}:{body.pk}:")
    return reports.exclude(state=ItemState.WITHDRAWN).order_by("-ready_at").first()


def _months_between(since: dt.date, on: dt.date) -> int:
    """Give how many whole months lie between the days."""
    months = (on.year - since.year) * 12 + on.month - since.month
    while months > 0 and add_months(since, months) > on:
        months -= 1
    return max(months, 0)
