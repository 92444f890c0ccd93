"""The blocks that pay by a scale, and those that add or take a percentage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from samspel.foundation.labels import mark as _

from .blocks import Block, both, started
from .choices import Taking
from .duties import Duty
from .looking import Look, Mark, Quantity, Ref, Run, State
from .units import Unit
from .working import Length, Plain, step

_HOUR = Decimal(60)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the time with a price of its own."""

    value: Ref
    up_to: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Bands(Block):
    """A scale: each stretch of the time is paid by its own price, per started unit or exactly."""

    bands: tuple[Band, ...]
    unit: Quantity | None = None

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        return tuple(("band", place) for place, _band in enumerate(self.bands))

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        unit = None if self.unit is None else look.up(self.unit, Unit.MINUTES).amount
        bands = [
            (
                look.up(band.value, Unit.SEK_HOUR),
                None if band.up_to is None else look.up(band.up_to, Unit.MINUTES).amount,
            )
            for band in self.bands
        ]

        def run(_duty: Duty, state: State) -> None:
            low = Decimal(0)
            for place, (value, border) in enumerate(bands):
                high = (
                    Decimal(state.minutes)
                    if border is None
                    else min(border, Decimal(state.minutes))
                )
                if high <= low:
                    return
                length = high - low if unit is None else started(high - low, unit) * unit
                state.marks.append(("band", place))
                state.amount += state.use(value) * length / _HOUR
                state.steps.append(
                    step(_("%(length)s till det priset"), length=Length(int(length)))
                )
                low = high

        return run


@dataclass(frozen=True, slots=True)
class Percent(Block):
    """A percentage laid on top, or the part that is paid, for some or for all."""

    value: Quantity
    taking: Taking = Taking.ADD
    only: frozenset[str] = frozenset()

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        return both("only") if self.only else ()

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        value = look.up(self.value, Unit.PERCENT)
        only, adds = self.only, self.taking is Taking.ADD
        share = (value.amount + (_HUNDRED if adds else 0)) / _HUNDRED
        template = _("tillägg med %(share)s %%") if adds else _("%(share)s %% av beloppet")
        said = step(template, share=Plain(value.amount))

        def run(duty: Duty, state: State) -> None:
            holds = not only or not only.isdisjoint(_traits(duty))
            if only:
                state.marks.append(("only", holds))
            if holds:
                state.use(value)
                state.amount *= share
                state.steps.append(said)

        return run


def _traits(duty: Duty) -> tuple[str, ...]:
    """Give what an addition can be limited to: a role, a presence, holiday pay lost."""
    lost = duty.loss is not None and duty.loss.has_lost_holiday_pay
    return (duty.role.value, duty.presence.value, *(("holiday_pay",) if lost else ()))
