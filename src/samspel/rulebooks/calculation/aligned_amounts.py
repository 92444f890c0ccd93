"""What only follows from a new first day or a new decision, among amounts and their cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from samspel.rules.amounts.casebook import AmountCase
from samspel.rules.amounts.duties import Duty
from samspel.rules.amounts.model import AmountRules, Article, Laid, Value
from samspel.rules.dated import Dated, Period, Version
from samspel.rules.provisions import Ruleset

A = TypeVar("A", bound=Article)


@dataclass(frozen=True, slots=True)
class AlignedAmounts:
    """The new amounts as they would be without what follows, and how many were only redecided."""

    rules: AmountRules
    redecided: int


def aligned_amounts(old: Ruleset, new: Ruleset) -> AlignedAmounts:
    """Give the new amounts on the old days and decisions, where they only followed."""
    before = old.amounts.article_by_id
    standing = old.amounts.value_by_id

    def moved(articles: tuple[A, ...]) -> tuple[A, ...]:
        return tuple(_article(each, before.get(each.id), old, new) for each in articles)

    rules = new.amounts
    aligned = AmountRules(
        tuple(_value(each, standing.get(each.id), old, new) for each in rules.values),
        moved(rules.payments),
        moved(rules.exclusions),
        moved(rules.caps),
        moved(rules.totals),
        moved(rules.deadlines),
        moved(rules.payouts),
        moved(rules.certifying),
    )
    pairs = zip(aligned.articles(), rules.articles(), strict=True)
    redecided = sum(one.decided != other.decided for one, other in pairs)
    values = zip(aligned.values, rules.values, strict=True)
    redecided += sum(_decisions(one) != _decisions(other) for one, other in values)
    return AlignedAmounts(aligned, redecided)


def _decisions(value: Value) -> list[object]:
    return [version.value.decided for version in value.versions]


def _article(rule: A, before: Article | None, old: Ruleset, new: Ruleset) -> A:
    first, end = rule.period.first, rule.period.end
    first = old.effective_from if first == new.effective_from else first
    end = old.effective_to if end == new.effective_to else end
    decided = rule.decided
    if before is not None and decided == new.decision:
        decided = before.decided
    return replace(rule, period=Period(first, end), decided=decided)


def _value(value: Value, before: Value | None, old: Ruleset, new: Ruleset) -> Value:
    return replace(
        value, versions=Dated(_version(each, before, old, new) for each in value.versions)
    )


def _version(
    version: Version[Laid], before: Value | None, old: Ruleset, new: Ruleset
) -> Version[Laid]:
    """Move a value that begins with the rule set to where the old one began."""
    day = version.takes_effect
    day = old.effective_from if day == new.effective_from else day
    laid = version.value
    standing = None if before is None else before.versions.on(day)
    if standing is not None and laid.decided == new.decision:
        laid = replace(laid, decided=standing.value.decided)
    return Version(day, laid.decided.day if laid.decided else None, laid)


def aligned_amount_cases(old: Ruleset, new: Ruleset) -> tuple[AmountCase, ...]:
    """Give the cases, those on their old days whose days are all that differs."""
    standing = {case.it: case for case in old.amount_cases}
    return tuple(_case(case, standing.get(case.it)) for case in new.amount_cases)


def _case(case: AmountCase, before: AmountCase | None) -> AmountCase:
    if before is None or before == case or len(before.duties) != len(case.duties):
        return case
    pairs = zip(case.duties, before.duties, strict=True)
    moved = replace(case, duties=tuple(_on_the_day_of(duty, known) for duty, known in pairs))
    return moved if moved == before else case


def _on_the_day_of(duty: Duty, known: Duty) -> Duty:
    return duty._replace(on=known.on, until=known.until, claimed_on=known.claimed_on)
