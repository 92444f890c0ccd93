"""Pay rows: what goes to payroll and bookkeeping, one amount under one pay type.

The tax-free and the taxable part of a row in a run become rows of their own, each under its
own pay type (IL 12 kap.: mileage and allowances above the tax-free amount are pay).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

NOTHING = Decimal(0)
_HOUR = Decimal(60)
_HUNDREDTH = Decimal("0.01")


class Payment(NamedTuple):
    """A row of a run, with whose it is. ``pays`` is a ``Pays``, by its value."""

    identity_number: str
    employee_number: str
    name: str
    body: str
    on: dt.date
    rule: str
    pays: str
    title: str
    amount: Decimal
    tax_free: Decimal
    minutes: int


class PayCode(NamedTuple):
    """A pay type: the payroll system's code, its name, the account, whether hours go along."""

    code: str
    name: str
    account: str
    counts_hours: bool


class PayRow(NamedTuple):
    """One row to another system."""

    identity_number: str
    employee_number: str
    name: str
    body: str
    on: dt.date
    code: str
    code_name: str
    text: str
    hours: Decimal
    amount: Decimal
    account: str

    def reversed(self) -> PayRow:
        """Give the row that takes this one back."""
        return self._replace(amount=-self.amount, hours=-self.hours)


CodeKey = tuple[str, str, bool]
"""What a pay type is for: the sort of payment, the rule (or nothing), whether tax-free."""


def pay_rows(
    payments: Iterable[Payment], codes: Mapping[CodeKey, PayCode]
) -> tuple[list[PayRow], set[CodeKey]]:
    """Give the rows, and the parts for which there is no pay type.

    The pay type that names the rule goes before the one for its whole sort. Parts of
    nothing give no row.
    """
    rows: list[PayRow] = []
    missing: set[CodeKey] = set()
    for payment in payments:
        free = payment.tax_free
        taxable = payment.amount - free if free else payment.amount
        for amount, is_free in ((taxable, False), (free, True)):
            if not amount:
                continue
            code = _code(codes, payment, is_free=is_free)
            if code is None:
                missing.add((payment.pays, payment.rule, is_free))
                continue
            rows.append(_row(payment, code, amount, is_first=not (is_free and taxable)))
    return rows, missing


def _code(
    codes: Mapping[CodeKey, PayCode], payment: Payment, *, is_free: bool
) -> PayCode | None:
    named = codes.get((payment.pays, payment.rule, is_free))
    return named or codes.get((payment.pays, "", is_free))


def _row(payment: Payment, code: PayCode, amount: Decimal, *, is_first: bool) -> PayRow:
    identity, employee, name, body, on = payment[:5]
    return PayRow(
        identity,
        employee,
        name,
        body,
        on,
        code.code,
        code.name,
        payment.title,
        _hours(payment.minutes) if code.counts_hours and is_first else NOTHING,
        amount,
        code.account.replace("{body}", body),
    )


@lru_cache(maxsize=2_000)
def _hours(minutes: int) -> Decimal:
    return (minutes / _HOUR).quantize(_HUNDREDTH)


def whole(rows: Iterable[PayRow]) -> Decimal:
    """Give the sum of the rows."""
    return sum((row.amount for row in rows), NOTHING)


def as_text(rows: Iterable[PayRow]) -> str:
    """Give the rows as JSON, each column as one text, exact to the öre."""
    columns = zip(PayRow._fields, zip(*rows, strict=True), strict=False)
    kept = {name: _joined([*map(_AS_TEXT.get(name, str), column)]) for name, column in columns}
    return json.dumps(kept, ensure_ascii=False)


def _joined(column: list[str]) -> str:
    """Join a column by a character that no text has; one that has it loses it."""
    text = _BETWEEN.join(column)
    if text.count(_BETWEEN) < len(column):
        return text
    return _BETWEEN.join(each.replace(_BETWEEN, "") for each in column)


def from_text(text: str) -> list[PayRow]:
    """Give back the rows that ``as_text`` wrote."""
    columns = [
        map(_FROM_TEXT.get(name, str), column.split(_BETWEEN))
        for name, column in json.loads(text).items()
    ]
    return [PayRow(*row) for row in zip(*columns, strict=True)]


_BETWEEN = "\x1f"  # the unit separator
_AS_TEXT: Mapping[str, Callable[[Any], str]] = {"on": dt.date.isoformat}
_FROM_TEXT: Mapping[str, Callable[[str], Any]] = {
    "on": dt.date.fromisoformat,
    "hours": Decimal,
    "amount": Decimal,
}
