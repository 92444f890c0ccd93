"""The arithmetic of sending: how long to pause, when to give up, when the digest goes."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.dates import NoSuchTime, at_wall_clock, local

# A mail server that is down for an hour is tried again within a quarter of an hour of
# its return; one that is down for a weekend has not lost anything.
_PAUSES = tuple(dt.timedelta(minutes=each) for each in (1, 2, 4, 8, 15, 15, 15, 30, 60, 120))
GIVE_UP_AFTER = dt.timedelta(days=4)

LEASE = dt.timedelta(minutes=4)
"""How long a worker may hold a mail before another takes it for dead: longer than the
slowest conversation with a mail server (see ``transport.TIMEOUT``)."""

MOST_UNCERTAIN = 2
"""How many times a mail may be handed over without our learning what came of it. The
first makes one duplicate possible; after the second a person decides."""


def pause_after(attempts: int) -> dt.timedelta:
    """Give how long to wait after so many tries in vain (at least one)."""
    return _PAUSES[min(max(attempts, 1), len(_PAUSES)) - 1]


def is_given_up(created_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a mail has been tried for so long that a person must look at it."""
    return at - created_at > GIVE_UP_AFTER


def next_digest_at(after: dt.datetime, hour: int) -> dt.datetime:
    """Give the next instant when the clock in Sweden strikes the hour.

    In the night in March when the hour two is skipped, the digest goes at three; in the
    night in October it goes at the first of the two.
    """
    today = local(after).date()
    found = _strikes(today, hour)
    if found > after.astimezone(dt.UTC):
        return found
    return _strikes(today + dt.timedelta(days=1), hour)


def _strikes(day: dt.date, hour: int) -> dt.datetime:
    """Give when the clock strikes, in UTC: two times on one clock compare by its face."""
    try:
        return at_wall_clock(day, dt.time(hour), fold=0).astimezone(dt.UTC)
    except NoSuchTime:
        return at_wall_clock(day, dt.time(hour + 1), fold=0).astimezone(dt.UTC)
