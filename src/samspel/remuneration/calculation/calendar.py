"""The calendar of runs: when a month's run closes and is paid, by the rule set's payday."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.dates import add_months
from samspel.foundation.holidays import working_days_before
from samspel.rules.amounts.claiming import payday
from samspel.rules.amounts.rates import Rules

CLOSES_BEFORE = 5
"""How many weekdays before payday payroll needs the file; a proposal that can be changed."""


def run_days(month: dt.date, rules: Rules) -> tuple[dt.date, dt.date]:
    """Give when the month's run closes and when it is paid.

    Paid on the payday of what is handed in on the first of the month. Raises
    ``NoRuleInForce`` when the rule set has no calendar then.
    """
    pays_on, _rule = payday(month.replace(day=1), rules)
    return working_days_before(pays_on, CLOSES_BEFORE), pays_on


def month_after(month: dt.date) -> dt.date:
    """Give the first day of the next month."""
    return add_months(month.replace(day=1), 1)
