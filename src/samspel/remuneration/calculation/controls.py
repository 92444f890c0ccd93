"""Controls: what there is to see about a duty before anybody certifies it.

Only what is so is found out here. What it means, a stop or a warning with a reason, is
laid down by the rule set (the act ``duty.certify``), and the amounts by its lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from samspel.foundation.holidays import is_free_day
from samspel.foundation.labels import mark as _
from samspel.rules.amounts.choices import DutyKind, LineState, Pays
from samspel.rules.amounts.lines import Line
from samspel.rules.amounts.model import Payment
from samspel.rules.sentence import Sentence, sentence

_DAY = 24 * 60
# What somebody earns shows in these: their amounts are for the person and those who pay.
PRIVATE = frozenset({Pays.LOST_EARNINGS, Pays.BENEFIT})


class Timed(NamedTuple):
    """Another duty of the person: when it was, where, and what it is called."""

    key: str
    on: dt.date
    kind: DutyKind
    body: str
    subject: str
    starts: int = 0
    minutes: int = 0
    office: str = ""
    until: dt.date | None = None
    lost_from: int = 0
    lost_minutes: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """The minutes between which it was, counted from one and the same day for all."""
        first = self.on.toordinal() * _DAY + self.starts
        return first, first + self.minutes

    @property
    def lost_span(self) -> tuple[int, int]:
        """The minutes for which earnings were lost, counted in the same way."""
        first = self.on.toordinal() * _DAY + (self.lost_from or self.starts)
        return first, first + self.lost_minutes


class Paper(NamedTuple):
    """What a certificate of income says about when it holds and when the person works."""

    is_answered: bool
    holds_from: dt.date
    holds_until: dt.date
    works_from: int | None = None
    works_to: int | None = None
    works_weekends: bool = False


class Lost(NamedTuple):
    """When the earnings were lost, and what proves them."""

    starts: int
    minutes: int
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is so, as facts that a rule set judges, and in words for whoever certifies.

    ``beside`` names the person's other duties that are in the way; ``about`` says what was
    done to the lines of this one.
    """

    facts: Mapping[str, bool]
    beside: tuple[Sentence, ...] = ()
    about: tuple[Sentence, ...] = ()

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """All of it in words."""
        return (*self.beside, *self.about)


def found(
    duty: Timed,
    others: Iterable[Timed],
    lines: Iterable[Line],
    lost: Lost | None,
    *,
    is_own: bool,
) -> Found:
    """Find out what there is to see about the duty.

    Takes the person's other duties, the lines that the duty was settled into, when
    earnings were lost, and whether whoever looks is the person.
    """
    given = list(lines)
    same = [each for each in others if each.key != duty.key and is_double(duty, each)]
    doubles = {duty.key, *(each.key for each in same)}
    rest = [each for each in others if each.key not in doubles]
    beside = [each for each in rest if overlap(duty, each)]
    lost_too = [each for each in rest if lost_twice(duty, each)]
    facts = {
        "duty.is_own": is_own,
        "duty.is_double": bool(same),
        "duty.overlaps": bool(beside or lost_too),
        **_of_lines(given),
        **_of_loss(duty, given, lost),
    }
    return Found(facts, tuple(_beside(same, beside, lost_too)), tuple(_why(given)))


def is_double(duty: Timed, other: Timed) -> bool:
    """Tell whether the two are one and the same: kind, body, and time or name.

    One prepares for a body's meeting once, whatever it is called and however long it took.
    """
    if (duty.kind, duty.body) != (other.kind, other.body):
        return False
    if duty.kind is DutyKind.OFFICE:
        return duty.office == other.office and _runs_into(duty, other)
    if duty.kind is DutyKind.PREPARATION:
        return duty.on == other.on
    if duty.minutes and other.minutes:
        return overlap(duty, other)
    return duty.on == other.on and duty.subject == other.subject


def _runs_into(duty: Timed, other: Timed) -> bool:
    last, other_last = duty.until or dt.date.max, other.until or dt.date.max
    return duty.on < other_last and other.on < last


