"""A remuneration rule set as its page shows it: dated values, rules in words, the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.foundation.swedish import capitalise
from samspel.rulebooks.web.amountcases import (
    UnprovedRule,
    results_of,
    unproved_amounts,
)
from samspel.rulebooks.web.forms.amount_parts import SECTIONS
from samspel.rules.amounts.describing import Words, said_period
from samspel.rules.amounts.lint import lint
from samspel.rules.amounts.model import Article, Payment, Value
from samspel.rules.amounts.proving import AmountResult
from samspel.rules.amounts.rates import REMUNERATION
from samspel.rules.amounts.remarks import Severity
from samspel.rules.provisions import Ruleset


@dataclass(frozen=True, slots=True)
class ShownDay:
    """What a value is from a day, and by what decision."""

    first: dt.date
    said: str
    decided: str


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One dated value, the newest day first."""

    id: str
    title: str
    clause: str
    days: Sequence[ShownDay]


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule in words: of a payment, also its chain link by link."""

    id: str
    title: str
    said: str
    chain: Sequence[str]
    clause: str
    decided: str
    period: str


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """Something that the law speaks against."""

    stops: bool
    said: str
    law: str


@dataclass(frozen=True, slots=True)
class ShownAmounts:
    """Everything that a rule set pays; empty for other guidelines."""

    values: Sequence[ShownValue] = ()
    sections: Sequence[tuple[str, Sequence[ShownRule]]] = ()
    remarks: Sequence[ShownRemark] = ()
    cases: Sequence[AmountResult] = ()
    unproved: Sequence[UnprovedRule] = ()

    @property
    def failing_count(self) -> int:
        """How many cases do not hold."""
        return sum(not each.holds for each in self.cases)


def pays(ruleset: Ruleset) -> bool:
    """Tell whether a guideline is about amounts, or may come to be."""
    return bool(ruleset.amounts) or ruleset.area == REMUNERATION


def shown_amounts(ruleset: Ruleset, before: Ruleset | None = None) -> ShownAmounts:
    """Give a rule set's amounts, with what the law says of them beside what they replace."""
    if not pays(ruleset):
        return ShownAmounts()
    return ShownAmounts(
        values=[_value(each, ruleset) for each in ruleset.amounts.values],
        sections=_sections(ruleset),
        remarks=[
            ShownRemark(
                each.severity is Severity.STOPS,
                f"{each.what.through(_)} {each.right.through(_)}",
                _(each.law),
            )
            for each in lint(ruleset, before)
        ],
        cases=results_of(ruleset),
        unproved=unproved_amounts(ruleset),
    )


def _value(value: Value, ruleset: Ruleset) -> ShownValue:
    words = Words.of(ruleset)
    days = [
        ShownDay(
            version.takes_effect,
            words.value(version.value, value.unit).through(_),
            str(version.value.decided or ""),
        )
        for version in value.versions
    ]
    return ShownValue(value.id, value.title, _clause(value.clause, ruleset), days[::-1])


def _clause(id_: str, ruleset: Ruleset) -> str:
    clause = ruleset.clause_by_id.get(id_)
    return clause.heading if clause else ""


def _sections(ruleset: Ruleset) -> list[tuple[str, Sequence[ShownRule]]]:
    """Give the rules by what sort they are, each sort under its own heading."""
    found: list[tuple[str, Sequence[ShownRule]]] = []
    for section, (heading, _what, _parts) in SECTIONS.items():
        rules = getattr(ruleset.amounts, section)
        if rules:
            found.append((_(heading), [_rule(each, ruleset) for each in rules]))
    return found


def _rule(rule: Article, ruleset: Ruleset) -> ShownRule:
    words = Words.of(ruleset)
    chain: list[str] = []
    said = words.rule(rule)
    if isinstance(rule, Payment):
        said = words.payment_head(rule)
        end = words.payment_end(rule)
        links = [*(words.block(each) for each in rule.blocks), *([end] if end else [])]
        chain = [capitalise(each.through(_)) + "." for each in links]
    return ShownRule(
        rule.id,
        rule.title,
        capitalise(said.through(_)),
        chain,
        _clause(rule.clause, ruleset),
        str(rule.decided),
        "" if rule.period == ruleset.period else said_period(rule),
    )
