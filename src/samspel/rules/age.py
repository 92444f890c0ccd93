"""Age: which guidelines and numbers have not been checked against their source for long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from .provisions import Provision, Ruleset

A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Aged:
    """A guideline, or one provision of it, and the day on which it was last checked."""

    ruleset: Ruleset
    provision: Provision | None
    checked_on: dt.date
    days: int


def age(
    rulesets: Iterable[Ruleset], today: dt.date, *, after: dt.timedelta = A_YEAR
) -> list[Aged]:
    """List what was last checked longer ago than ``after``, oldest first.

    A provision with a ``checked_on`` of its own is listed by itself.
    """
    found = [
        Aged(ruleset, provision, checked_on, (today - checked_on).days)
        for ruleset in rulesets
        for provision, checked_on in _checks(ruleset)
        if today - checked_on > after
    ]
    return sorted(found, key=lambda each: each.checked_on)


def _checks(ruleset: Ruleset) -> list[tuple[Provision | None, dt.date]]:
    own = [
        (each, each.checked_on) for each in ruleset.provisions if each.checked_on is not None
    ]
    return [(None, ruleset.checked_on), *own]
