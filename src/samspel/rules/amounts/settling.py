"""Settling: one person's duties over a period become lines, each with its working."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter

from samspel.foundation.dates import add_months
from samspel.foundation.labels import mark as _
from samspel.rules.errors import NoRuleInForce
from samspel.rules.values import swedish_day

from .capping import keep_caps, rounded_totals
from .choices import DutyKind, LineState
from .duties import NOTHING, Duty
from .lines import Line, latest_claim
from .rates import Rules
from .refusals import NotPaidByAnyRule
from .spans import Reckoned, Span
from .working import step

_ORDER = itemgetter(*map(Duty._fields.index, ("on", "starts", "key")))
_AMOUNT = itemgetter(Line._fields.index("amount"))
_new_line = tuple.__new__  # what Line._make does, without counting the parts again


@dataclass(frozen=True, slots=True)
class Settlement:
    """The lines of one person's duties, and what could not be reckoned."""

    lines: tuple[Line, ...]
    refused: tuple[tuple[Duty, NoRuleInForce], ...] = ()
    unpaid: tuple[tuple[Duty, NotPaidByAnyRule], ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the lines. Raises the refusal when something could not be reckoned."""
        if self.refused:
            raise self.refused[0][1]
        return sum(map(_AMOUNT, self.lines), NOTHING)

    @property
    def tax_free(self) -> Decimal:
        """The tax-free part of the lines."""
        return sum((line.tax_free for line in self.lines), NOTHING)

    def by_rule(self) -> dict[str, Decimal]:
        """Give the sum per payment, in the order in which they come."""
        sums: dict[str, Decimal] = {}
        for line in self.lines:
            sums[line.rule.id] = sums.get(line.rule.id, NOTHING) + line.amount
        return sums


def settle(duties: Iterable[Duty], rules: Rules) -> Settlement:
    """Settle one person's duties for a period by the rules.

    Takes the duties in any order; ``rules`` is ``compile_amounts`` of a version, or a
    ``Timeline`` of several. Each duty is reckoned by what was in force on its own day.
    A day without rules, or a value that is not known, is listed in ``refused`` and makes
    ``total`` raise; it is never taken for zero. Caps count all duties given, so a cap per
    year wants the year's duties.
    """
    lines: list[Line] = []
    spans: list[Span] = []
    refused: list[tuple[Duty, NoRuleInForce]] = []
    unpaid: list[tuple[Duty, NotPaidByAnyRule]] = []
    for duty in sorted(duties, key=_ORDER):
        before = len(lines)
        try:
            _add_lines(duty, rules, lines, spans)
        except NoRuleInForce as refusal:
            del lines[before:], spans[before:]
            refused.append((duty, refusal))
            continue
        if len(lines) == before:
            unpaid.append((duty, NotPaidByAnyRule(duty.kind.label, duty.on)))
    keep_caps(lines, spans)
    lines += rounded_totals(lines, spans)
    return Settlement(tuple(lines), tuple(refused), tuple(unpaid))


def _add_lines(duty: Duty, rules: Rules, lines: list[Line], spans: list[Span]) -> None:
    """Add a duty's lines, each with the span that it was reckoned in."""
    parts = (duty,) if duty.kind is not DutyKind.OFFICE else parts_of(duty, rules)
    for part in parts:
        on, claimed_on, span = part.on, part.claimed_on, rules.span(part.on)
        for found in span.reckon(part):
            line = _new_line(Line, (part, on) + found)  # noqa: RUF005  the quicker of the two
            lines.append(line if claimed_on is None else _in_time(line, found, span))
            spans.append(span)


def parts_of(duty: Duty, rules: Rules) -> Iterator[Duty]:
    """Split a fixed fee at every new month and wherever a rule or a value changes."""
    if duty.until is None:
        raise ValueError("a fixed fee needs a day when it ends")
    days = [duty.on, *_borders(duty.on, duty.until, rules), duty.until]
    for first, end in pairwise(days):
        yield duty._replace(on=first, until=end)


def _borders(first: dt.date, end: dt.date, rules: Rules) -> list[dt.date]:
    months = []
    month = add_months(first.replace(day=1), 1)
    while month < end:
        months.append(month)
        month = add_months(month, 1)
    return sorted({*months, *rules.changes(first, end)})


def _in_time(line: Line, found: Reckoned, span: Span) -> Line:
    """Give the line, or nothing for what was handed in too late."""
    duty = line.duty
    latest = latest_claim(duty, found.payment, span)
    if latest is None or duty.claimed_on is None or duty.claimed_on <= latest[0]:
        return line
    late = step(
        _("för sent: sista dag var den %(day)s (%(title)s)"),
        day=swedish_day(latest[0]),
        title=latest[1].title,
    )
    return line._replace(
        amount=NOTHING,
        tax_free=NOTHING,
        state=LineState.LATE,
        working=(*line.working, late),
        marks=(*line.marks, (latest[1].id, "acted")),
    )
