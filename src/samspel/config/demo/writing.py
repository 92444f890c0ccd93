"""What follows a visit in the demo: report, remark, questions at the meeting, follow-up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspel.config.demo.clockwork import Clockwork
from samspel.meetings.models import AgendaItem
from samspel.meetings.services import answer_question, note_question
from samspel.rules.catalogue import Publication
from samspel.visits.models import Visit
from samspel.visits.services import (
    add_factual_remark,
    assign_follow_up,
    close_follow_up,
    mark_follow_up_done,
    note_follow_up,
    publish_report,
    save_report_section,
    start_report,
    submit_report,
)

_NOT_SECTIONS = {"after"}
_SHOWN = {Publication.PUBLIC_PAGE, Publication.BOTH}


def plan_afterwards(
    clock: Clockwork,
    row: dict[str, Any],
    visit: Visit,
    going: list[str],
    manager: str,
    at: dt.datetime,
) -> None:
    """Put in what follows the visit, as far as the story tells of it."""
    if "report" in row:
        later = at + dt.timedelta(days=row["report"]["after"])
        clock.put(later, _report(clock, row, visit, going, manager))
    if "draft" in row:
        clock.put(at + dt.timedelta(days=3), _draft(clock, row["draft"], visit, going[0]))
    if "lift" in row:
        clock.put(at + dt.timedelta(days=1), _lift(clock, row["lift"], visit, going[0]))
    if "question" in row:
        _await_meeting(clock, row["question"], visit, at + dt.timedelta(days=12))


def _sections(texts: dict[str, Any]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if key not in _NOT_SECTIONS}


def _draft(clock: Clockwork, texts: dict[str, Any], visit: Visit, author: str) -> Any:
    def act(at: dt.datetime) -> None:
        actor = clock.actor(author, at)
        report = start_report(visit, actor=actor, at=at)
        for key, text in _sections(texts).items():
            save_report_section(report, key=key, text=text, version=0, actor=actor, at=at)

    return act


def _report(
    clock: Clockwork, row: dict[str, Any], visit: Visit, going: list[str], manager: str
) -> Any:
    def act(at: dt.datetime) -> None:
        author = clock.actor(going[0], at)
        report = start_report(visit, actor=author, at=at)
        for number, (key, text) in enumerate(_sections(row["report"]).items()):
            writer = clock.actor(going[number % len(going)], at)
            save_report_section(report, key=key, text=text, version=0, actor=writer, at=at)
        submit_report(report, wants_to_speak=True, actor=author, at=at)
        if "remark" in row:
            clock.put(at + dt.timedelta(days=1), _remark(clock, row["remark"], visit, manager))
        clock.put(at + dt.timedelta(days=40), _publish(clock, visit))

    return act


def _remark(clock: Clockwork, text: str, visit: Visit, manager: str) -> Any:
    def act(at: dt.datetime) -> None:
        add_factual_remark(visit.report, text=text, actor=clock.actor(manager, at), at=at)

    return act


def _publish(clock: Clockwork, visit: Visit) -> Any:
    def act(at: dt.datetime) -> None:
        visit.report.refresh_from_db()
        if visit.report.publication in _SHOWN:
            publish_report(visit.report, actor=clock.actor("ingrid", at), at=at)

    return act


def _lift(clock: Clockwork, lift: dict[str, Any], visit: Visit, author: str) -> Any:
    def act(at: dt.datetime) -> None:
        secretary = clock.actor("ingrid", at)
        follow_up = note_follow_up(
            visit, text=lift["text"], actor=clock.actor(author, at), at=at
        )
        assign_follow_up(
            follow_up,
            owner=clock.register.persons[lift["owner"]],
            due_on=clock.day((at.date() - clock.today).days + lift["due"]),
            actor=secretary,
            at=at,
        )
        if "done" in lift:
            clock.put(at + dt.timedelta(days=lift["due"] - 5), _finish(clock, lift, follow_up))

    return act


def _finish(clock: Clockwork, lift: dict[str, Any], follow_up: Any) -> Any:
    def act(at: dt.datetime) -> None:
        mark_follow_up_done(follow_up, actor=clock.actor(lift["owner"], at), at=at)
        close_follow_up(follow_up, outcome=lift["done"], actor=clock.actor("ingrid", at), at=at)

    return act


def _await_meeting(
    clock: Clockwork, question: dict[str, Any], visit: Visit, at: dt.datetime
) -> None:
    """Note the question when the visit's item has been handled; look for it each week."""

    def act(moment: dt.datetime) -> None:
        visit.refresh_from_db()
        item = AgendaItem.objects.filter(
            pk=visit.agenda_item_id or 0, handled_at__isnull=False
        ).first()
        if item is None:
            clock.put(moment + dt.timedelta(days=7), act)
            return
        secretary = clock.actor("ingrid", moment)
        noted = note_question(
            item,
            question=question["text"],
            asked_by=clock.register.persons[question["by"]],
            actor=secretary,
            at=moment,
        )
        answer_question(noted, answer=question["answer"], actor=secretary, at=moment)

    clock.put(at, act)
