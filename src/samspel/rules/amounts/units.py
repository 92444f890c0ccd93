"""Units: what a value counts, so that kronor per half hour are never added to kronor."""

from __future__ import annotations

from decimal import Decimal

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.sentence import sentence
from samspel.rules.values import BadValue


class Unit(LabelledEnum):
    """A closed list: every value of a remuneration rule set is one of these."""

    SEK = "SEK", _("kronor")
    SEK_OCCASION = "SEK/occasion", _("kronor per tillfälle")
    SEK_HOUR = "SEK/hour", _("kronor per timme")
    SEK_HALF_HOUR = "SEK/half-hour", _("kronor per halvtimme")
    SEK_HALF_DAY = "SEK/half-day", _("kronor per halvdag")
    SEK_DAY = "SEK/day", _("kronor per dag")
    SEK_MONTH = "SEK/month", _("kronor per månad")
    SEK_YEAR = "SEK/year", _("kronor per år")
    SEK_KM = "SEK/km", _("kronor per kilometer")
    SEK_MIL = "SEK/mil", _("kronor per mil")
    PERCENT = "%", _("procent")
    HOURS = "hours", _("timmar")
    MINUTES = "minutes", _("minuter")
    KM = "km", _("kilometer")
    TIMES = "times", _("gånger")
    FEES = "fees", _("arvoden")
    MONTHS = "months", _("månader")

    @property
    def is_money(self) -> bool:
        """Whether it is kronor, alone or per something."""
        return self.value.startswith("SEK")

    def into(self, other: Unit) -> Decimal:
        """Give what a value must be multiplied by to be told in the other unit.

        Raises ``KeyError`` for two that are not the same sort of thing.
        """
        return Decimal(1) if self is other else _INTO[self, other]


_INTO = {
    (Unit.HOURS, Unit.MINUTES): Decimal(60),
    (Unit.SEK_HALF_HOUR, Unit.SEK_HOUR): Decimal(2),
    (Unit.SEK_MIL, Unit.SEK_KM): Decimal("0.1"),
    (Unit.SEK_MONTH, Unit.SEK_YEAR): Decimal(12),
    (Unit.SEK_OCCASION, Unit.SEK): Decimal(1),
    (Unit.SEK_HALF_DAY, Unit.SEK): Decimal(1),
    (Unit.SEK_DAY, Unit.SEK): Decimal(1),
}


def convertible(unit: Unit, into: Unit) -> bool:
    """Tell whether a value in the one unit can be told in the other."""
    return unit is into or (unit, into) in _INTO


def read_amount_unit(text: str) -> Unit:
    """Read a unit by its Swedish name or its key."""
    for unit in Unit:
        if text in (unit.label, unit.value):
            return unit
    named = ", ".join(unit.label for unit in Unit)
    raise BadValue(sentence(_("Skriv något av: %(units)s."), units=named))
