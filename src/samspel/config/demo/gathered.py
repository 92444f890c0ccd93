"""The demo's group meetings: one that has been held and is paid, and one that is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from samspel.config.demo.clockwork import Clockwork
from samspel.foundation.dates import local
from samspel.kit.models import in_force
from samspel.people.models import Mandate
from samspel.remuneration.models import Gathering
from samspel.remuneration.services.gatherings import plan_gathering, tell_attendance
from samspel.remuneration.services.leading import name_group_leader

_LEADER, _BODY = "ulla", "KS"
_HELD, _AHEAD = -30, 6
_LENGTH = dt.timedelta(minutes=90)
_LATE = 30  # minutes: the last on the list comes later than the rest
_MINUTES = 60


def plan_gatherings(clock: Clockwork) -> None:
    """Put in the group's leader, a meeting that is told of, and one to come."""
    clock.put(clock.moment(clock.day(_HELD - 14), "09.30"), _lead(clock))
    clock.put(clock.moment(clock.day(_HELD - 10), "10.00"), _call(clock, _HELD))
    clock.put(clock.moment(clock.day(_HELD + 1), "08.30"), _tell(clock))
    clock.put(clock.moment(clock.day(-2), "11.00"), _call(clock, _AHEAD))


def _seat(clock: Clockwork, on: dt.date) -> Mandate | None:
    rows = Mandate.objects.filter(
        in_force(on),
        person=clock.register.persons[_LEADER],
        body=clock.register.bodies[_BODY],
    )
    return rows.select_related("body", "party").first()


def _lead(clock: Clockwork) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        seat = _seat(clock, at.date())
        if seat is not None:
            name_group_leader(
                seat,
                valid_from=at.date(),
                valid_to=seat.valid_to,
                actor=clock.actor("ingrid", at),
                at=at,
            )

    return act


def _call(clock: Clockwork, days: int) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        seat = _seat(clock, at.date())
        if seat is not None:
            starts_at = clock.moment(clock.day(days), "17.00")
            plan_gathering(
                seat.body,
                party=seat.party,
                starts_at=starts_at,
                ends_at=starts_at + _LENGTH,
                place="Gruppens rum i kommunhuset",
                actor=clock.actor(_LEADER, at),
                at=at,
            )

    return act


def _tell(clock: Clockwork) -> Callable[[dt.datetime], None]:
    """Let all but one have been there, and the last of them come half an hour late."""

    def act(at: dt.datetime) -> None:
        # Whoever has left the body leads its group no more: then the secretary tells.
        teller = "ingrid" if _seat(clock, at.date()) is None else _LEADER
        for row in Gathering.objects.filter(ends_at__lte=at).order_by("pk"):
            began = local(row.starts_at)
            came = began.hour * _MINUTES + began.minute
            whole = int(_LENGTH.total_seconds()) // _MINUTES
            seats = list(row.seats.order_by("pk").values_list("mandate_id", flat=True))
            there = dict.fromkeys(seats[:-1] or seats, (came, whole))
            there[list(there)[-1]] = (came + _LATE, whole - _LATE)
            tell_attendance(
                row,
                there=there,
                is_minuted=False,
                actor=clock.actor(teller, at),
                at=at,
            )

    return act
