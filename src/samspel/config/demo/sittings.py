"""The demo's meetings: planned for the year, sent out, held, their items handled."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspel.config.demo import evening
from samspel.config.demo.clockwork import Clockwork
from samspel.foundation.holidays import is_free_day
from samspel.meetings.enums import ItemState, MeetingState
from samspel.meetings.models import AgendaItem, Meeting
from samspel.meetings.services import (
    change_board_settings,
    change_minutes_settings,
    dispatch_meeting,
    handle_item,
    hold_meeting,
    plan_year,
)
from samspel.meetings.services.packing import send_notice

_MONTHS_WITHOUT = {7}
_FIRST_PARAGRAPH = 3
_WITH_PACK = 35


def plan_sittings(
    clock: Clockwork, plan: dict[str, Any], evening_story: dict[str, Any]
) -> None:
    """Plan a meeting a month per body, a year back and half a year ahead.

    The last of two of them is played whole, from the attendance to the minutes.
    """
    planned_at = clock.moment(clock.day(-360), "08.30")
    for short, row in plan.items():
        clock.put(planned_at, _plan(clock, short, row, evening_story))
    for short in (evening.BODY, evening_story["out"]["body"]):
        clock.put(planned_at, _settings(clock, short, evening_story["settings"]))
        clock.put(planned_at, _board(clock, short, evening_story["board"]))


def _settings(clock: Clockwork, short: str, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        change_minutes_settings(
            clock.register.bodies[short],
            actor=clock.actor(evening.SECRETARY, at),
            **{key: text.format(year=at.year) for key, text in row.items()},
        )

    return act


def _board(clock: Clockwork, short: str, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        change_board_settings(
            clock.register.bodies[short],
            carries=row["carries"],
            decided=row["decided"].format(year=at.year),
            at=at,
            actor=clock.actor(evening.SECRETARY, at),
        )

    return act


def _plan(
    clock: Clockwork, short: str, row: dict[str, Any], evening_story: dict[str, Any]
) -> Any:
    def act(at: dt.datetime) -> None:
        meetings = plan_year(
            clock.register.bodies[short],
            days=[day for day in _days(clock, row["weekday"]) if day > at.date()],
            start=dt.time.fromisoformat(row["from"].replace(".", ":")),
            end=dt.time.fromisoformat(row["to"].replace(".", ":")),
            place=row["place"],
            actor=clock.actor("pia" if short == "BUN" else "ingrid", at),
            at=at,
        )
        for meeting, after in zip(meetings, [*meetings[1:], None], strict=True):
            clock.put(
                meeting.dispatch_deadline_at + dt.timedelta(hours=1), _send(clock, meeting)
            )
            story = evening.story_of(clock, meeting, after, evening_story)
            if story is not None:
                evening.play_whole(clock, meeting, story)
            else:
                clock.put(meeting.ends_at + dt.timedelta(minutes=20), _hold(clock, meeting))

    return act


def _days(clock: Clockwork, weekday: int) -> list[dt.date]:
    """Give one day a month, in its second full week, from a year ago to half a year ahead."""
    found = []
    first = (clock.today - dt.timedelta(days=365)).replace(day=8)
    while first < clock.today + dt.timedelta(days=200):
        day = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
        if first.month not in _MONTHS_WITHOUT and not is_free_day(day):
            found.append(day)
        first = (first + dt.timedelta(days=32)).replace(day=8)
    return found


def _secretary(meeting: Meeting) -> str:
    return "pia" if meeting.body.short_name == "BUN" else "ingrid"


def _send(clock: Clockwork, meeting: Meeting) -> Any:
    """Send the notice; only the latest meetings, which somebody opens, get their pack."""
    send = send_notice if meeting.day >= clock.day(-_WITH_PACK) else dispatch_meeting

    def act(at: dt.datetime) -> None:
        send(meeting, actor=clock.actor(_secretary(meeting), at), at=at)

    return act


def _hold(clock: Clockwork, meeting: Meeting) -> Any:
    """Note what was taken up, each item under the year's next paragraphs, and that it was held.

    The items come first: those that are not taken up go on when the meeting is held.
    """

    def act(at: dt.datetime) -> None:
        secretary = clock.actor(_secretary(meeting), at)
        items = AgendaItem.objects.filter(meeting=meeting, state=ItemState.PLACED)
        paragraph = _FIRST_PARAGRAPH + 11 * meeting.starts_at.month
        for number, item in enumerate(items.order_by("position"), start=paragraph):
            handle_item(item, paragraph=f"§ {number}", actor=secretary, at=at)
        held = hold_meeting(Meeting.objects.get(pk=meeting.pk), actor=secretary, at=at)
        if held.state != MeetingState.HELD:
            raise AssertionError("the demo's meeting was not held")

    return act