def overlap(duty: Timed, other: Timed) -> bool:
    """Tell whether the two go on at the same time. One that begins as the other ends does not."""
    if _has_no_clock(duty) or _has_no_clock(other):
        return False
    return _meet(duty.span, other.span)


def _has_no_clock(duty: Timed) -> bool:
    """Tell whether nobody knows when it was: a fixed fee, and reading of which only the length is told."""
    is_reading = duty.kind is DutyKind.PREPARATION and not duty.starts
    return duty.kind is DutyKind.OFFICE or is_reading


def lost_twice(duty: Timed, other: Timed) -> bool:
    """Tell whether earnings are told as lost for the same time in both."""
    return bool(duty.lost_minutes and other.lost_minutes) and _meet(
        duty.lost_span, other.lost_span
    )


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _of_lines(lines: list[Line]) -> dict[str, bool]:
    states = {line.state for line in lines}
    return {
        "duty.is_late": LineState.LATE in states,
        "duty.is_near": LineState.BELOW in states,
        "duty.is_over_cap": bool(states & {LineState.LOWERED, LineState.CAPPED}),
        "duty.is_excluded": any(_is_asked_in_vain(line) for line in lines),
        "duty.receipt_is_missing": _unproved(lines, Pays.EXPENSE),
    }


def _is_asked_in_vain(line: Line) -> bool:
    """Tell whether somebody has asked for what an exclusion takes away.

    The fee of what the municipality itself knows of is asked for by nobody: that a full-time
    councillor gets none is the rule at work, and nothing to explain.
    """
    if line.state is not LineState.EXCLUDED or not isinstance(line.rule, Payment):
        return False
    return not line.duty.is_known or line.rule.pays not in (Pays.FEE, Pays.ANNUAL_FEE)


def _unproved(lines: Iterable[Line], pays: Pays) -> bool:
    return any(
        line.state is LineState.NOT_PROVED
        and isinstance(line.rule, Payment)
        and line.rule.pays is pays
        for line in lines
    )


def _of_loss(duty: Timed, lines: list[Line], lost: Lost | None) -> dict[str, bool]:
    paper = None if lost is None else lost.paper
    unproved = _unproved(lines, Pays.LOST_EARNINGS)
    answered = paper is not None and paper.is_answered
    return {
        "duty.certificate_is_missing": unproved and not answered,
        "duty.certificate_has_expired": unproved and answered,
        "duty.loss_outside_hours": lost is not None and _outside(duty, lost),
        "duty.loss_on_free_day": (
            lost is not None
            and paper is not None
            and not paper.works_weekends
            and is_free_day(duty.on)
        ),
    }


def _outside(duty: Timed, lost: Lost) -> bool:
    """Tell whether some of what was lost lies outside the hours that the certificate says."""
    paper = lost.paper
    if paper is None or paper.works_from is None or paper.works_to is None:
        return False
    starts = lost.starts or duty.starts
    return starts < paper.works_from or starts + lost.minutes > paper.works_to


def _beside(
    same: list[Timed], beside: list[Timed], lost_too: list[Timed]
) -> Iterable[Sentence]:
    for each in same:
        yield sentence(_("Finns redan: %(what)s."), what=each.subject)
    for each in beside:
        yield sentence(_("Samtidigt: %(what)s."), what=each.subject)
    for each in lost_too:
        yield sentence(_("Förlorad inkomst för samma tid: %(what)s."), what=each.subject)


def _why(lines: list[Line]) -> Iterable[Sentence]:
    """Give, of each line that something was done to, what was done."""
    for line in lines:
        if line.state is not LineState.PAID and line.working:
            yield sentence("%(title)s: %(why)s.", title=line.rule.title, why=_reason(line))


def _reason(line: Line) -> Sentence:
    """Give the last step of the working that says more than the payment's own name.

    Of what shows what somebody earns only that a certificate is missing is told.
    """
    label = sentence(line.state.label)
    if is_private(line) and line.state is not LineState.NOT_PROVED:
        return label
    said = (each.said for each in reversed(line.working))
    return next((each for each in said if str(each) != line.rule.title), label)


def is_private(line: Line) -> bool:
    """Tell whether a line's amount shows what somebody earns."""
    return isinstance(line.rule, Payment) and line.rule.pays in PRIVATE
