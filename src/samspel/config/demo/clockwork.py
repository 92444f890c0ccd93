"""Playing acts in the order of time, with the clock set to each of them.

Only the demo's loading sets the clock, and only while it writes into a database
that is the demo's own.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Iterable
from itertools import count

import time_machine

from samspel.access.models import User
from samspel.access.queries import actor_for
from samspel.audit.actors import Actor
from samspel.foundation.dates import at_wall_clock
from samspel.foundation.holidays import next_weekday
from samspel.people.demo import DemoRegister

Act = Callable[[dt.datetime], None]


class Clockwork:
    """A queue of acts, each at its moment; playing one may put further ones in."""

    def __init__(self, register: DemoRegister, *, now: dt.datetime) -> None:
        self.register = register
        self.now = now
        self.today = now.date()
        self._queue: list[tuple[dt.datetime, int, Act]] = []
        self._order = count()
        self._users = {user.person_id: user for user in User.objects.select_related("person")}

    def put(self, moment: dt.datetime, act: Act) -> None:
        """Let an act happen at its moment; one that lies ahead of now is left out."""
        if moment <= self.now:
            heapq.heappush(self._queue, (moment, next(self._order), act))

    def play(self) -> None:
        """Play the acts in order, the clock set to each."""
        while self._queue:
            moment, _order, act = heapq.heappop(self._queue)
            with time_machine.travel(moment, tick=False):
                act(moment)

    def day(self, offset: int) -> dt.date:
        """Give the weekday at or after so many days from today."""
        return next_weekday(self.today + dt.timedelta(days=offset))

    def days(self, offsets: Iterable[int]) -> list[dt.date]:
        """Give a weekday for each offset, never the same twice: both of a weekend give Monday."""
        found: list[dt.date] = []
        for offset in offsets:
            day = self.day(offset)
            while day in found:
                day = next_weekday(day + dt.timedelta(days=1))
            found.append(day)
        return found

    def moment(self, day: dt.date, clock: str) -> dt.datetime:
        """Give the moment of a clock time on a day."""
        return at_wall_clock(day, dt.time.fromisoformat(clock.replace(".", ":")))

    def actor(self, key: str, at: dt.datetime) -> Actor:
        """Give the person as actor, with the positions of that day."""
        return actor_for(self._users[self.register.persons[key].pk], on=at.date())
