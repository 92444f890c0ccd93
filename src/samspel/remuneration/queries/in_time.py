"""Where somebody may still claim: judged by the rule set's own deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product

from samspel.people.models import Mandate
from samspel.remuneration.enums import CLAIMABLE, CostKind, Income
from samspel.remuneration.queries.facts import body_key
from samspel.remuneration.queries.roles import role_of
from samspel.rules.amounts import duties as engine
from samspel.rules.amounts.claiming import may_be_claimed
from samspel.rules.amounts.rates import Rules
from samspel.rules.errors import NoRuleInForce

_A_DAY = dt.timedelta(days=1)
_SOME = 60
_COSTS = tuple(engine.Cost(kind, engine.NOTHING + 1) for kind in CostKind)


def may_claim_for(seat: Mandate, today: dt.date, rules: Rules | None) -> bool:
    """Tell whether something could still be claimed for a mandate that has ended.

    The last day of the mandate is the latest to be claimed for, and so is the last day
    before the rules changed: an older rule set may have given more time.
    """
    if rules is None or seat.valid_to is None:
        return False
    changes = rules.changes(seat.valid_from, seat.valid_to)
    days = {each - _A_DAY for each in (*changes, seat.valid_to)}
    return any(_is_in_time(each, today, rules) for day in days for each in _duties(seat, day))


def _is_in_time(duty: engine.Duty, today: dt.date, rules: Rules) -> bool:
    try:
        return may_be_claimed(duty, today, rules)
    except NoRuleInForce:
        return False


def _duties(seat: Mandate, day: dt.date) -> Iterator[engine.Duty]:
    """Give what somebody with the mandate could have done that day, with all that it may cost."""
    for kind, income in product(CLAIMABLE, Income):
        yield engine.Duty(
            key="",
            on=day,
            kind=kind,
            role=role_of(seat.role),
            body=body_key(seat.body.short_name),
            minutes=_SOME,
            scheduled=_SOME,
            km=engine.NOTHING + 1,
            loss=engine.Loss(_SOME, income),
            costs=_COSTS,
        )
