"""Pay rows: what goes to payroll and bookkeeping, one amount under one pay type.

The tax-free and the taxable part of a row in a run become rows of their own, each under its
own pay type (IL 12 kap.: mileage and allowances above the tax-free amount are pay).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    found = _Codes(codes)
    for payment in payments:
        identity, employee, name, body, on, rule, pays, title, amount, free, minutes = payment
        taxable = amount - free if free else amount
        for part, is_free in ((taxable, False), (free, True)):
            if not part:
                continue
            code = found[pays, rule, is_free, body]
            if code is None:
                missing.add((pays, rule, is_free))
                continue
            pay, pay_name, account, counts_hours = code
            is_counted = counts_hours and not (is_free and taxable)
            hours = _hours(minutes) if is_counted else NOTHING
            rows.append(
                PayRow(
                    identity,
                    employee,
                    name,
                    body,
                    on,
                    pay,
                    pay_name,
                    title,
                    hours,
                    part,
                    account,
                )
            )
    return rows, missing


class _Codes(dict[tuple[str, str, bool, str], PayCode | None]):
    """The pay type of a part that a body pays, with the body in its account; found once."""

    def __init__(self, codes: Mapping[CodeKey, PayCode]) -> None:
        self._codes = codes

    def __missing__(self, key: tuple[str, str, bool, str]) -> PayCode | None:
        pays, rule, is_free, body = key
        code = self._codes.get((pays, rule, is_free)) or self._codes.get((pays, "", is_free))
        if code is not None:
            code = code._replace(account=code.account.replace("{organ}", body))
        self[key] = code
        return code


@lru_cache(maxsize=2_000)
def _hours(minutes: int) -> Decimal:
    return (minutes / _HOUR).quantize(_HUNDREDTH)


def whole(rows: Iterable[PayRow]) -> Decimal:
    """Give the sum of the rows."""
    return sum((row.amount for row in rows), NOTHING)


def as_text(rows: Iterable[PayRow]) -> str:
    """Give the rows as JSON, each column as one text, exact to the öre."""
    columns = zip(PayRow._fields, zip(*rows, strict=True), strict=False)
    kept = {name: _joined(_AS_TEXT.get(name, list)(column)) for name, column in columns}
    return json.dumps(kept, ensure_ascii=False)


def _texts(column: Sequence[Decimal]) -> list[str]:
    return [*map(str, column)]


def _days(column: Sequence[dt.date]) -> list[str]:
    """Write the days, each once: there are many more rows than days."""
    said = {day: day.isoformat() for day in set(column)}
    return [said[day] for day in column]


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
# The other columns are texts already.
_AS_TEXT: Mapping[str, Callable[[Any], list[str]]] = {
    "on": _days,
    "hours": _texts,
    "amount": _texts,
}
_FROM_TEXT: Mapping[str, Callable[[str], Any]] = {
    "on": dt.date.fromisoformat,
    "hours": Decimal,
    "amount": Decimal,
}
