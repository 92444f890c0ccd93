"""Spans: the time between two changes, in which every value is known once and for all.

A span holds the chains of blocks with their values looked up. What the same facts give
is reckoned once and kept, so that a year of a whole county is mostly looking up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from samspel.foundation.labels import mark as _
from samspel.rules.errors import NoRuleInForce

from .blocks import Time, rounded_step
from .blocks_away import Allowance
from .blocks_more import tax_free_part
from .choices import DutyKind, From, LineState, Measure, Pays, Tax
from .duties import NOTHING, Duty
from .facts import ABOUT_LOSS, concerns, counts_time, fact_getter, looks_at_loss
from .looking import Known, Mark, Quantity, Run, State
from .looking_up import Values
from .model import Cap, Deadline, Exclusion, Payment, Total
from .rounding import TO_ORE, Rounding
from .units import Unit
from .working import Step, step

TAX_FREE_MILEAGE = "milersattning-skattefri"
_MOST_KEPT = 50_000
_ALWAYS = (Pays.FEE, Pays.ANNUAL_FEE)


class Reckoned(NamedTuple):
    """What one payment gives for a duty, before any cap over several duties."""

    payment: Payment
    amount: Decimal
    minutes: int
    tax_free: Decimal
    working: tuple[Step, ...]
    state: LineState
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DayLook:
    """The values as a block sees them: on one day, for one payment."""

    values: Values
    day: dt.date
    rounding: Rounding = TO_ORE

    def up(self, quantity: Quantity, unit: Unit) -> Known:
        """Give the quantity in the unit. Refuses with NoRuleInForce what is not known."""
        return self.values.up(quantity, unit, self.day)


class Chain:
    """A payment with its blocks made ready for a span, or the refusal of what is not known."""

    __slots__ = (
        "_cites",
        "_counts_time",
        "_exclusions",
        "_facts",
        "_free",
        "_is_about_loss",
        "_kept",
        "_least",
        "_per_mil",
        "_runs",
        "payment",
        "refusal",
    )

    def __init__(
        self,
        payment: Payment,
        look: DayLook,
        exclusions: tuple[ReadyExclusion, ...],
        refusal: NoRuleInForce | None = None,
        cites: str = "",
    ) -> None:
        self.payment = payment
        self._cites = cites
        self.refusal = refusal
        self._runs: tuple[Run, ...] = ()
        self._per_mil = NOTHING
        self._free: Callable[[Duty], Decimal] | None = None
        self._exclusions = exclusions
        self._least = min((each.border or NOTHING for each in exclusions), default=NOTHING)
        self._facts = fact_getter(payment)
        self._counts_time = counts_time(payment)
        self._is_about_loss = looks_at_loss(payment)
        self._kept: dict[object, Reckoned | None] = {}
        try:
            self._runs = tuple(block.ready(look) for block in payment.blocks)
            if payment.tax is Tax.MILEAGE:
                self._per_mil, _step, _marks = look.values.number(TAX_FREE_MILEAGE, look.day)
            if payment.tax is Tax.ALLOWANCE:
                away = next(each for each in payment.blocks if isinstance(each, Allowance))
                self._free = away.tax_free(look)
        except NoRuleInForce as unknown:
            self.refusal = unknown

    def given(self, duty: Duty) -> Reckoned | None:
        """Give what the payment gives for the duty; the same facts are reckoned once."""
        if self._exclusions and duty.occupancy >= self._least:
            for exclusion in self._exclusions:
                if exclusion.holds(duty):
                    return self._excluded(exclusion) if self.pays_for(duty) else None
        if self._facts is None:
            return self.reckon(duty) if self.pays_for(duty) else None
        facts = self._facts(duty)
        if self._is_about_loss and duty.loss is not None:
            incomes, until = self.payment.scope.incomes, duty.loss.proved_until
            if incomes and duty.loss.income not in incomes:
                return None
            facts = (facts, until is not None and until >= duty.on)
        try:
            return self._kept[facts]
        except KeyError:
            return self._given_anew(facts, duty)

    def _given_anew(self, facts: object, duty: Duty) -> Reckoned | None:
        """Reckon what has not been reckoned before, and keep it."""
        found = self.reckon(duty) if self.pays_for(duty) else None
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[facts] = found
        return found

    def pays_for(self, duty: Duty) -> bool:
        """Tell whether the payment has anything to say of the duty."""
        return concerns(self.payment, duty) and self.payment.scope.holds(duty)

    def reckon(self, duty: Duty, limit: int | None = None) -> Reckoned:
        """Reckon the payment, with no more paid time than the limit. Refuses what is not known."""
        for exclusion in self._exclusions:
            if exclusion.holds(duty):
                return self._excluded(exclusion)
        if self.refusal is not None:
            raise self.refusal
        payment = self.payment
        state = State(_base_minutes(payment, duty) if self._counts_time else 0, limit)
        self._run(duty, state)
        if self._cites and not any(each.rests_on for each in state.steps):
            state.steps.append(step("%(title)s", title=payment.title, rests_on=self._cites))
        amount = payment.rounding.of(state.amount)
        if payment.rounding is not TO_ORE and amount != state.amount:
            state.steps.append(rounded_step(payment.rounding, amount))
        return Reckoned(
            payment,
            amount,
            state.minutes,
            self._tax_free(amount, duty),
            tuple(state.steps),
            state.state,
            tuple((payment.id, *mark) if mark[0] != "value" else mark for mark in state.marks),
        )

    def _run(self, duty: Duty, state: State) -> None:
        """Run the blocks. The body's own limit lowers the time, and so does a cap's."""
        runs = iter(self._runs)
        if self.payment.blocks and isinstance(self.payment.blocks[0], Time):
            next(runs)(duty, state)
        if duty.limit is not None and state.lower_time(duty.limit):
            state.steps.append(step(_("tiden är sänkt till vad organet har beslutat")))
        if state.limit is not None:
            state.lower_time(state.limit)
        for run in runs:
            run(duty, state)
            if state.state is not LineState.PAID:
                return

    def _excluded(self, exclusion: ReadyExclusion) -> Reckoned:
        rule = exclusion.rule
        return Reckoned(
            self.payment,
            NOTHING,
            0,
            NOTHING,
            (step(_("ersätts inte: %(title)s"), title=rule.title, rests_on=exclusion.cites),),
            LineState.EXCLUDED,
            ((rule.id, "acted"),),
        )

    def _tax_free(self, amount: Decimal, duty: Duty) -> Decimal:
        tax = self.payment.tax
        if tax is Tax.TAXABLE:
            return NOTHING
        if tax is Tax.FREE:
            return amount
        if self._free is not None:
            return min(amount, self._free(duty))
        return tax_free_part(amount, duty.km, self._per_mil, TO_ORE)


def _base_minutes(payment: Payment, duty: Duty) -> int:
    """Give the time that counts where no block says which: what was lost, or attended."""
    if payment.pays in ABOUT_LOSS:
        return 0 if duty.loss is None else duty.loss.minutes
    return duty.minutes


@dataclass(frozen=True, slots=True)
class ReadyExclusion:
    """An exclusion with its threshold looked up."""

    rule: Exclusion
    border: Decimal | None
    cites: str

    def holds(self, duty: Duty) -> bool:
        """Tell whether the duty is one of those left out."""
        # The border first: it lets most duties through.
        border, rule = self.border, self.rule
        when = rule.when
        if border is not None:
            share = duty.occupancy
            if share < border or (share == border and when.side is not From.AT_LEAST):
                return False
        if duty.kind in rule.yields_to:
            return False
        if when.roles and duty.role not in when.roles:
            return False
        return not when.offices or duty.office in when.offices


class ReadyCap(NamedTuple):
    """A cap with its limit looked up. ``place`` is its turn among the caps."""

    place: int
    rule: Cap
    limit: Decimal
    step: Step
    marks: tuple[Mark, ...]


class Span:
    """What counts between two changes."""

    __slots__ = ("_by_kind", "caps", "chains", "deadlines", "totals")

    def __init__(
        self,
        chains: Iterable[Chain],
        caps: Mapping[str, tuple[ReadyCap, ...]],
        deadlines: Mapping[str, tuple[Deadline, ...]],
        totals: tuple[Total, ...],
    ) -> None:
        self.totals = totals
        self.chains = {chain.payment.id: chain for chain in chains}
        self.caps = caps
        self.deadlines = deadlines
        self._by_kind = {kind: self._of(kind) for kind in DutyKind}

    def _of(self, kind: DutyKind) -> tuple[tuple[Chain, ...], ...]:
        """Give the chains for a kind of duty: always asked, then trips, loss, costs, nights."""
        chosen = [
            chain
            for chain in self.chains.values()
            if not chain.payment.scope.kinds or kind in chain.payment.scope.kinds
            if (chain.payment.pays is Pays.ANNUAL_FEE) is (kind is DutyKind.OFFICE)
        ]
        groups = (_ALWAYS, (Pays.MILEAGE,), ABOUT_LOSS, (Pays.EXPENSE,), (Pays.ALLOWANCE,))
        return tuple(
            tuple(chain for chain in chosen if chain.payment.pays in group) for group in groups
        )

    def reckon(self, duty: Duty) -> list[Reckoned]:
        """Give what every payment of the rule set gives for the duty."""
        always, trips, losses, costs, nights = self._by_kind[duty.kind]
        if duty.km:
            always = always + trips
        if duty.loss is not None:
            always = always + losses
        if duty.costs:
            always = always + costs
        if duty.away is not None:
            always = always + nights
        return [found for chain in always if (found := chain.given(duty)) is not None]


def ready_cap(cap: Cap, place: int, look: DayLook, cites: str) -> ReadyCap:
    """Look a cap's limit up: minutes, kronor, a number of fees."""
    said = step(_("taket: %(title)s"), title=cap.title, rests_on=cites)
    if cap.at_most is None:
        return ReadyCap(place, cap, Decimal(1), said, ())
    known = look.up(cap.at_most, CAP_UNIT[cap.measure])
    limit, marks = known.amount, known.marks
    if cap.of is not None:
        base = look.up(cap.of, look.values.by_id[cap.of.id].unit)
        limit, marks = limit * base.amount, marks + base.marks
    return ReadyCap(place, cap, limit, said, marks)


CAP_UNIT: Mapping[Measure, Unit] = {
    Measure.HOURS: Unit.MINUTES,
    Measure.AMOUNT: Unit.SEK,
    Measure.FEES: Unit.FEES,
    Measure.MULTIPLE: Unit.TIMES,
}
