"""Rounding, said out loud: to what, and which way. Never the banker's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class To(LabelledEnum):
    """To what an amount is rounded."""

    ORE = "ore", _("öre")
    KRONA = "krona", _("hel krona")
    TEN = "ten", _("tiotal kronor")
    HUNDRED = "hundred", _("hundratal kronor")


class Mode(LabelledEnum):
    """Which way an amount is rounded. A half goes up, away from zero."""

    HALF_UP = "half_up", _("till närmaste")
    UP = "up", _("uppåt till närmaste")
    DOWN = "down", _("nedåt till närmaste")


_STEP = {
    To.ORE: Decimal("0.01"),
    To.KRONA: Decimal(1),
    To.TEN: Decimal(10),
    To.HUNDRED: Decimal(100),
}
_WAY = {Mode.HALF_UP: ROUND_HALF_UP, Mode.UP: ROUND_CEILING, Mode.DOWN: ROUND_FLOOR}
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Rounding:
    """One rounding: a step and a way."""

    to: To = To.ORE
    mode: Mode = Mode.HALF_UP

    def of(self, amount: Decimal) -> Decimal:
        """Give the amount rounded. An amount below zero mirrors the one above."""
        if amount < 0:
            return -self.of(-amount)
        step = _STEP[self.to]
        return (amount / step).quantize(_ONE, _WAY[self.mode]) * step


TO_ORE = Rounding()
