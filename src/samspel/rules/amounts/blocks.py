"""The building blocks of an amount: typed, dated through their values, each explaining itself.

A payment is a chain of blocks. Blocks of time say how long is paid; blocks of money
turn that into kronor. A block names lengths and values; whose they are it never knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from samspel.foundation.labels import mark as _
from samspel.rules.sentence import sentence

from .choices import Counted, From, LineState, Side, Travel
from .duties import Duty
from .looking import Known, Look, Mark, Quantity, Ref, Run, State
from .rounding import Rounding
from .units import Unit
from .working import Kr, Length, Step, step

_HOUR = Decimal(60)
_ONE = Decimal(1)


def started(length: Decimal, unit: Decimal) -> Decimal:
    """Give the number of started units in a length; none in a length of nothing."""
    return (length / unit).quantize(_ONE, ROUND_CEILING) if length > 0 else Decimal(0)


def both(name: str) -> tuple[Mark, ...]:
    """Give the two sides of a threshold, as a case marks them."""
    return (name, True), (name, False)


class Block:
    """One link of the chain. ``ready`` looks its values up once; what it gives is then run."""

    __slots__ = ()

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        raise NotImplementedError

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go; a case must go each of them."""
        return ()


@dataclass(frozen=True, slots=True)
class Time(Block):
    """Which time is paid: attended, scheduled or lost, with travel or not, and at most."""

    counts: Counted = Counted.ATTENDED
    travel: Travel = Travel.NONE
    standard: Quantity | None = None
    from_km: Quantity | None = None
    side: From = From.AT_LEAST
    at_most: Quantity | None = None

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        road = both("travel") if self.from_km is not None else ()
        return (*road, *(both("at_most") if self.at_most is not None else ()))

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        standard = look.up(self.standard or Decimal(0), Unit.MINUTES)
        from_km = look.up(self.from_km or Decimal(0), Unit.KM)
        at_most = None if self.at_most is None else look.up(self.at_most, Unit.MINUTES)
        counts, travel, has_border = self.counts, self.travel, self.from_km is not None

        def run(duty: Duty, state: State) -> None:
            state.minutes = _counted(duty, counts)
            state.steps.append(_COUNTED[counts](state.minutes))
            if _is_on_the_road(duty, travel):
                far = _reaches(duty.km, from_km.amount, self.side)
                if has_border:
                    state.marks.append(("travel", far))
                if far:
                    road = (
                        standard
                        if travel is Travel.STANDARD
                        else Known(Decimal(duty.travel_minutes))
                    )
                    state.minutes += int(state.use(road))
                    state.steps.append(_length(_("restid: %(length)s"), int(road.amount)))
            if at_most is not None:
                long = state.lower_time(int(at_most.amount))
                state.marks.append(("at_most", long))
                if long:
                    state.use(at_most)
                    state.steps.append(
                        _length(_("tiden räknas till högst %(length)s"), state.minutes)
                    )

        return run


def _is_on_the_road(duty: Duty, travel: Travel) -> bool:
    """Tell whether there is a road to count: a standard needs no more than its length."""
    if travel is Travel.STANDARD and duty.km:
        return True
    return travel is not Travel.NONE and duty.travel_minutes > 0


def _counted(duty: Duty, counts: Counted) -> int:
    if counts is Counted.ATTENDED:
        return duty.minutes
    if counts is Counted.SCHEDULED:
        return duty.scheduled
    if counts is Counted.LONGEST:
        return max(duty.minutes, duty.scheduled)
    return 0 if duty.loss is None else duty.loss.minutes


def _length(template: str, minutes: int) -> Step:
    return step(template, length=Length(minutes))


_COUNTED = {
    Counted.ATTENDED: lambda minutes: _length(_("närvarotid: %(length)s"), minutes),
    Counted.SCHEDULED: lambda minutes: _length(_("schemalagd tid: %(length)s"), minutes),
    Counted.LONGEST: lambda minutes: _length(_("tid: %(length)s"), minutes),
    Counted.LOST: lambda minutes: _length(_("förlorad arbetstid: %(length)s"), minutes),
}


def _reaches(far: Decimal, border: Decimal, side: From) -> bool:
    return far >= border if side is From.AT_LEAST else far > border


@dataclass(frozen=True, slots=True)
class First(Block):
    """The first part of the time counts as a length of its own: whole, or double."""

    length: Quantity
    counts_as: Quantity

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        length = look.up(self.length, Unit.MINUTES)
        counts_as = look.up(self.counts_as, Unit.MINUTES)

        def run(_duty: Duty, state: State) -> None:
            if state.minutes > 0:
                rest = max(state.minutes - int(state.use(length)), 0)
                state.minutes = int(state.use(counts_as)) + rest
                state.steps.append(
                    step(
                        _("de första %(length)s räknas som %(counted)s"),
                        length=Length(int(length.amount)),
                        counted=Length(int(counts_as.amount)),
                    )
                )

        return run


@dataclass(frozen=True, slots=True)
class Once(Block):
    """An amount that is paid once, however long it takes."""

    value: Ref

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        value = look.up(self.value, Unit.SEK)

        def run(_duty: Duty, state: State) -> None:
            state.amount += state.use(value)

        return run


