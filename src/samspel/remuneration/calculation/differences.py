"""What a run pays: what duties are worth now, less what earlier runs have paid for them.

So every change afterwards, of a fact or of a rule, becomes a row of its own with the
original beside it, and all rows of a line add up to what it is worth.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from samspel.remuneration.enums import EntryReason, LineState, Pays

NOTHING = Decimal(0)

Key = tuple[int, str, dt.date]
"""A line over all runs: the duty, the payment's key in the rule set, the day."""


class Worth(NamedTuple):
    """What a line is worth by the facts and the rules that are known now."""

    duty: int
    rule: str
    on: dt.date
    amount: Decimal
    tax_free: Decimal
    minutes: int
    state: LineState
    title: str
    pays: Pays
    clause: str
    version: int
    working: list[dict[str, Any]]

    @property
    def key(self) -> Key:
        """Which line it is."""
        return self.duty, self.rule, self.on


class Paid(NamedTuple):
    """What earlier runs have paid for a line, and the first row that did.

    ``version`` is the rule set of the last row; ``title``, ``pays`` and ``clause`` are the
    first row's own, for a line that no longer stands.
    """

    amount: Decimal
    tax_free: Decimal
    minutes: int
    first: int
    version: int
    title: str
    pays: Pays
    clause: str


class Difference(NamedTuple):
    """One row of a run: an amount to pay, or to pay back."""

    worth: Worth
    was: Decimal | None
    corrects: int | None
    reason: EntryReason


def differences(
    worths: Iterable[Worth],
    paid: Mapping[Key, Paid],
    *,
    changed: frozenset[int] = frozenset(),
    changed_versions: frozenset[int] = frozenset(),
    kept: frozenset[int] = frozenset(),
) -> list[Difference]:
    """Give the rows that a run has: in the order of the lines, then what no longer stands.

    ``changed`` are the duties whose facts are newer than the last run; a correction of any
    other is the rules' doing when the version is another than the one that paid it, or is
    one of ``changed_versions`` (its national figures are). Duties in ``kept`` can't be
    reckoned now: what was paid for them stands. A line that is worth nothing gets a row the
    first time only when the rules say why. What did not change gives none.
    """
    now = {each.key: each for each in _summed(worths)}
    rows = []
    for key in (*now, *sorted(paid.keys() - now.keys())):
        worth, before = now.get(key), paid.get(key)
        if key[0] in kept:
            continue
        if before is None:
            if worth is not None and (worth.amount or worth.state is not LineState.PAID):
                rows.append(Difference(worth, None, None, EntryReason.NEW))
            continue
        made = _against(worth or _gone(key, before), before)
        if made.amount or made.tax_free:
            by_rules = key[0] not in changed and (
                made.version != before.version or made.version in changed_versions
            )
            reason = EntryReason.RULES if by_rules else EntryReason.FACTS
            rows.append(Difference(made, before.amount, before.first, reason))
    return rows


def _against(worth: Worth, before: Paid) -> Worth:
    return worth._replace(
        amount=worth.amount - before.amount,
        tax_free=worth.tax_free - before.tax_free,
        minutes=worth.minutes - before.minutes,
    )


def _gone(key: Key, before: Paid) -> Worth:
    """Give a line that no longer stands: worth nothing, under the name that it had."""
    return Worth(
        *key,
        amount=NOTHING,
        tax_free=NOTHING,
        minutes=0,
        state=LineState.PAID,
        title=before.title,
        pays=before.pays,
        clause=before.clause,
        version=before.version,
        working=[],
    )


def _summed(worths: Iterable[Worth]) -> Iterable[Worth]:
    """Give one row per line; several of the same day and payment are one."""
    found: dict[Key, Worth] = {}
    for each in worths:
        known = found.get(each.key)
        found[each.key] = each if known is None else _added(known, each)
    return found.values()


def _added(one: Worth, other: Worth) -> Worth:
    return one._replace(
        amount=one.amount + other.amount,
        tax_free=one.tax_free + other.tax_free,
        minutes=one.minutes + other.minutes,
        state=one.state if one.amount else other.state,
        working=[*one.working, *other.working],
    )


def total(rows: Iterable[Difference]) -> Decimal:
    """Give the sum of the rows."""
    return sum((each.worth.amount for each in rows), NOTHING)
