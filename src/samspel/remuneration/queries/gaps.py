"""What somebody asks for that nothing is paid for, though the rest of the duty is paid.

An amount that isn't there explains nothing by itself: a fee that wants a decision first, a
cost of a kind that the rule set doesn't name.
"""

from __future__ import annotations

from dataclasses import dataclass

from samspel.remuneration.enums import CostKind, DutyOrigin
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.facts import facts_of
from samspel.rules.amounts.claiming import costs_paid, wanting_approval
from samspel.rules.amounts.rates import Rules
from samspel.rules.errors import NoRuleInForce


@dataclass(frozen=True)
class Gaps:
    """The kinds of cost that no rule pays, and the payments that want a decision first."""

    costs: frozenset[CostKind] = frozenset()
    undecided: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.costs or self.undecided)


NO_GAPS = Gaps()


def gaps_of(duty: Duty, rules: Rules | None) -> Gaps:
    """Give what nothing is paid for, of a duty with its parts. Asks the database nothing.

    Where no rules hold on the day there is nothing to compare with, and no gap.
    """
    if rules is None or duty.origin == DutyOrigin.OFFICE:
        return NO_GAPS
    facts = facts_of(duty)
    told = frozenset(cost.kind for cost in facts.costs)
    claimed = duty.origin == DutyOrigin.CLAIM
    try:
        unpaid = told - costs_paid(facts, rules) if told else frozenset()
        wanting = wanting_approval(facts, rules) if claimed else ()
    except NoRuleInForce:
        return NO_GAPS
    return Gaps(unpaid, tuple(each.title for each in wanting))
