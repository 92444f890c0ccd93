"""Claiming: until when a claim may be handed in, when it is paid, and who certifies it."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.dates import add_months
from samspel.foundation.holidays import is_free_day, previous_weekday
from samspel.rules.errors import NoRuleInForce

from .choices import Certifier, Role
from .duties import Duty
from .lines import latest_claim
from .model import Article, Certifying, Payout
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
