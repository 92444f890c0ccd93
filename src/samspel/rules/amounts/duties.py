"""Duties: what somebody elected has done, told in facts that a rule set can pay for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from .choices import CostKind, DutyKind, Income, Presence, Role

NOTHING = Decimal(0)


class Loss(NamedTuple):
    """Earnings lost for one duty. One of the incomes is told; without any, it is not proved."""

    minutes: int
    income: Income = Income.EMPLOYED
    hourly: Decimal | None = None
    monthly: Decimal | None = None
    yearly: Decimal | None = None
    proved_until: dt.date | None = None
    has_lost_holiday_pay: bool = False


class Cost(NamedTuple):
    """One cost for one duty."""

    kind: CostKind
    amount: Decimal
    has_receipt: bool = True


class Away(NamedTuple):
    """A journey with a night away: when it began and ended, and meals that others paid for.

    ``left_at`` and ``back_at`` are minutes after midnight. ``km`` is how far away the place
    is. ``own_nights`` are those that the person has arranged for themself.
    """

    left_on: dt.date
    left_at: int
    back_on: dt.date
    back_at: int
    km: Decimal = NOTHING
    breakfasts: tuple[dt.date, ...] = ()
    lunches: tuple[dt.date, ...] = ()
    dinners: tuple[dt.date, ...] = ()
    own_nights: int = 0


class Duty(NamedTuple):
    """One duty of one person.

    ``key`` is the caller's own and settles ties. ``starts`` is minutes after midnight.
    ``limit`` is the paid time (minutes) that the person's body has decided, if it has.
    A fixed fee is a duty of the kind *office* from ``on`` to ``until``, which is not
    part of it. ``occupancy`` is the share of full time, in percent, that the person's
    fixed fees make up that day. ``is_known`` tells that the municipality knows of the duty
    itself, so that its fee needs no claim and is never late; what the person adds to it goes
    by ``claimed_on``.
    """

    key: str
    on: dt.date
    kind: DutyKind
    role: Role = Role.MEMBER
    presence: Presence = Presence.SERVING
    body: str = ""
    office: str = ""
    minutes: int = 0
    scheduled: int = 0
    travel_minutes: int = 0
    km: Decimal = NOTHING
    occupancy: Decimal = NOTHING
    times: int = 1
    limit: int | None = None
    is_minuted: bool = True
    is_approved: bool = True
    starts: int = 0
    until: dt.date | None = None
    claimed_on: dt.date | None = None
    loss: Loss | None = None
    costs: tuple[Cost, ...] = ()
    away: Away | None = None
    is_known: bool = False
