"""A remuneration rule set as its page shows it: values, rules, the law, and cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.rules.amounts.describing import Words
from samspel.rules.amounts.lint import Severity, lint
from samspel.rules.amounts.proving import (
    AmountResult,
    problems_with_amounts,
    run_amount_cases,
)
from samspel.rules.amounts.rates import compile_amounts
from samspel.rules.provisions import Ruleset


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One dated value: what it is from a day, and by what decision."""

    title: str
    first: dt.date
    said: str
    decided: str


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule in words."""

    title: str
    said: str
    decided: str


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """Something that the law speaks against."""

    stops: bool
    said: str
    law: str


@dataclass(frozen=True, slots=True)
class ShownAmountCase:
    """One case: whether it holds, what differs, and how each line was reckoned."""

    it: str
    holds: bool
    differences: Sequence[str]
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownAmounts:
    """Everything that a rule set pays; empty for other guidelines."""

    values: Sequence[ShownValue] = ()
    rules: Sequence[ShownRule] = ()
    remarks: Sequence[ShownRemark] = ()
    cases: Sequence[ShownAmountCase] = ()
    unproved: Sequence[str] = ()

    @property
    def failing_count(self) -> int:
        """How many cases do not hold."""
        return sum(not each.holds for each in self.cases)


def shown_amounts(ruleset: Ruleset, before: Ruleset | None = None) -> ShownAmounts:
    """Give a rule set's amounts, with what the law says of them beside what they replace."""
    if not ruleset.amounts:
        return ShownAmounts()
    rates = compile_amounts(ruleset)
    results = run_amount_cases(rates)
    problems = problems_with_amounts(rates)
    failing = sum(len(each.differences) for each in results)
    return ShownAmounts(
        values=_values(ruleset),
        rules=_rules(ruleset),
        remarks=[
            ShownRemark(
                each.severity is Severity.STOPS,
                f"{each.what.through(_)} {each.right.through(_)}",
                _(each.law),
            )
            for each in lint(ruleset, before)
        ],
        cases=[_case(each) for each in results],
        unproved=[
            f"{each.what.through(_)} {each.right.through(_)}" for each in problems[failing:]
        ],
    )


def _values(ruleset: Ruleset) -> list[ShownValue]:
    words = Words.of(ruleset)
    return [
        ShownValue(
            value.title,
            version.takes_effect,
            words.value(version.value, value.unit).through(_),
            str(version.value.decided or ""),
        )
        for value in ruleset.amounts.values
        for version in value.versions
    ]


def _rules(ruleset: Ruleset) -> list[ShownRule]:
    words = Words.of(ruleset)
    return [
        ShownRule(rule.title, words.rule(rule).through(_), str(rule.decided))
        for rule in ruleset.amounts.articles()
    ]


def _case(result: AmountResult) -> ShownAmountCase:
    lines = [(line.rule.title, line.explain(_)) for line in result.settlement.lines]
    refused = [("", _(each.message)) for _duty, each in result.settlement.refused]
    return ShownAmountCase(
        result.case.it,
        result.holds,
        [each.through(_) for each in result.differences],
        [*lines, *refused],
    )
