"""What the demo's year stands on: guidelines in force, decisions, appointments, own times."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspel.config.demo.clockwork import Clockwork
from samspel.meetings.enums import DecisionKind
from samspel.meetings.models import Decision
from samspel.meetings.services import record_decision
from samspel.people.services import declare_tie
from samspel.rulebooks.services import adopt_shipped
from samspel.visits.calculation import Window
from samspel.visits.services import appoint, set_availability

GUIDELINES = {
    "KS": ("lindakra/kontaktpolitiker-kommunstyrelsen", dt.date(2023, 2, 20)),
    "SN": ("lindakra/kontaktpolitiker-socialnamnden", dt.date(2023, 3, 27)),
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def lay_ground(clock: Clockwork, story: dict[str, Any]) -> None:
    """Put in the acts that everything else rests on."""
    for short, (name, day) in GUIDELINES.items():
        clock.put(clock.moment(day, "09.00"), _adopt(clock, short, name))
    for short, row in story["appointments"].items():
        clock.put(
            clock.moment(row["decided"]["day"] + dt.timedelta(days=2), "10.00"),
            _appoint(clock, short, row),
        )
    for key, windows in story["availability"].items():
        clock.put(clock.moment(clock.day(-340), "19.00"), _own_times(clock, key, windows))
    for tie in story["ties"]:
        clock.put(clock.moment(clock.day(tie["day"]), "20.00"), _tie(clock, tie))


def _adopt(clock: Clockwork, short: str, name: str) -> Any:
    def act(at: dt.datetime) -> None:
        adopt_shipped(
            clock.register.bodies[short],
            name,
            proposer=clock.actor("ingrid", at),
            confirmer=clock.actor("tomas", at),
            at=at,
        )

    return act


def _appoint(clock: Clockwork, short: str, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        secretary = clock.actor("ingrid", at)
        decision = _decision(clock, short, row["decided"], at)
        for each in row["rows"]:
            chosen = [clock.register.persons[key] for key in each["persons"]]
            for together in [chosen] if "group" in each else [[person] for person in chosen]:
                appoint(
                    clock.register.bodies[short],
                    persons=together,
                    places=_places(clock, each),
                    valid_from=row["decided"]["day"] + dt.timedelta(days=7),
                    valid_to=row["until"],
                    decision=decision,
                    group_name=each.get("group", ""),
                    actor=secretary,
                    at=at,
                    reason=each.get("reason", ""),
                )

    return act


def _decision(
    clock: Clockwork, short: str, decided: dict[str, Any], at: dt.datetime
) -> Decision:
    return record_decision(
        clock.register.bodies[short],
        decided_on=decided["day"],
        paragraph=decided["paragraph"],
        title=decided["title"],
        text="Uppdragen gäller till och med den 31 december 2026, enligt bilagd förteckning.",
        kind=DecisionKind.APPOINTMENT,
        actor=clock.actor("ingrid", at),
        at=at,
    )


def _places(clock: Clockwork, row: dict[str, Any]) -> list[Any]:
    if "operation" in row:
        return [clock.register.operations[row["operation"]]]
    return [clock.register.units[key] for key in row["units"]]


def _own_times(clock: Clockwork, key: str, windows: list[list[str]]) -> Any:
    def act(at: dt.datetime) -> None:
        set_availability(
            clock.register.persons[key],
            windows=[
                Window(
                    starts=dt.time.fromisoformat(starts.replace(".", ":")),
                    ends=dt.time.fromisoformat(ends.replace(".", ":")),
                    weekday=_WEEKDAYS.index(weekday),
                )
                for weekday, starts, ends in windows
            ],
            actor=clock.actor(key, at),
        )

    return act


def _tie(clock: Clockwork, tie: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        declare_tie(
            clock.register.persons[tie["person"]],
            clock.register.operations[tie["operation"]],
            tie["kind"],
            valid_from=at.date(),
            actor=clock.actor(tie["person"], at),
        )

    return act