@dataclass(frozen=True, slots=True)
class StartedUnits(Block):
    """An amount per started unit of the time that lies beyond a first part.

    ``per`` says what the value is told in: per hour, per half hour, or per unit (SEK).
    """

    value: Ref
    unit: Quantity
    after: Quantity = Decimal(0)
    per: Unit = Unit.SEK_HOUR

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        return both("beyond") if self.after else ()

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        value = look.up(self.value, self.per)
        unit = look.up(self.unit, Unit.MINUTES)
        after = look.up(self.after, Unit.MINUTES)
        each = value.amount * unit.amount / _HOUR if self.per is Unit.SEK_HOUR else value.amount
        has_first = bool(self.after)

        def run(_duty: Duty, state: State) -> None:
            count = started(state.minutes - after.amount, unit.amount)
            if has_first:
                state.marks.append(("beyond", count > 0))
            if count > 0:
                state.use(unit)
                state.use(after)
                state.use(value)
                state.amount += count * each
                state.steps.append(
                    step(
                        _("påbörjade %(unit)s: %(count)s à %(each)s"),
                        unit=Length(int(unit.amount)),
                        count=count,
                        each=Kr(each),
                    )
                )

        return run


@dataclass(frozen=True, slots=True)
class Hours(Block):
    """An amount per hour, for exactly the time that counts."""

    value: Ref

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        value = look.up(self.value, Unit.SEK_HOUR)

        def run(_duty: Duty, state: State) -> None:
            state.amount += state.use(value) * state.minutes / _HOUR

        return run


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: up to a length, and whether exactly that length still belongs to it."""

    value: Ref
    up_to: Quantity | None = None
    side: Side = Side.AT_MOST

    def holds(self, minutes: int, border: Decimal) -> bool:
        """Tell whether the time belongs to the step."""
        return minutes <= border if self.side is Side.AT_MOST else minutes < border


@dataclass(frozen=True, slots=True)
class Steps(Block):
    """One amount for a short time, another for a longer: half a day and a whole one."""

    rows: tuple[StepRow, ...]

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        return tuple(("step", place) for place, _row in enumerate(self.rows))

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        rows = [
            (
                row,
                look.up(row.value, Unit.SEK),
                None if row.up_to is None else look.up(row.up_to, Unit.MINUTES),
            )
            for row in self.rows
        ]

        def run(_duty: Duty, state: State) -> None:
            place = _place_in(rows, state.minutes)
            row, value, border = rows[place]
            state.marks.append(("step", place))
            if border is not None:
                state.use(border)
                state.steps.append(_border(row.side, int(border.amount)))
            state.amount += state.use(value)

        return run


def _place_in(rows: list[tuple[StepRow, Known, Known | None]], minutes: int) -> int:
    """Give the step that the time belongs to; the last holds all that is longer."""
    return next(
        place
        for place, (row, _value, border) in enumerate(rows)
        if border is None or row.holds(minutes, border.amount)
    )


def _border(side: Side, minutes: int) -> Step:
    if side is Side.AT_MOST:
        return _length(_("tiden är högst %(length)s"), minutes)
    return _length(_("tiden är mindre än %(length)s"), minutes)


@dataclass(frozen=True, slots=True)
class Multiplied(Block):
    """The amount as many times as the duty says: per mandate, per day away."""

    def ready(self, look: Look) -> Run:
        """Give the block, which looks nothing up."""

        def run(duty: Duty, state: State) -> None:
            state.amount *= duty.times
            state.steps.append(step(_("antal: %(count)s"), count=duty.times))

        return run


@dataclass(frozen=True, slots=True)
class Within(Block):
    """The most, or the least, that one occasion gives."""

    value: Ref
    is_most: bool = True
    per: Unit = Unit.SEK

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        return both("within")

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        value = look.up(self.value, self.per)
        is_most, hourly = self.is_most, self.per is Unit.SEK_HOUR
        template = _("högst %(amount)s") if is_most else _("minst %(amount)s")

        def run(_duty: Duty, state: State) -> None:
            border = value.amount * state.minutes / _HOUR if hourly else value.amount
            acts = state.amount > border if is_most else state.amount < border
            state.marks.append(("within", acts))
            if acts:
                state.use(value)
                state.amount = border
                state.steps.append(step(template, amount=Kr(border)))

        return run


@dataclass(frozen=True, slots=True)
class Rounded(Block):
    """A rounding in the middle of the chain."""

    rounding: Rounding

    def ready(self, look: Look) -> Run:
        """Give the block, which looks nothing up."""
        rounding = self.rounding

        def run(_duty: Duty, state: State) -> None:
            state.amount = rounding.of(state.amount)
            state.steps.append(rounded_step(rounding, state.amount))

        return run


def rounded_step(rounding: Rounding, amount: Decimal) -> Step:
    """Give the step that says how an amount was rounded."""
    return step(
        _("avrundat %(mode)s %(to)s: %(amount)s"),
        mode=sentence(rounding.mode.label),
        to=sentence(rounding.to.label),
        amount=Kr(amount),
    )


def not_paid(state: State, why: LineState, step: Step) -> None:
    """Pay nothing, and say why."""
    state.amount = Decimal(0)
    state.state = why
    state.steps.append(step)
