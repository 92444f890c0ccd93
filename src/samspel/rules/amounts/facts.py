"""Facts: which parts of a duty a payment looks at, so that the same is reckoned once.

A payment is asked for no more than decides it: what kilometres give is the same whoever drove,
to whatever meeting and however long it took. The fewer the facts, the more often they have
been reckoned before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter

from .blocks import First, Hours, Multiplied, StartedUnits, Steps, Time, Within
from .blocks_away import Allowance
from .blocks_more import Distance, Documented, Earnings
from .blocks_scaled import Bands, Percent
from .choices import Counted, Need, Pays, Presence, Role, Tax, Travel
from .duties import Duty
from .model import Payment, Scope
from .units import Unit

ABOUT_LOSS = (Pays.LOST_EARNINGS, Pays.BENEFIT)
_FEES = (Pays.FEE, Pays.ANNUAL_FEE)
_TIMED = (Time, First, StartedUnits, Hours, Steps, Bands, Earnings)
_ROLES = frozenset(role.value for role in Role)
_PRESENCE = frozenset(presence.value for presence in Presence)


def fact_getter(payment: Payment) -> Callable[[Duty], object] | None:
    """Give what picks the facts that decide the payment, or nothing for a fixed fee.

    A fixed fee depends on its days and is reckoned each time. Whether somebody is left out
    by an exclusion is not among them: that is asked each time.
    """
    if payment.pays is Pays.ANNUAL_FEE:
        return None
    names = {"loss"} if looks_at_loss(payment) else set[str]()
    names.update(_of_scope(payment.scope))
    names.update(_of_time(payment))
    if payment.tax is Tax.MILEAGE or payment.pays is Pays.MILEAGE:
        names.add("km")
    if payment.pays is Pays.ALLOWANCE:
        names.add("away")
    for block in payment.blocks:
        names.update(_looked_at(block))
    places = sorted(Duty._fields.index(name) for name in names)
    return itemgetter(*places) if places else _nothing


def _nothing(_duty: Duty) -> object:
    """Give no facts: the payment is the same for all that it is asked about."""
    return None


def _of_scope(scope: Scope) -> Iterator[str]:
    parts = {
        "kind": scope.kinds,
        "role": scope.roles,
        "presence": scope.presence,
        "body": scope.bodies,
        "office": scope.offices,
        "is_minuted": Need.MINUTED in scope.needs,
        "is_approved": Need.APPROVED in scope.needs,
    }
    return (name for name, decides in parts.items() if decides)


def _of_time(payment: Payment) -> tuple[str, ...]:
    """Give the facts of the time: what a body has decided lowers it, wherever it is counted."""
    if not counts_time(payment):
        return ()
    first = payment.blocks[0] if payment.blocks else None
    is_told = isinstance(first, Time) and first.counts in (Counted.LOST, Counted.SCHEDULED)
    if is_told or payment.pays in ABOUT_LOSS:
        return ("limit",)
    return ("minutes", "limit")


def counts_time(payment: Payment) -> bool:
    """Tell whether the time has a part in the payment.

    It has in a fee, which a cap may count the hours of; in a journey or a cost only where a
    block of the chain counts it.
    """
    if payment.pays in _FEES or payment.pays in ABOUT_LOSS:
        return True
    return any(_is_timed(block) for block in payment.blocks)


def _is_timed(block: object) -> bool:
    if isinstance(block, Within):
        return block.per is Unit.SEK_HOUR
    return isinstance(block, _TIMED)


def _looked_at(block: object) -> tuple[str, ...]:
    if isinstance(block, Time):
        return (*_COUNTED[block.counts], *_ROAD[block.travel is not Travel.NONE])
    if isinstance(block, Percent):
        return tuple(name for name, traits in _TRAITS if not traits.isdisjoint(block.only))
    return next((names for kind, names in _BLOCKS if isinstance(block, kind)), ())


_COUNTED = {
    Counted.ATTENDED: ("minutes",),
    Counted.SCHEDULED: ("scheduled",),
    Counted.LONGEST: ("minutes", "scheduled"),
    Counted.LOST: ("loss",),
}
_ROAD = {True: ("travel_minutes", "km"), False: ()}
_TRAITS = (("role", _ROLES), ("presence", _PRESENCE))
_BLOCKS = (
    (Distance, ("km",)),
    (Allowance, ("away",)),
    (Documented, ("costs",)),
    (Multiplied, ("times",)),
)


def looks_at_loss(payment: Payment) -> bool:
    """Tell whether what was lost decides the payment."""
    if payment.scope.incomes or payment.pays in ABOUT_LOSS:
        return True
    return any(_is_about_loss(block) for block in payment.blocks)


def _is_about_loss(block: object) -> bool:
    if isinstance(block, Time):
        return block.counts is Counted.LOST
    if isinstance(block, Percent):
        return "holiday_pay" in block.only
    return isinstance(block, Earnings)


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
