"""The time within which a motion or a citizens' proposal is to be decided (KL 5:35)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from samspel.cases.calculation.preparation import months_of_a_motion
from samspel.foundation.dates import add_months
from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class ClockState(LabelledEnum):
    """How a clock stands on a day."""

    RUNNING = "running", _("Inom tiden")
    SOON = "soon", _("Högst tre månader kvar")
    LAST = "last", _("Högst en månad kvar")
    LATE = "late", _("Tiden har gått ut, inte anmäld")
    REPORTED = "reported", _("Anmäld till fullmäktige")
    REPORTED_LATE = "reported_late", _("Anmäld till fullmäktige efter tiden")
    DECIDED = "decided", _("Avgjord inom tiden")
    DECIDED_LATE = "decided_late", _("Avgjord för sent")

    @property
    def is_a_breach(self) -> bool:
        """Whether the law asks for something that has not been done."""
        return self is ClockState.LATE


# How long before the time is out the list says so: months, and what it says then.
_WARNINGS = ((1, ClockState.LAST), (3, ClockState.SOON))
_YEAR, _SPAN = _("ett år"), _("%(months)s månader")


def time_said(on: dt.date, translated: Callable[[str], str] = str) -> str:
    """Say how long the law gives what was raised on the day: "ett år"."""
    months = months_of_a_motion(on)
    return translated(_YEAR) if months == 12 else translated(_SPAN) % {"months": months}


@dataclass(frozen=True, slots=True)
class Clock:
    """When a motion or proposal was raised, and what has come of it so far."""

    raised_on: dt.date
    decided_on: dt.date | None = None
    reported_on: dt.date | None = None

    @property
    def last_day(self) -> dt.date:
        """The last day within the law's time; a year from 29 February is 28 February."""
        return add_months(self.raised_on, months_of_a_motion(self.raised_on))

    def state_on(self, day: dt.date) -> ClockState:
        """Tell how the clock stands on the day.

        Reported counts only when it is done within the same time (second paragraph); what
        is done after it is said as what it is.
        """
        if self.decided_on is not None and self.decided_on <= day:
            within = self.decided_on <= self.last_day
            return ClockState.DECIDED if within else ClockState.DECIDED_LATE
        if self.reported_on is not None and self.reported_on <= min(day, self.last_day):
            return ClockState.REPORTED
        if day > self.last_day:
            told = self.reported_on is not None and self.reported_on <= day
            return ClockState.REPORTED_LATE if told else ClockState.LATE
        return self._running_on(day)

    def _running_on(self, day: dt.date) -> ClockState:
        given = months_of_a_motion(self.raised_on)
        for left, state in _WARNINGS:
            if day >= add_months(self.raised_on, given - left):
                return state
        return ClockState.RUNNING
