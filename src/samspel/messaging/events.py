"""Calendar events as the modules above hand them over: to one message, or to a feed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.foundation.calendar_objects import Method
from samspel.foundation.dates import minutes_between

REQUEST = Method.REQUEST
CANCEL = Method.CANCEL


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A meeting or a visit in a calendar.

    ``uid`` is the same for the event's whole life. ``sequence`` grows by one when time
    or place changes, and when the event is cancelled. ``summary`` and ``description``
    may hold nothing that a shared calendar may not show. ``url`` may be a path of
    ours. ``changed_at`` is when the event last changed; a feed uses it.
    """

    uid: str
    sequence: int
    method: Method
    summary: str
    start: dt.datetime
    end: dt.datetime
    place: str = ""
    description: str = ""
    url: str = ""
    changed_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        """Refuse (ValueError) times without a zone, and an end that is not after the start."""
        object.__setattr__(self, "method", Method(self.method))
        if minutes_between(self.start, self.end) <= 0:
            raise ValueError(self.start, self.end)
