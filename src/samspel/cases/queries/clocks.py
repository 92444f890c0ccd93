"""Motions and citizens' proposals against their time (KL 5 kap. 35 §)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.audit.actors import Actor
from samspel.cases.calculation.clocks import Clock, ClockState
from samspel.cases.enums import CaseKind, CaseState
from samspel.cases.models import Case
from samspel.cases.queries.sight import seen_cases

_WITH_CLOCK = [CaseKind.COUNCIL_MOTION, CaseKind.CITIZENS_PROPOSAL]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A motion or proposal with its clock, and how it stands on the day."""

    case: Case
    clock: Clock
    state: ClockState


def clock_of(case: Case) -> Clock | None:
    """Give the case's clock, or None where the law sets none."""
    if case.raised_on is None or not CaseKind(case.kind).has_clock:
        return None
    decided = case.decided_on or (case.closed_on if case.state == CaseState.CLOSED else None)
    return Clock(case.raised_on, decided, case.reported_on)


def clocks_visible_to(actor: Actor, on: dt.date, *, is_decided: bool = False) -> list[ClockRow]:
    """Give the motions and proposals that the viewer may see, those raised first on top.

    Those that are not decided, or those that are. One statement.
    """
    cases = Case.objects.filter(seen_cases(actor), kind__in=_WITH_CLOCK)
    cases = (
        cases.exclude(state=CaseState.OPEN)
        if is_decided
        else cases.filter(state=CaseState.OPEN)
    )
    rows = cases.select_related("body", "responsible").order_by("raised_on", "id")
    return [_row(case, clock, on) for case in rows if (clock := clock_of(case)) is not None]


def _row(case: Case, clock: Clock, on: dt.date) -> ClockRow:
    return ClockRow(case, clock, clock.state_on(on))


def motions_overdue(on: dt.date) -> list[Case]:
    """Give the motions and proposals whose time is out and that are neither decided nor
    reported to the council within it, oldest first; for lists that the law asks for.

    Says nothing of who may see them: a caller that shows them asks ``clocks_visible_to``.
    """
    # One statement brings those that can be late; the clock judges each to the day.
    old = Case.objects.filter(
        kind__in=_WITH_CLOCK, state=CaseState.OPEN, raised_on__lt=on
    ).select_related("body", "responsible")
    return [
        case
        for case in old.order_by("raised_on", "id")
        if (clock := clock_of(case)) is not None
        and clock.state_on(on) in {ClockState.LATE, ClockState.REPORTED_LATE}
    ]
