"""Saying what blocks and rules share: roundings, choices, and what is paid for."""

from __future__ import annotations

from collections.abc import Iterable

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.sentence import Sentence, sentence

from .choices import Need
from .model import Scope
from .rounding import Rounding


def said_rounding(rounding: Rounding) -> Sentence:
    """Say how something is rounded, as the end of a sentence."""
    return sentence(
        _(", avrundat %(mode)s %(to)s"),
        mode=sentence(rounding.mode.label),
        to=sentence(rounding.to.label),
    )


def said_labels(members: Iterable[LabelledEnum]) -> tuple[Sentence, ...]:
    """Say choices by their labels, to be listed."""
    return tuple(sentence(each.label) for each in sorted(members))


def said_scope(scope: Scope) -> Sentence:
    """Say what is paid for, as the end of a sentence."""
    said: list[object] = [
        *said_labels(scope.kinds),
        *said_labels(scope.roles),
        *said_labels(scope.presence),
        *said_labels(scope.incomes),
        *sorted(scope.offices),
    ]
    paid: object = tuple(said) or sentence(_("alla uppdrag"))
    if scope.bodies:
        bodies = tuple(each.upper() for each in sorted(scope.bodies))
        paid = sentence(_("%(paid)s i %(bodies)s"), paid=paid, bodies=bodies)
    if not scope.needs:
        return sentence("%(paid)s", paid=paid)
    needs = tuple(sentence(_NEEDS[need]) for need in sorted(scope.needs))
    return sentence("%(paid)s, %(needs)s", paid=paid, needs=needs)


_NEEDS = {Need.MINUTED: _("om protokoll är fört"), Need.APPROVED: _("om det är beslutat")}
