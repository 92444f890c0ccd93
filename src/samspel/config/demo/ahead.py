"""What waits in the demo: invitations to answer, times to agree to, a question to the chair."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspel.config.demo.clockwork import Clockwork
from samspel.config.demo.visited import manager_of, persons, times
from samspel.visits.models import TimeOption
from samspel.visits.services import (
    OfferedTime,
    answer_options,
    offer_times,
    propose_time,
    request_extra_visit,
)


def plan_ahead(clock: Clockwork, story: dict[str, Any]) -> None:
    """Put in what is under way on the day of loading."""
    for row in story["waiting"]:
        clock.put(clock.moment(clock.day(row["asked"]), "08.50"), _offer(clock, row))
    for row in story["proposed"]:
        clock.put(clock.moment(clock.day(row["asked"]), "21.05"), _propose(clock, row))
    asked = story["extra"]
    clock.put(clock.now - dt.timedelta(hours=5), _ask_chair(clock, asked))


def _offer(clock: Clockwork, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        options = [
            OfferedTime(clock.moment(day, row["at"][0]), clock.moment(day, row["at"][1]))
            for day in clock.days(row["days"])
        ]
        visit = offer_times(
            clock.register.units[row["unit"]],
            persons=persons(clock, row["persons"]),
            options=options,
            message=row["message"],
            answer_by=clock.day(row["answer_by"]),
            actor=clock.actor(manager_of(clock, row["unit"]), at),
            at=at,
            reason="Vi hoppas att det går att ordna.",
        )
        written = TimeOption.objects.filter(visit=visit).order_by("starts_at")
        for key, answers in row.get("answered", {}).items():
            given = dict(zip([each.pk for each in written], answers, strict=True))
            answer_options(visit, answers=given, actor=clock.actor(key, at), at=at)

    return act


def _propose(clock: Clockwork, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        starts_at, ends_at = times(clock, row)
        propose_time(
            clock.register.units[row["unit"]],
            starts_at=starts_at,
            ends_at=ends_at,
            message=row["message"],
            actor=clock.actor(row["person"], at),
            at=at,
        )

    return act


def _ask_chair(clock: Clockwork, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        request_extra_visit(
            person=clock.register.persons[row["person"]],
            operation=clock.register.operations[row["operation"]],
            year=at.year,
            why=row["why"],
            actor=clock.actor(row["person"], at),
            at=at,
        )

    return act
