"""Looking up: what a block knows while it is made ready, and what it writes while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol

from .choices import LineState
from .duties import NOTHING, Duty
from .rounding import Rounding
from .units import Unit
from .working import Step

Mark = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A value of the rule set, or a national figure, by its id."""

    id: str


# A number written in the block itself (minutes, kilometres, percent), or a dated value.
Quantity = Decimal | Ref


class Known(NamedTuple):
    """A value as it stands on a day, told in the unit that was asked for."""

    amount: Decimal
    step: Step | None = None
    marks: tuple[Mark, ...] = ()


class Look(Protocol):
    """What a block is made ready with: the values of the day, and the payment's rounding."""

    @property
    def rounding(self) -> Rounding:
        """How the payment is rounded."""

    def up(self, quantity: Quantity, unit: Unit) -> Known:
        """Give the quantity in the unit. Refuses with NoRuleInForce what is not known."""


class State:
    """A payment being reckoned: paid time, amount so far, steps taken, and branches seen."""

    __slots__ = ("amount", "limit", "marks", "minutes", "state", "steps")

    def __init__(self, minutes: int, limit: int | None) -> None:
        self.minutes = minutes
        self.limit = limit
        self.amount = NOTHING
        self.steps: list[Step] = []
        self.marks: list[Mark] = []
        self.state = LineState.PAID

    def use(self, known: Known) -> Decimal:
        """Use a value: it is quoted in the working, and the case that used it proves it."""
        if known.step is not None:
            self.steps.append(known.step)
        self.marks += known.marks
        return known.amount

    def lower_time(self, most: int) -> bool:
        """Keep the paid time within a length; tell whether it was longer."""
        if self.minutes <= most:
            return False
        self.minutes = most
        return True


Run = Callable[[Duty, State], None]
