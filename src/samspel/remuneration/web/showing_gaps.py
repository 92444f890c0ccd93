"""In words: what nothing is paid for, and what is left out of a sum that others see."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samspel.kit.enums import label_of
from samspel.remuneration.calculation.controls import is_private
from samspel.remuneration.enums import CostKind
from samspel.remuneration.queries.gaps import Gaps
from samspel.rules.amounts.lines import Line


def gap_words(gaps: Gaps) -> list[str]:
    """Say what nothing is paid for, and why: a sentence for each."""
    undecided = _("%(what)s betalas bara för det som är beslutat i förväg.")
    nobody = _("%(what)s: ingen bestämmelse i reglementet ersätter det.")
    costs = [each for each in CostKind if each in gaps.costs]
    return [
        *(undecided % {"what": title} for title in gaps.undecided),
        *(nobody % {"what": label_of(CostKind, each).capitalize()} for each in costs),
    ]


def hides_a_loss(lines: Iterable[Line]) -> bool:
    """Tell whether a sum leaves out what shows somebody's income."""
    return any(is_private(line) and line.amount for line in lines)
