"""Cases of a remuneration rule set as their pages show them: in words, with the working."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from samspel.foundation.swedish import capitalise
from samspel.rules.amounts.casebook import AmountCase
from samspel.rules.amounts.proving import (
    AmountResult,
    run_amount_case,
    run_amount_cases,
    untried,
)
from samspel.rules.amounts.rates import compile_amounts
from samspel.rules.amounts.telling import said_duty, said_expected
from samspel.rules.amounts.working import Kr
from samspel.rules.provisions import Case, Ruleset


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What one payment gave: its title, its amount, and the working behind it."""

    title: str
    amount: str
    working: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownAmountCase:
    """One case: what it gives and expects, and what the rules came to, line by line."""

    number: int
    it: str
    clause_heading: str
    given: Sequence[str]
    expected: Sequence[str]
    holds: bool
    differences: Sequence[str]
    total: str
    lines: Sequence[ShownLine]
    refusals: Sequence[str]


@dataclass(frozen=True, slots=True)
class UnprovedRule:
    """A rule or a value that no case tries fully, and which case is missing."""

    title: str
    right: str


def place_of(ruleset: Ruleset, case: Case | AmountCase) -> int:
    """Give where a case stands among all the cases of its file."""
    lines = [each.line for each in ruleset.cases]
    lines = sorted([*lines, *(each.line for each in ruleset.amount_cases)])
    return lines.index(case.line)


@lru_cache(maxsize=16)
def results_of(ruleset: Ruleset) -> tuple[AmountResult, ...]:
    """Run a rule set's cases, once per text."""
    return run_amount_cases(compile_amounts(ruleset))


def shown_amount_cases(ruleset: Ruleset) -> list[ShownAmountCase]:
    """Run the cases that give duties; those that fail come first, else as written."""
    shown = [shown_amount_case(each, ruleset) for each in results_of(ruleset)]
    return sorted(shown, key=lambda each: each.holds)


def unproved_amounts(ruleset: Ruleset) -> list[UnprovedRule]:
    """Give the rules and the values that no case tries fully."""
    if not ruleset.amounts:
        return []
    problems = untried(compile_amounts(ruleset), results_of(ruleset))
    places = {(each.file, each.line): each.title for each in ruleset.amounts.values}
    places |= {(each.file, each.line): each.title for each in ruleset.amounts.articles()}
    return [
        UnprovedRule(
            places.get((each.file, each.line)) or each.what.through(_), each.right.through(_)
        )
        for each in problems
    ]


def tried_case(ruleset: Ruleset, place: int) -> ShownAmountCase:
    """Run the case at a place of the file, and show it."""
    case = next(each for each in ruleset.amount_cases if place_of(ruleset, each) == place)
    return shown_amount_case(run_amount_case(compile_amounts(ruleset), case), ruleset)


def shown_amount_case(result: AmountResult, ruleset: Ruleset) -> ShownAmountCase:
    """Put one case and how it came out in words."""
    case, settlement = result.case, result.settlement
    clause = ruleset.clause_by_id.get(case.cites)
    refused = [*settlement.refused, *settlement.unpaid]
    return ShownAmountCase(
        number=place_of(ruleset, case),
        it=case.it,
        clause_heading=clause.heading if clause else case.cites,
        given=[
            capitalise(", ".join(part.through(_) for part in said_duty(duty))) + "."
            for duty in case.duties
        ],
        expected=[part.through(_) for part in said_expected(case, ruleset)],
        holds=result.holds,
        differences=[part.through(_) for part in result.differences],
        total="" if settlement.refused else str(Kr(settlement.total)),
        lines=[
            ShownLine(
                line.rule.title,
                str(Kr(line.amount)),
                [step.through(_) for step in line.working],
            )
            for line in settlement.lines
        ],
        refusals=[_(refusal.message) for _duty, refusal in refused],
    )
