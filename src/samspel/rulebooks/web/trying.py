"""A trial as its page shows it: counted, explained and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.rulebooks.calculation.trials import MOST_ACTS, MOST_SHOWN, Tried
from samspel.rules.catalogue import ACTS
from samspel.rules.provisions import Outcome
from samspel.rules.trial import Difference


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """An act that comes out differently: which, when, from what to what, and why."""

    act: str
    on: dt.date
    change: str
    because: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownTrial:
    """What a draft would have meant."""

    finding: str
    is_capped: bool
    count: int
    same: int
    outcomes: Sequence[tuple[str, int]]
    reasons: Sequence[tuple[str, int]]
    differences: Sequence[ShownDifference]
    hidden: int


def shown_trial(tried: Tried) -> ShownTrial:
    """Put a trial in words."""
    differing = len(tried.differences)
    return ShownTrial(
        finding=_finding(tried),
        is_capped=tried.count >= MOST_ACTS,
        count=tried.count,
        same=tried.same,
        outcomes=[(_change(*pair), count) for pair, count in tried.by_outcome],
        reasons=tried.by_reason[:MOST_SHOWN],
        differences=[_shown(each) for each in tried.shown],
        hidden=max(differing - MOST_SHOWN, 0),
    )


def _finding(tried: Tried) -> str:
    if not tried.count:
        return _("Inga åtgärder är bedömda under de dagarna.")
    differing = len(tried.differences)
    if tried.count == 1:
        return (
            _("Den enda åtgärden hade fått ett annat utfall.")
            if differing
            else _("Den enda åtgärden hade fått samma utfall.")
        )
    if not differing:
        return _("Alla %(count)s åtgärder hade fått samma utfall.") % {"count": tried.count}
    return _("Av %(tried)s åtgärder hade %(count)s fått ett annat utfall.") % {
        "tried": tried.count,
        "count": differing,
    }


def _shown(difference: Difference) -> ShownDifference:
    judged = difference.judged
    return ShownDifference(
        act=_(ACTS[judged.act].label),
        on=judged.on,
        change=_change(difference.old, difference.new),
        because=[each.through(_) for each in difference.because],
    )


def _change(old: Outcome | None, new: Outcome | None) -> str:
    """Say from which outcome to which; what is laid down may differ though both let it pass."""
    if old is new:
        return _("%(outcome)s som förut, men något annat bestäms") % {"outcome": _outcome(old)}
    return _("%(old)s blir %(new)s") % {"old": _outcome(old), "new": _outcome(new)}


def _outcome(outcome: Outcome | None) -> str:
    return _("ingen regel") if outcome is None else _(outcome.label)
