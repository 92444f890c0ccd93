"""Whether a body meets in public, by the law of the day (KL 5 kap. 42 §, 6 kap. 25 §)."""

from __future__ import annotations

import datetime as dt

from samspel.meetings.calculation.statute import known_from, laid_down
from samspel.rules.law import remembered

_ACT = "meeting.let_in"


@remembered
def doors_are_open(on: dt.date, *, is_council: bool, lets_public_in: bool) -> bool:
    """Tell whether the public may follow a body's meeting on the day.

    ``lets_public_in`` is what the council and the body have decided for it. What must be
    closed of a meeting is judged item by item.
    """
    facts = {"body.is_council": is_council, "body.lets_public_in": lets_public_in}
    return laid_down(_ACT, facts, known_from(on)).value("meeting.doors_are_open") is True
