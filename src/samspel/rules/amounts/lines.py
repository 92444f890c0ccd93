"""Lines: what one payment gives for one duty, with its working."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from samspel.foundation.dates import add_months
from samspel.rules.sentence import Translate, untranslated

from .choices import LineState, Pays
from .duties import Duty
from .looking import Mark
from .model import Article, Payment
from .spans import Span
from .working import Step, told

_FEES = (Pays.FEE, Pays.ANNUAL_FEE)


class Line(NamedTuple):
    """What one payment gives for one duty, or for a month of it: an amount and its working.

    ``rule`` is the payment, or the total's rounding. ``amount`` is rounded, and a sum is
    the sum of these.
    """

    duty: Duty
    on: dt.date
    rule: Article
    amount: Decimal
    minutes: int
    tax_free: Decimal
    working: tuple[Step, ...]
    state: LineState
    marks: tuple[Mark, ...]

    @property
    def taxable(self) -> Decimal:
        """What of the amount is taxed."""
        return self.amount - self.tax_free

    def explain(self, translate: Translate = untranslated) -> str:
        """Give the whole working on one line."""
        return told(self.working, self.amount, translate)


def latest_claim(duty: Duty, payment: Payment, span: Span) -> tuple[dt.date, Article] | None:
    """Give the last day to hand in a claim, and the rule that says so; the longest counts.

    The fee for what the municipality itself knows of has none.
    """
    if duty.is_known and payment.pays in _FEES:
        return None
    income = None if duty.loss is None else duty.loss.income
    found = [
        (add_months(duty.on, rule.months), rule)
        for rule in span.deadlines.get(payment.id, ())
        if not rule.incomes or income in rule.incomes
    ]
    return max(found, key=lambda each: each[0], default=None)
