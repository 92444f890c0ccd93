"""Facts: which parts of a duty a payment looks at, so that the same is reckoned once."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from .blocks import Multiplied, Time
from .blocks_away import Allowance
from .blocks_more import Distance, Documented
from .blocks_scaled import Percent
from .choices import Counted, Pays, Tax, Travel
from .duties import Duty
from .model import Payment

_ALWAYS = (
    "kind",
    "role",
    "presence",
    "office",
    "minutes",
    "limit",
    "occupancy",
    "is_minuted",
    "is_approved",
)


def fact_getter(payment: Payment) -> Callable[[Duty], object] | None:
    """Give what picks the facts that decide the payment, or nothing for a fixed fee.

    A fixed fee depends on its days and is reckoned each time.
    """
    if payment.pays is Pays.ANNUAL_FEE:
        return None
    names = [*_ALWAYS, *(("body",) if payment.scope.bodies else ())]
    if looks_at_loss(payment):
        names.append("loss")
    if payment.pays is Pays.EXPENSE:
        names.append("costs")
    if payment.tax is Tax.MILEAGE or payment.pays is Pays.MILEAGE:
        names.append("km")
    for block in payment.blocks:
        names += _looked_at(block)
    places = sorted({Duty._fields.index(name) for name in names})
    return itemgetter(*places)


def _looked_at(block: object) -> tuple[str, ...]:
    if isinstance(block, Time):
        road = () if block.travel is Travel.NONE else ("travel_minutes", "km")
        return ("scheduled", *road)
    if isinstance(block, Distance):
        return ("km",)
    if isinstance(block, Allowance):
        return ("away",)
    return ("times",) if isinstance(block, Multiplied) else ()


def looks_at_loss(payment: Payment) -> bool:
    """Tell whether what was lost decides the payment."""
    if payment.scope.incomes or payment.pays in (Pays.LOST_EARNINGS, Pays.BENEFIT):
        return True
    return any(_is_about_loss(block) for block in payment.blocks)


def _is_about_loss(block: object) -> bool:
    if isinstance(block, Time):
        return block.counts is Counted.LOST
    return isinstance(block, Percent) and "holiday_pay" in block.only


def concerns(payment: Payment, duty: Duty) -> bool:
    """Tell whether the duty has what the payment is about: kilometres, costs, lost earnings.

    A fixed fee is only asked about its own sort of duty, and other payments never are.
    """
    match payment.pays:
        case Pays.MILEAGE:
            return duty.km > 0
        case Pays.LOST_EARNINGS | Pays.BENEFIT:
            return duty.loss is not None
        case Pays.EXPENSE:
            wanted = (block for block in payment.blocks if isinstance(block, Documented))
            return any(block.has_any(duty) for block in wanted)
        case Pays.ALLOWANCE:
            return duty.away is not None
    return True
