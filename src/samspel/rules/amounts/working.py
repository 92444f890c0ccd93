"""Working: how an amount came about, step by step, in Swedish and on what it rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from samspel.foundation.money import kronor, number
from samspel.rules.sentence import Sentence, Translate, untranslated

_MINUTES = 60


@dataclass(slots=True, unsafe_hash=True)
class Kr:
    """An amount to be shown: 1 730 kr."""

    amount: Decimal

    def __str__(self) -> str:
        return kronor(self.amount)


@dataclass(slots=True, unsafe_hash=True)
class Plain:
    """A number to be shown: 1,5."""

    value: Decimal

    def __str__(self) -> str:
        return plain_number(self.value)


@dataclass(slots=True, unsafe_hash=True)
class Length:
    """A length of time to be shown: 2 tim 30 min."""

    minutes: int

    def __str__(self) -> str:
        hours, rest = divmod(self.minutes, _MINUTES)
        parts = [f"{hours} tim"] if hours else []
        parts += [f"{rest} min"] if rest or not hours else []
        return " ".join(parts)


def plain_number(value: Decimal) -> str:
    """Write a number as people do, without zeros at its end."""
    trimmed = value.normalize()
    exponent = trimmed.as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return number(value, decimals=decimals)


class Step(NamedTuple):
    """One step of a working: what was done, and which clause and decision it rests on.

    Held as a template and what fills it, and put in words when somebody reads it: a year of
    a whole county is reckoned far more often than it is read.
    """

    template: str
    params: tuple[tuple[str, object], ...] = ()
    rests_on: str = ""

    @property
    def said(self) -> Sentence:
        """The step as a sentence, without what it rests on."""
        return Sentence(self.template, dict(self.params))

    def through(self, translate: Translate) -> str:
        """Give the step in the language of ``translate``."""
        text = self.said.through(translate)
        return f"{text} ({self.rests_on})" if self.rests_on else text

    def __str__(self) -> str:
        return self.through(untranslated)


def step(template: str, *, rests_on: str = "", **params: object) -> Step:
    """Make a step from a marked template and the values of its places."""
    return Step(template, tuple(params.items()), rests_on)


def told(steps: Iterable[Step], amount: Decimal, translate: Translate = untranslated) -> str:
    """Give a whole working on one line, with what it came to last."""
    parts = [each.through(translate) for each in steps]
    return " · ".join([*parts, kronor(amount)])
