"""How long the approval of minutes may take, by the law of the day (KL 5 kap. 69 §)."""

from __future__ import annotations

import datetime as dt

from samspel.meetings.calculation.statute import judged, known_from
from samspel.rules.explanation import Verdict


def approval_judged(held_on: dt.date, on: dt.date) -> Verdict:
    """Judge an approval on a day of the minutes of a meeting that was held on another.

    Late is late and no more: minutes that are approved after the time are still approved,
    so the law only warns.
    """
    days = max((on - held_on).days, 0)
    return judged("minutes.approve", {"minutes.days_since_meeting": days}, known_from(on))
