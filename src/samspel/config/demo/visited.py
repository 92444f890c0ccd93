"""The demo's visits: offered or proposed, booked, held, reported, followed up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspel.config.demo.clockwork import Clockwork
from samspel.config.demo.writing import plan_afterwards
from samspel.people.models import Person
from samspel.visits.models import TimeOption, Visit
from samspel.visits.services import (
    OfferedTime,
    answer_options,
    cancel_visit,
    choose_time,
    confirm_conduct,
    decide_participants,
    decline_invitation,
    draw_in_others,
    join_visit,
    mark_preparation_ready,
    offer_times,
    propose_time,
    record_held,
    save_preparation,
)

_PREPARED = {
    "beskrivning": "Enheten har samma uppdrag som tidigare. Antalet medarbetare är oförändrat.",
    "nulage": "Bemanningen håller, och det mesta går enligt plan.",
    "behov": "Inom två år behöver flera medarbetare ersättas när de går i pension.",
    "mal": "Att de som kommer till oss ska känna igen den de möter.",
}


def plan_visits(clock: Clockwork, story: dict[str, Any]) -> None:
    """Put in every visit of the year, from both boards."""
    for row in story["invited"]:
        clock.put(clock.moment(clock.day(row["asked"]), "09.15"), _invite(clock, row))
    for row in story["cancelled"]:
        clock.put(clock.moment(clock.day(row["asked"]), "09.40"), _invite(clock, row))
    for row in story["booked"]:
        clock.put(clock.moment(clock.day(row["asked"]), "20.10"), _propose(clock, row))


def manager_of(clock: Clockwork, unit: str) -> str:
    """Give the key of whoever manages the unit in the demo's register."""
    for key, row in clock.register.data["employed"].items():
        place = row["place"] if isinstance(row, dict) else row[4]
        if place == f"unit:{unit}":
            return str(row["same_as"]) if isinstance(row, dict) else str(key)
    raise KeyError(unit)


def persons(clock: Clockwork, keys: list[str]) -> list[Person]:
    """Give the persons behind the keys."""
    return [clock.register.persons[key] for key in keys]


def times(clock: Clockwork, row: dict[str, Any]) -> tuple[dt.datetime, dt.datetime]:
    """Give when the visit is to begin and end."""
    day = clock.day(row["day"])
    return clock.moment(day, row["at"][0]), clock.moment(day, row["at"][1])


