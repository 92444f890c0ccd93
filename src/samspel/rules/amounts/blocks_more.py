"""The blocks for fixed fees, lost earnings, kilometres and documented costs."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from samspel.foundation.labels import mark as _
from samspel.rules.sentence import sentence

from .blocks import Block, both, not_paid, started
from .choices import CostKind, From, LineState, LossBasis, Proration, SumsTo
from .duties import Duty, Loss
from .looking import Known, Look, Mark, Quantity, Ref, Run, State
from .rounding import Rounding
from .units import Unit
from .working import Kr, Plain, Step, step

_TWELVE = Decimal(12)
_HOUR = Decimal(60)
_MIL = Decimal(10)


@dataclass(frozen=True, slots=True)
class Annual(Block):
    """A fixed fee by the year or the month, for the part of a month that the duty tells.

    The parts are rounded by where they begin and end, so however a period is split the
    parts add up to the same sum.
    """

    value: Ref
    proration: Proration = Proration.DAYS
    sums_to: SumsTo = SumsTo.YEAR
    per_count: bool = False

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        value = look.up(self.value, Unit.SEK_YEAR)
        rounding = look.rounding

        def run(duty: Duty, state: State) -> None:
            year = state.use(value) * (duty.times if self.per_count else 1)
            if self.per_count:
                state.steps.append(step(_("antal: %(count)s"), count=duty.times))
            first, end = self._places(duty)
            state.amount = self._part(year, duty.on.month, first, end, rounding)
            state.steps.append(_part_said(duty, first, end))

        return run

    def _places(self, duty: Duty) -> tuple[Decimal, Decimal]:
        """Give where in the month the part begins and ends, from 0 to 1."""
        days = Decimal(monthrange(duty.on.year, duty.on.month)[1])
        first = Decimal(duty.on.day - 1) / days
        end = Decimal(1) if duty.until is None else _end_in_month(duty.on, duty.until, days)
        if self.proration is Proration.DAYS:
            return first, end
        return (Decimal(0), Decimal(1)) if duty.on.day == 1 else (first, first)

    def _part(
        self, year: Decimal, month: int, first: Decimal, end: Decimal, rounding: Rounding
    ) -> Decimal:
        if self.sums_to is SumsTo.MONTH:
            whole = rounding.of(year / _TWELVE)
            return rounding.of(whole * end) - rounding.of(whole * first)
        before = Decimal(month - 1)
        high, low = year * (before + end) / _TWELVE, year * (before + first) / _TWELVE
        return rounding.of(high) - rounding.of(low)


def _end_in_month(first: dt.date, end: dt.date, days: Decimal) -> Decimal:
    """Give where a day that is not part of the period lies in the month that it began in."""
    if (end.year, end.month) != (first.year, first.month):
        return Decimal(1)
    return Decimal(end.day - 1) / days


def _part_said(duty: Duty, first: Decimal, end: Decimal) -> Step:
    if (first, end) == (Decimal(0), Decimal(1)):
        return step(_("hela månaden, en tolftedel av årets belopp"))
    days = monthrange(duty.on.year, duty.on.month)[1]
    return step(
        _("%(count)s av månadens %(days)s dagar, av en tolftedel av årets belopp"),
        count=int((end - first) * days + Decimal("0.5")),
        days=days,
    )


@dataclass(frozen=True, slots=True)
class Distance(Block):
    """An amount per kilometre, from a threshold: the whole way, or what lies beyond it."""

    value: Ref
    from_km: Quantity | None = None
    side: From = From.AT_LEAST
    beyond: bool = False

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        return () if self.from_km is None else both("far")

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        value = look.up(self.value, Unit.SEK_KM)
        border = Known(Decimal(0)) if self.from_km is None else look.up(self.from_km, Unit.KM)
        has_border, side, beyond = self.from_km is not None, self.side, self.beyond

        def run(duty: Duty, state: State) -> None:
            if has_border:
                far = duty.km >= border.amount
                far = far if side is From.AT_LEAST else duty.km > border.amount
                state.marks.append(("far", far))
                if not far:
                    state.use(border)
                    not_paid(state, LineState.BELOW, _too_near(duty.km, border.amount))
                    return
            length = duty.km - border.amount if beyond else duty.km
            state.amount += state.use(value) * length
            state.steps.append(step(_("sträcka: %(length)s km"), length=Plain(length)))

        return run


def _too_near(length: Decimal, border: Decimal) -> Step:
    return step(
        _("sträckan är %(length)s km och gränsen är %(border)s km"),
        length=Plain(length),
        border=Plain(border),
    )


@dataclass(frozen=True, slots=True)
class Documented(Block):
    """The costs of some kinds that have a receipt, each with no more than it cost."""

    kinds: frozenset[CostKind]

    def ready(self, look: Look) -> Run:
        """Give the block, which looks nothing up."""
        kinds = self.kinds

        def run(duty: Duty, state: State) -> None:
            costs = [each for each in duty.costs if each.kind in kinds]
            for cost in costs:
                if not cost.has_receipt:
                    state.marks.append(("receipt", False))
                    state.steps.append(
                        step(
                            _("%(kind)s på %(amount)s saknar kvitto"),
                            kind=sentence(cost.kind.label),
                            amount=Kr(cost.amount),
                        )
                    )
                    continue
                state.marks.append(("receipt", True))
                state.amount += cost.amount
                state.steps.append(
                    step(
                        _("%(kind)s enligt kvitto: %(amount)s"),
                        kind=sentence(cost.kind.label),
                        amount=Kr(cost.amount),
                    )
                )
            if not any(each.has_receipt for each in costs):
                state.state = LineState.NOT_PROVED

        return run

    def has_any(self, duty: Duty) -> bool:
        """Tell whether the duty has a cost of these kinds."""
        return any(each.kind in self.kinds for each in duty.costs)


@dataclass(frozen=True, slots=True)
class Earnings(Block):
    """Lost earnings: what is proved, a standard amount, or a standard with the rest on proof."""

    basis: LossBasis
    standard: Ref | None = None
    unit: Quantity | None = None
    month_hours: Quantity | None = None
    most_an_hour: Ref | None = None
    week_hours: Quantity | None = None
    year_hours: Quantity | None = None

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        proof = () if self.basis is LossBasis.STANDARD else both("proved")
        return (*proof, *(() if self.most_an_hour is None else both("most")))

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        standard = look.up(self.standard, Unit.SEK_HOUR) if self.standard else None
        unit = None if self.unit is None else look.up(self.unit, Unit.MINUTES).amount
        divisor = self._divisor(look)
        most = look.up(self.most_an_hour, Unit.SEK_HOUR) if self.most_an_hour else None
        basis = self.basis

        def run(duty: Duty, state: State) -> None:
            length = Decimal(state.minutes)
            if unit is not None:
                length = started(length, unit) * unit
                state.minutes = int(length)
            hourly = None if basis is LossBasis.STANDARD else _hourly(duty, divisor, state)
            chosen = _dearest(hourly, standard, state)
            if chosen is None:
                state.marks.append(("proved", False))
                not_paid(state, LineState.NOT_PROVED, _NO_PROOF)
                return
            if basis is not LossBasis.STANDARD:
                state.marks.append(("proved", hourly is not None))
            if most is not None:
                acts = chosen > most.amount
                state.marks.append(("most", acts))
                if acts:
                    chosen = state.use(most)
                    state.steps.append(step(_("högst %(amount)s i timmen"), amount=Kr(chosen)))
            state.amount += chosen * length / _HOUR

        return run

    def _divisor(self, look: Look) -> Divisor | None:
        """Give what an income is divided by to be told by the hour: one of the three."""
        told = ((self.month_hours, _MONTH), (self.week_hours, _WEEK), (self.year_hours, _YEAR))
        for hours, parts in told:
            if hours is not None:
                return Divisor(look.up(hours, Unit.HOURS), parts)
        return None


class Divisor(NamedTuple):
    """The hours of a month, a week or a year, and how many of those a year has."""

    hours: Known
    parts: int


_MONTH, _WEEK, _YEAR = 12, 52, 1
_NO_PROOF = step(_("det finns inget giltigt intyg om inkomsten den dagen"))


def _hourly(duty: Duty, divisor: Divisor | None, state: State) -> Decimal | None:
    """Give the proved income by the hour, or nothing when it is not proved that day."""
    loss = duty.loss
    if loss is None or loss.proved_until is None or loss.proved_until < duty.on:
        return None
    hourly = loss.hourly if loss.hourly is not None else _divided(loss, divisor, state)
    if hourly is not None:
        state.steps.append(step(_("styrkt inkomst: %(amount)s i timmen"), amount=Kr(hourly)))
    return hourly


def _divided(loss: Loss, divisor: Divisor | None, state: State) -> Decimal | None:
    if divisor is None or (loss.monthly is None and loss.yearly is None):
        return None
    income = _income(loss, divisor.parts)
    hours = state.use(divisor.hours)
    state.steps.append(step(_INCOME[divisor.parts], amount=Kr(income), hours=Plain(hours)))
    return income / hours


def _income(loss: Loss, parts: int) -> Decimal:
    """Give the income by the month, the week or the year, from whichever is told."""
    if loss.monthly is not None:
        return loss.monthly if parts == _MONTH else loss.monthly * _TWELVE / parts
    return (loss.yearly or Decimal(0)) / parts


_INCOME = {
    _MONTH: _("månadsinkomst %(amount)s delad med %(hours)s timmar"),
    _WEEK: _("veckoinkomst %(amount)s delad med %(hours)s timmar"),
    _YEAR: _("årsinkomst %(amount)s delad med %(hours)s timmar"),
}


def _dearest(hourly: Decimal | None, standard: Known | None, state: State) -> Decimal | None:
    if standard is None:
        return hourly
    if hourly is not None and hourly > standard.amount:
        return hourly
    return state.use(standard)


def tax_free_part(
    amount: Decimal, km: Decimal, per_mil: Decimal, rounding: Rounding
) -> Decimal:
    """Give how much of a mileage is tax-free: no more than the figure of the day per mil."""
    return min(amount, rounding.of(km * per_mil / _MIL))
