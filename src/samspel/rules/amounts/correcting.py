"""Correcting: what changed afterwards, as rows of difference; and trying another rule set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .duties import NOTHING, Duty
from .lines import Line
from .rates import Rules
from .settling import Settlement, settle


@dataclass(frozen=True, slots=True)
class Correction:
    """A difference between what was paid for a duty and what should have been."""

    duty: str
    rule: str
    on: dt.date
    was: Decimal
    now: Decimal
    was_tax_free: Decimal = NOTHING
    now_tax_free: Decimal = NOTHING

    @property
    def amount(self) -> Decimal:
        """What is still to be paid; below zero, to be paid back."""
        return self.now - self.was

    @property
    def tax_free(self) -> Decimal:
        """The tax-free part of the difference."""
        return self.now_tax_free - self.was_tax_free

    def reversed(self) -> Correction:
        """Give the correction that takes this one back."""
        return Correction(
            self.duty,
            self.rule,
            self.on,
            self.now,
            self.was,
            self.now_tax_free,
            self.was_tax_free,
        )


def corrections(before: Iterable[Line], after: Iterable[Line]) -> tuple[Correction, ...]:
    """Give the differences between two settlements of the same period, original kept.

    Lines are matched by duty, payment and day. What did not change gives no row. The
    differences add up to the difference between the totals.
    """
    old, new = _sums(before), _sums(after)
    found = (
        Correction(*key, *_pair(old.get(key), new.get(key)))
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    )
    return tuple(each for each in found if each.amount or each.tax_free)


_Key = tuple[str, str, dt.date]
_Sum = tuple[Decimal, Decimal]
_NONE: _Sum = (NOTHING, NOTHING)


def _pair(old: _Sum | None, new: _Sum | None) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    was, now = old or _NONE, new or _NONE
    return was[0], now[0], was[1], now[1]


def _sums(lines: Iterable[Line]) -> dict[_Key, _Sum]:
    sums: dict[_Key, _Sum] = {}
    for line in lines:
        key = (line.duty.key, line.rule.id, line.on)
        amount, tax_free = sums.get(key, _NONE)
        sums[key] = (amount + line.amount, tax_free + line.tax_free)
    return sums


@dataclass(frozen=True, slots=True)
class AmountTrial:
    """What a draft would have meant for duties that have been settled."""

    tried: int
    before: Settlement
    after: Settlement
    differences: tuple[Correction, ...]

    @property
    def amount(self) -> Decimal:
        """How much more, or less, would have been paid."""
        return sum((each.amount for each in self.differences), NOTHING)


def try_amounts(old: Rules, new: Rules, duties: Iterable[Duty]) -> AmountTrial:
    """Settle the same duties under two rule sets and list what differs."""
    given = list(duties)
    before, after = settle(given, old), settle(given, new)
    differences = corrections(before.lines, after.lines)
    return AmountTrial(len(given), before, after, differences)