def _invite(clock: Clockwork, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        starts_at, ends_at = times(clock, row)
        _day, other = clock.days([row["day"], row["day"] + 3])
        visit = offer_times(
            clock.register.units[row["unit"]],
            persons=persons(clock, row["persons"]),
            options=[
                OfferedTime(starts_at, ends_at),
                OfferedTime(
                    clock.moment(other, row["at"][0]), clock.moment(other, row["at"][1])
                ),
            ],
            answer_by=at.date() + dt.timedelta(days=7),
            actor=clock.actor(manager_of(clock, row["unit"]), at),
            at=at,
        )
        clock.put(at + dt.timedelta(days=2, hours=9), _answer(clock, row, visit))

    return act


def _answer(clock: Clockwork, row: dict[str, Any], visit: Visit) -> Any:
    def act(at: dt.datetime) -> None:
        first, *others = TimeOption.objects.filter(visit=visit).order_by("starts_at")
        going = [key for key in row["persons"] if key not in row.get("declines", {})]
        for key in reversed(going):
            answers = {first.pk: "possible"} | {each.pk: "impossible" for each in others}
            answer_options(visit, answers=answers, actor=clock.actor(key, at), at=at)
        for key, note in row.get("declines", {}).items():
            decline_invitation(visit, note=note, actor=clock.actor(key, at), at=at)
        choose_time(visit, option=first, actor=clock.actor(going[0], at), at=at, reason=_WHY)
        _after_booking(clock, row, visit, at)

    return act


_WHY = "Tiden passar enheten bäst."


def _propose(clock: Clockwork, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        starts_at, ends_at = times(clock, row)
        visit = propose_time(
            clock.register.units[row["unit"]],
            persons=persons(clock, row["persons"]),
            starts_at=starts_at,
            ends_at=ends_at,
            actor=clock.actor(row["persons"][0], at),
            at=at,
        )
        clock.put(at + dt.timedelta(hours=14), _agree(clock, row, visit))

    return act


def _agree(clock: Clockwork, row: dict[str, Any], visit: Visit) -> Any:
    def act(at: dt.datetime) -> None:
        manager = clock.actor(manager_of(clock, row["unit"]), at)
        option = TimeOption.objects.get(visit=visit)
        choose_time(visit, option=option, actor=manager, at=at, reason=_WHY)
        _after_booking(clock, row, visit, at)

    return act


def _after_booking(
    clock: Clockwork, row: dict[str, Any], visit: Visit, at: dt.datetime
) -> None:
    starts_at, _ends_at = times(clock, row)
    if "because" in row:
        clock.put(starts_at - dt.timedelta(days=2), _cancel(clock, row, visit))
        return
    clock.put(at + dt.timedelta(hours=20), _join(clock, row, visit))
    clock.put(starts_at - dt.timedelta(days=6, hours=2), _prepare(clock, row, visit))
    clock.put(starts_at - dt.timedelta(days=1), _confirm_conduct(clock, row, visit))
    if "held" in row:
        held_to = clock.moment(starts_at.date(), row["held"][1])
        clock.put(held_to + dt.timedelta(hours=3), _hold(clock, row, visit))


def _cancel(clock: Clockwork, row: dict[str, Any], visit: Visit) -> Any:
    def act(at: dt.datetime) -> None:
        manager = clock.actor(manager_of(clock, row["unit"]), at)
        cancel_visit(visit, because=row["because"], actor=manager, at=at)

    return act


def _join(clock: Clockwork, row: dict[str, Any], visit: Visit) -> Any:
    """The others who are asked say yes to the visit that has its time."""

    def act(at: dt.datetime) -> None:
        waiting = visit.visitors.filter(state="asked").values_list("person_id", flat=True)
        for key in row["persons"]:
            if clock.register.persons[key].pk in set(waiting):
                join_visit(visit, actor=clock.actor(key, at), at=at, reason=_WHY)

    return act


def _prepare(clock: Clockwork, row: dict[str, Any], visit: Visit) -> Any:
    def act(at: dt.datetime) -> None:
        manager = clock.actor(manager_of(clock, row["unit"]), at)
        decide_participants(
            visit,
            staff=row.get("staff", True),
            users=row.get("users", False),
            on_floor=row.get("users", False),
            actor=manager,
            at=at,
        )
        if visit.body.short_name != "SN":
            return
        for key, text in {**_PREPARED, **row.get("preparation", {})}.items():
            save_preparation(visit, key=key, text=text, version=0, actor=manager, at=at)
        mark_preparation_ready(visit, actor=manager, at=at)

    return act


def _confirm_conduct(clock: Clockwork, row: dict[str, Any], visit: Visit) -> Any:
    def act(at: dt.datetime) -> None:
        for key in row["persons"]:
            if key not in row.get("declines", {}):
                confirm_conduct(visit, secrecy=True, actor=clock.actor(key, at), at=at)

    return act


def _hold(clock: Clockwork, row: dict[str, Any], visit: Visit) -> Any:
    def act(at: dt.datetime) -> None:
        going = [key for key in row["persons"] if key not in row.get("declines", {})]
        day = visit_day(visit)
        record_held(
            visit,
            held_from=clock.moment(day, row["held"][0]),
            held_to=clock.moment(day, row["held"][1]),
            attended=persons(clock, going),
            staff_met=row["staff"],
            users_met=row["users"],
            actor=clock.actor(going[0], at),
            at=at,
        )
        plan_afterwards(clock, row, visit, going, manager_of(clock, row["unit"]), at)

    return act


def visit_day(visit: Visit) -> dt.date:
    """Give the day that the visit is booked on, read anew."""
    visit.refresh_from_db()
    if visit.starts_at is None:
        raise AssertionError("the demo's visit has no time")
    return visit.starts_at.date()


__all__ = ["draw_in_others", "manager_of", "persons", "plan_visits", "times"]
