"""Claiming: until when a claim may be handed in, when it is paid, and who certifies it."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.dates import add_months
from samspel.foundation.holidays import is_free_day, previous_weekday
from samspel.rules.errors import NoRuleInForce

from .blocks_more import Documented
from .choices import Certifier, CostKind, Role
from .duties import Duty
from .lines import latest_claim
from .model import Article, Certifying, Payment, Payout
from .rates import Rules


def claim_by(duty: Duty, rules: Rules) -> dict[str, tuple[dt.date, Article]]:
    """Give, per payment, the last day to claim it for the duty and the rule that says so.

    A payment without a deadline is left out.
    """
    span = rules.span(duty.on)
    found = {}
    for chain in span.chains.values():
        latest = latest_claim(duty, chain.payment, span)
        if latest is not None and chain.pays_for(duty):
            found[chain.payment.id] = latest
    return found


def may_be_claimed(duty: Duty, today: dt.date, rules: Rules) -> bool:
    """Tell whether something that is paid for the duty could still be claimed on the day.

    What has no deadline always could. Raises ``NoRuleInForce`` for a duty on a day without
    rules.
    """
    span = rules.span(duty.on)
    latest = (
        latest_claim(duty, chain.payment, span)
        for chain in span.chains.values()
        if chain.pays_for(duty)
    )
    return any(each is None or today <= each[0] for each in latest)


def payday(handed_in: dt.date, rules: Rules) -> tuple[dt.date, Payout]:
    """Give when something handed in on the day is paid, and the rule that says so.

    A payday on a free day is moved to the weekday before it. Raises ``NoRuleInForce``
    when the rule set has no calendar on the day.
    """
    rates = rules.on(handed_in)
    rule = next((each for each in rates.rules.payouts if each.period.holds(handed_in)), None)
    if rule is None:
        raise NoRuleInForce(rates.area, handed_in)
    month = (
        handed_in
        if handed_in.day <= rule.submit_by
        else add_months(handed_in.replace(day=1), 1)
    )
    day = month.replace(day=rule.paid_on)
    return (previous_weekday(day) if is_free_day(day) else day), rule


def certifiers(
    role: Role, day: dt.date, rules: Rules
) -> tuple[tuple[Certifier, ...], Certifying]:
    """Give who certifies the claim of somebody in the role, in turn, and the rule behind it.

    The rule that names the role goes before the one that names nobody. Raises
    ``NoRuleInForce`` when no rule says who: nobody certifies by default, least of all
    their own.
    """
    rates = rules.on(day)
    holding = [each for each in rates.rules.certifying if each.period.holds(day)]
    named = [each for each in holding if role in each.of]
    everybody = [each for each in holding if not each.of]
    for rule in (*named, *everybody):
        return rule.steps, rule
    raise NoRuleInForce(rates.area, day)


def costs_paid(duty: Duty, rules: Rules) -> frozenset[CostKind]:
    """Give the kinds of cost that some payment pays for the duty; the others nothing pays."""
    found: set[CostKind] = set()
    for chain in rules.span(duty.on).chains.values():
        if chain.payment.scope.holds(duty):
            for block in chain.payment.blocks:
                found |= block.kinds if isinstance(block, Documented) else set()
    return frozenset(found)


def wanting_approval(duty: Duty, rules: Rules) -> tuple[Payment, ...]:
    """Give the payments that the duty would give if it had been decided in advance."""
    if duty.is_approved:
        return ()
    approved = duty._replace(is_approved=True)
    return tuple(
        chain.payment
        for chain in rules.span(duty.on).chains.values()
        if chain.pays_for(approved) and not chain.pays_for(duty)
    )
