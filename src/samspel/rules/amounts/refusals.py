"""What amounts refuse with: a value that is not known on the day is never taken for zero."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused
from samspel.rules.errors import NoRuleInForce
from samspel.rules.values import swedish_day


class NoValueInForce(NoRuleInForce):
    """The rule set holds on the day, but a value that it rests on is not known then."""

    def __init__(self, title: str, day: dt.date) -> None:
        self.area = title
        self.day = day
        Refused.__init__(
            self,
            _(
                "Det finns inget värde för ”%(title)s” som gäller den %(day)s. "
                "Be den som förvaltar reglerna att lägga in det."
            ),
            title=title,
            day=swedish_day(day),
        )


class NotPaidByAnyRule(Refused):
    """The rule set has nothing that pays such a duty."""

    def __init__(self, kind: str, day: dt.date) -> None:
        super().__init__(
            _("Ingen regel ger ersättning för %(kind)s den %(day)s."),
            kind=kind,
            day=swedish_day(day),
        )
