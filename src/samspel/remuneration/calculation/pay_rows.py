"""Pay rows: what goes to payroll and bookkeeping, one amount under one pay type.

The tax-free and the taxable part of a row in a run become rows of their own, each under its
own pay type (IL 12 kap.: mileage and allowances above the tax-free amount are pay).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from samspel.remuneration.enums import Pays

NOTHING = Decimal(0)
_HOUR = Decimal(60)
_HUNDREDTH = Decimal("0.01")


class Payment(NamedTuple):
    """A row of a run, with whose it is."""

    identity_number: str
    employee_number: str
    name: str
    body: str
    on: dt.date
    rule: str
    pays: Pays
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
        taxable = payment.amount - payment.tax_free
        for amount, is_free in ((taxable, False), (payment.tax_free, True)):
            if not amount:
                continue
            code = _code(codes, payment, is_free=is_free)
            if code is None:
                missing.add((payment.pays.value, payment.rule, is_free))
                continue
            rows.append(_row(payment, code, amount, is_first=not (is_free and taxable)))
    return rows, missing


def _code(
    codes: Mapping[CodeKey, PayCode], payment: Payment, *, is_free: bool
) -> PayCode | None:
    named = codes.get((payment.pays.value, payment.rule, is_free))
    return named or codes.get((payment.pays.value, "", is_free))


def _row(payment: Payment, code: PayCode, amount: Decimal, *, is_first: bool) -> PayRow:
    counts = code.counts_hours and is_first
    hours = (payment.minutes / _HOUR).quantize(_HUNDREDTH) if counts else NOTHING
    return PayRow(
        payment.identity_number,
        payment.employee_number,
        payment.name,
        payment.body,
        payment.on,
        code.code,
        code.name,
        payment.title,
        hours,
        amount,
        code.account.replace("{body}", payment.body),
    )


def whole(rows: Iterable[PayRow]) -> Decimal:
    """Give the sum of the rows."""
    return sum((row.amount for row in rows), NOTHING)


def as_text(rows: Iterable[PayRow]) -> str:
    """Give the rows as JSON, exact to the öre."""
    return json.dumps(
        [
            [*row[:4], row.on.isoformat(), *row[5:8], *map(str, row[8:10]), row[10]]
            for row in rows
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_text(text: str) -> list[PayRow]:
    """Give back the rows that ``as_text`` wrote."""
    return [_read(row) for row in json.loads(text)]


def _read(row: list[Any]) -> PayRow:
    day = dt.date.fromisoformat(row[4])
    return PayRow(*row)._replace(on=day, hours=Decimal(row[8]), amount=Decimal(row[9]))
