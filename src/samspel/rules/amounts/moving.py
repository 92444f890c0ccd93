"""Moving: a rule set's amounts as if they had begun on another day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TypeVar

from samspel.rules.dated import Dated, Period, Version

from .model import AmountRules, Article, Laid, Value

A = TypeVar("A", bound=Article)


def begun(rules: AmountRules, whole: Period, earlier: dt.date) -> AmountRules:
    """Give the rules as if what begins with the rule set had begun on an earlier day.

    ``whole`` is the rule set's own period, and nothing ends with it either. What begins on
    a day of its own keeps it.
    """

    def moved(articles: tuple[A, ...]) -> tuple[A, ...]:
        return tuple(
            replace(each, period=_begun(each.period, whole, earlier)) for each in articles
        )

    return AmountRules(
        tuple(_value(each, whole.first, earlier) for each in rules.values),
        moved(rules.payments),
        moved(rules.exclusions),
        moved(rules.caps),
        moved(rules.totals),
        moved(rules.deadlines),
        moved(rules.payouts),
        moved(rules.certifying),
    )


def _begun(period: Period, whole: Period, earlier: dt.date) -> Period:
    first = earlier if period.first == whole.first else period.first
    return Period(first, None if period.end == whole.end else period.end)


def _value(value: Value, begins: dt.date, earlier: dt.date) -> Value:
    """Let what a value is when the rule set begins be so from the earlier day."""
    standing = value.versions.on(begins)
    if standing is None:
        return value
    later = [each for each in value.versions if each.takes_effect > begins]
    first: Version[Laid] = Version(earlier, standing.decided_on, standing.value)
    return replace(value, versions=Dated([first, *later]))
