"""Bookkeeping: pay rows summed by account string."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from samspel.remuneration.calculation.pay_rows import NOTHING, PayRow, whole


def bookings(rows: Iterable[PayRow], on: dt.date) -> list[PayRow]:
    """Give one row per account string, in order, without persons. The sum is the same."""
    sums: dict[str, PayRow] = {}
    for row in rows:
        known = sums.get(row.account)
        sums[row.account] = _empty(row, on) if known is None else known
        sums[row.account] = sums[row.account]._replace(
            amount=sums[row.account].amount + row.amount,
            hours=sums[row.account].hours + row.hours,
        )
    return [sums[account] for account in sorted(sums)]


def balanced(rows: Sequence[PayRow], counter: str) -> list[PayRow]:
    """Give the bookings with the counter account's own last, so that they add up to nothing.

    Without a counter account they are given as they are: the other system books it.
    """
    if not counter or not rows:
        return list(rows)
    against = _empty(rows[0], rows[0].on)._replace(account=counter, body="")
    return [*rows, against._replace(amount=-whole(rows))]


def _empty(row: PayRow, on: dt.date) -> PayRow:
    return PayRow("", "", "", row.body, on, "", "", "", NOTHING, NOTHING, row.account)
