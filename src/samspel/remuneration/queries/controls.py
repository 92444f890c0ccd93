"""Duties with what the controls find and what the rules say of it, for whoever certifies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from samspel.foundation.refusal import Refused
from samspel.remuneration.calculation.controls import (
    Found,
    Lost,
    Paper,
    Timed,
    found,
    is_private,
)
from samspel.remuneration.enums import CertificateState, DutyKind, DutyOrigin, DutyState
from samspel.remuneration.models import Duty, IncomeCertificate
from samspel.remuneration.queries.gaps import NO_GAPS, Gaps, gaps_of
from samspel.remuneration.queries.links import Links, clause_links
from samspel.remuneration.queries.rates import rules_known
from samspel.remuneration.queries.years import Years, settled_years
from samspel.rulebooks.queries import Judgement, judge
from samspel.rules.amounts.lines import Line

ACT = "duty.certify"
AREA = "remuneration"
_ANSWERED = (CertificateState.CONFIRMED, CertificateState.UPLOADED)
_OUT = (DutyState.WITHDRAWN, DutyState.REFUSED)


@dataclass(frozen=True)
class Reviewed:
    """A duty with what it gives, what there is to see, and what the rules say of that.

    ``refusal`` is there when no rule could be asked, and nothing can then be certified;
    ``unpaid`` is why no rule pays anything for it, where none does, and ``gaps`` what nothing
    is paid for though the rest is.
    """

    duty: Duty
    lines: tuple[Line, ...]
    found: Found
    judgement: Judgement | None
    refusal: Refused | None = None
    unpaid: object = None
    gaps: Gaps = NO_GAPS

    @property
    def is_in_vain(self) -> bool:
        """Whether somebody claims what no rule pays for."""
        return self.unpaid is not None and self.duty.origin == DutyOrigin.CLAIM

    @property
    def amount(self) -> Decimal:
        """What the duty gives, without the lines that show what somebody earns."""
        shown = (line.amount for line in self.lines if not is_private(line))
        return sum(shown, Decimal(0))

    @property
    def weight(self) -> int:
        """How odd it is: stopped, warned, nothing."""
        if self.judgement is None or self.judgement.is_stopped:
            return 0
        return 1 if self.judgement.is_warned or self.is_in_vain or self.gaps else 2


def reviewed(
    duties: Sequence[Duty],
    *,
    person_id: int | None,
    today: dt.date,
    links: Links | None = None,
    years: Years | None = None,
) -> list[Reviewed]:
    """Review the duties as the person would certify them, in the order given.

    Settles each person's whole years, since caps and overlaps reach over bodies. The same
    number of statements for any number of rows; ``years`` are given by whoever has settled
    them already, for the same persons and years. Raises NoRuleInForce when the council has
    no rules for remuneration at all.
    """
    if not duties:
        return []
    known = clause_links(rules_known()) if links is None else links
    rules = known.rules
    if rules is None:
        return []
    if years is None:
        years = settled_years(
            {each.person_id for each in duties},
            {each.on.year for each in duties},
            rules.timeline,
            today=today,
        )
    asking = _Asking(known, years)
    return [asking.review(each, person_id) for each in duties]


class _Asking:
    """What many reviews share: the rules, the versions, everybody's duties as times."""

    def __init__(self, links: Links, years: Years) -> None:
        self._links, self._years = links, years
        self._rows = {each.pk: each for each in years.rows}
        self._timed: dict[int, list[Timed]] = {}
        for each in years.rows:
            if each.state not in _OUT:
                self._timed.setdefault(each.person_id, []).append(timed(each))

    def review(self, duty: Duty, person_id: int | None) -> Reviewed:
        row = self._rows.get(duty.pk, duty)
        lines = tuple(self._years.of(duty))
        seen = found(
            timed(row),
            self._timed.get(row.person_id, ()),
            lines,
            lost_of(row),
            is_own=row.person_id == person_id,
        )
        refusal = self._years.refused.get(duty.pk)
        if isinstance(refusal, Refused):
            return Reviewed(row, lines, seen, None, refusal)
        try:
            version = self._links.version(row.on)
        except Refused as none:
            return Reviewed(row, lines, seen, None, none)
        judgement = judge(
            ACT,
            seen.facts,
            body_id=version.rulebook.body_id,
            on=row.on,
            area=AREA,
            version=version,
        )
        unpaid, rules = self._years.unpaid.get(duty.pk), self._links.rules
        gaps = gaps_of(row, None if rules is None else rules.timeline)
        return Reviewed(row, lines, seen, judgement, unpaid=unpaid, gaps=gaps)


def timed(duty: Duty) -> Timed:
    """Give a duty as the controls compare it with others."""
    lost = lost_of(duty)
    return Timed(
        str(duty.pk),
        duty.on,
        DutyKind(duty.kind),
        duty.body.short_name,
        duty.subject,
        duty.starts,
        duty.minutes,
        duty.office,
        duty.until,
        0 if lost is None else lost.starts,
        0 if lost is None else lost.minutes,
    )


def lost_of(duty: Duty) -> Lost | None:
    """Give when earnings were lost for the duty, and what proves them."""
    lost = getattr(duty, "lost_earnings", None)
    if lost is None:
        return None
    return Lost(lost.starts, lost.minutes, paper_of(lost.certificate))


def paper_of(paper: IncomeCertificate | None) -> Paper | None:
    """Give what a certificate says about its days and hours; never what somebody earns."""
    if paper is None:
        return None
    return Paper(
        paper.state in _ANSWERED,
        paper.valid_from,
        paper.valid_until,
        paper.works_from,
        paper.works_to,
        paper.works_weekends,
    )


def odd_first(rows: Iterable[Reviewed]) -> list[Reviewed]:
    """Give the rows with what is stopped first, then what is warned about, then the rest."""
    return sorted(rows, key=lambda each: (each.weight, -each.duty.on.toordinal()))
