"""The demo beside its meetings: what the law asks of a body, and members who can't come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from samspel.config.demo.clockwork import Clockwork
from samspel.meetings.enums.calling import Answer
from samspel.meetings.models import Decision, Meeting
from samspel.meetings.services import record_decision
from samspel.meetings.services.calling import answer_notice
from samspel.meetings.services.duties import (
    end_ordinance,
    hold_decision,
    keep_ordinance,
    request_meeting,
)

_Play = Callable[[dt.datetime], None]


def plan_beside(clock: Clockwork, story: dict[str, Any]) -> None:
    """Put in what the law asks of a body outside its meetings."""
    for row in story["ordinances"]:
        clock.put(clock.moment(clock.day(row["day"] + 8), "10.40"), _ordinance(clock, row))
    held = story["held_back"]
    clock.put(clock.moment(clock.day(held["day"] + 1), "11.20"), _hold(clock, held))
    for row in story["absent"]:
        clock.put(clock.now - dt.timedelta(hours=20), _answer(clock, row))
    asked = story["extra_meeting"]
    clock.put(clock.moment(clock.day(asked["day"]), "17.45"), _ask(clock, asked))


def _decided(clock: Clockwork, row: dict[str, Any], at: dt.datetime) -> Decision:
    return record_decision(
        clock.register.bodies[row["body"]],
        decided_on=clock.day(row["day"]),
        paragraph=row["paragraph"],
        title=row["title"],
        text=row["decided"],
        actor=clock.actor("ingrid", at),
        at=at,
    )


def _ordinance(clock: Clockwork, row: dict[str, Any]) -> _Play:
    def act(at: dt.datetime) -> None:
        kept = keep_ordinance(
            _decided(clock, row, at),
            title=row["title"],
            text=row["text"],
            valid_from=clock.day(row["from"]),
            actor=clock.actor("ingrid", at),
        )
        if "until" in row:
            end_ordinance(
                kept,
                valid_to=clock.day(row["until"]),
                ended_by=row["ended_by"],
                actor=clock.actor("ingrid", at),
            )

    return act


def _hold(clock: Clockwork, row: dict[str, Any]) -> _Play:
    def act(at: dt.datetime) -> None:
        decision = _decided(clock, row, at)
        hold_decision(decision, reason=row["reason"], actor=clock.actor("ingrid", at), at=at)

    return act


def _answer(clock: Clockwork, row: dict[str, Any]) -> _Play:
    """Let somebody say no to the body's next meeting, so that a substitute is asked."""

    def act(at: dt.datetime) -> None:
        ahead = Meeting.objects.filter(
            body=clock.register.bodies[row["body"]], starts_at__gt=clock.now
        )
        answer_notice(
            ahead.earliest("starts_at"),
            clock.register.persons[row["person"]],
            kind=Answer.NO,
            reason=row["reason"],
            at=at,
            actor=clock.actor(row["person"], at),
        )

    return act


def _ask(clock: Clockwork, row: dict[str, Any]) -> _Play:
    def act(at: dt.datetime) -> None:
        request_meeting(
            clock.register.bodies[row["body"]],
            reason=row["reason"],
            by_chair=True,
            actor=clock.actor(row["chair"], at),
            at=at,
        )

    return act
