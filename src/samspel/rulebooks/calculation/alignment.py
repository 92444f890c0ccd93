"""What only follows from a new first day or a new decision, taken out of a comparison.

When a whole guideline begins on another day, or is adopted anew, every provision, value
and case moves with it. Said once, that is one change and not a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from samspel.rulebooks.calculation.aligned_amounts import (
    aligned_amount_cases,
    aligned_amounts,
)
from samspel.rules.dated import Dated, Period, Version
from samspel.rules.provisions import Case, Provision, Ruleset, SetValue


@dataclass(frozen=True, slots=True)
class Aligned:
    """The new rule set as it would be without what follows, and how much that is."""

    ruleset: Ruleset
    redated_cases: int
    redecided: int


def aligned(old: Ruleset, new: Ruleset) -> Aligned:
    """Give the new rule set on the old one's days and decision, where it only followed."""
    before = {each.id: each for each in old.provisions}
    provisions = tuple(
        _provision(each, before.get(each.id), old, new) for each in new.provisions
    )
    standing = {case.it: case for case in old.cases}
    cases = tuple(_case(case, standing.get(case.it)) for case in new.cases)
    paid = aligned_amounts(old, new)
    paid_cases = aligned_amount_cases(old, new)
    redated = sum(one.on != other.on for one, other in zip(cases, new.cases, strict=True))
    redated += sum(
        one != other for one, other in zip(paid_cases, new.amount_cases, strict=True)
    )
    redecided = sum(
        one.decided != other.decided
        for one, other in zip(provisions, new.provisions, strict=True)
    )
    return Aligned(
        ruleset=replace(
            new, provisions=provisions, cases=cases, amounts=paid.rules, amount_cases=paid_cases
        ),
        redated_cases=redated,
        redecided=redecided + paid.redecided,
    )


def _provision(
    provision: Provision, before: Provision | None, old: Ruleset, new: Ruleset
) -> Provision:
    first = provision.period.first
    first = old.effective_from if first == new.effective_from else first
    end = provision.period.end
    end = old.effective_to if end == new.effective_to else end
    decided = provision.decided
    if before is not None and decided == new.decision:
        decided = before.decided
    return replace(
        provision,
        period=Period(first, end),
        decided=decided,
        values=_values(provision, before, old, new),
    )


def _values(
    provision: Provision, before: Provision | None, old: Ruleset, new: Ruleset
) -> Dated[SetValue] | None:
    if provision.values is None:
        return None
    return Dated(_version(each, before, old, new) for each in provision.values)


def _version(
    version: Version[SetValue], before: Provision | None, old: Ruleset, new: Ruleset
) -> Version[SetValue]:
    """Move a value that begins with the guideline to where the old one began."""
    day = version.takes_effect
    day = old.effective_from if day == new.effective_from else day
    laid = version.value
    standing = (
        before.values.on(day) if before is not None and before.values is not None else None
    )
    if standing is not None and laid.decided == new.decision:
        laid = replace(laid, decided=standing.value.decided)
    return Version(day, laid.decided.day, laid)


def _case(case: Case, before: Case | None) -> Case:
    """Give a case its old day when the day is all that differs."""
    if before is None or before == case:
        return case
    moved = replace(case, on=before.on)
    return moved if moved == before else case
