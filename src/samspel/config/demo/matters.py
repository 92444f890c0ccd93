"""The demo's cases: registered, written on, reviewed, decided, followed up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.cases import services
from samspel.cases.enums import CaseKind, StepKind
from samspel.cases.models import Assignment, Case, OfficersReport
from samspel.config.demo.clockwork import Clockwork

_SECTIONS = ("sammanfattning", "bakgrund", "overvaganden", "ekonomi", "barn")


def plan_matters(clock: Clockwork, story: dict[str, Any]) -> None:
    """Put in the bodies' patterns, and every case with what happens in it."""
    for short, row in story["patterns"].items():
        clock.put(clock.moment(clock.day(-430), "08.10"), _pattern(clock, short, row))
    for row in story["cases"]:
        clock.put(clock.moment(clock.day(row["day"]), "09.15"), _open(clock, row))


def _pattern(clock: Clockwork, short: str, row: dict[str, Any]) -> Any:
    def act(at: dt.datetime) -> None:
        services.set_pattern(
            clock.register.bodies[short],
            pattern=row["pattern"],
            code=row["code"],
            decided=_cited(clock, row["decided"]),
            actor=clock.actor("ingrid", at),
        )

    return act


def _cited(clock: Clockwork, cite: dict[str, Any] | None) -> str:
    """Write a decision as it is cited: body, day and §."""
    return f"{cite['body']} {clock.day(cite['day'])} § {cite['paragraph']}" if cite else ""


def _day(clock: Clockwork, offset: int | None) -> dt.date | None:
    return None if offset is None else clock.day(offset)


def _open(clock: Clockwork, row: dict[str, Any]) -> Any:
    by = row.get("by", "ingrid")

    def act(at: dt.datetime) -> None:
        bodies = clock.register.bodies
        case = services.open_case(
            bodies[row["body"]],
            title=row["title"],
            kind=CaseKind(row.get("kind", CaseKind.MATTER)),
            responsible=clock.register.persons[row["responsible"]],
            deciding_body=bodies[row["deciding"]] if "deciding" in row else None,
            raised_by=row.get("raised_by", ""),
            raised_on=_day(clock, row.get("raised")),
            due_on=_day(clock, row.get("due")),
            secrecy_ground=row.get("secrecy", ""),
            citation=_cited(clock, row.get("cite")),
            text=row.get("text", ""),
            actor=clock.actor(by, at),
            at=at,
        )
        _go_on(clock, case, row, by)

    return act


def _go_on(clock: Clockwork, case: Case, row: dict[str, Any], by: str) -> None:
    """Put in what happens in the case after it was registered."""
    for paper in row.get("papers", ()):
        clock.put(clock.moment(clock.day(paper["day"]), "10.20"), _add(clock, case, paper, by))
    if "report" in row:
        moment = clock.moment(clock.day(row["report"]["day"]), "11.05")
        clock.put(moment, _write(clock, case, row["report"], row["responsible"]))
    for step in row.get("steps", ()):
        clock.put(clock.moment(clock.day(step["day"]), "13.40"), _move(clock, case, step, by))
    for given in row.get("assignments", ()):
        clock.put(clock.moment(clock.day(given["day"]), "15.10"), _give(clock, case, given, by))
    if "closed" in row:
        moment = clock.moment(clock.day(row["closed"]["day"]), "16.05")
        clock.put(moment, _close(clock, case, row["closed"]["reason"], by))


def _close(clock: Clockwork, case: Case, reason: str, by: str) -> Any:
    def act(at: dt.datetime) -> None:
        services.close_case(case, reason=reason, actor=clock.actor(by, at), at=at)

    return act


def _add(clock: Clockwork, case: Case, paper: dict[str, Any], by: str) -> Any:
    def act(at: dt.datetime) -> None:
        upload = SimpleUploadedFile(paper["name"], paper["text"].encode(), "text/plain")
        services.add_paper(
            case, upload, title=paper.get("title", ""), actor=clock.actor(by, at), at=at
        )

    return act


def _write(clock: Clockwork, case: Case, row: dict[str, Any], writer: str) -> Any:
    def act(at: dt.datetime) -> None:
        actor = clock.actor(writer, at)
        report = services.begin_report(case, actor=actor, at=at)
        services.write_report(
            report,
            title=case.title,
            sections={key: row[key] for key in _SECTIONS if key in row},
            proposal=row["proposal"],
            checked=range(len(report.checklist)),
            actor=actor,
            at=at,
        )
        if "review" in row:
            reviewer = clock.register.persons[row["review"]]
            services.send_for_review(report, reviewer=reviewer, actor=actor, at=at)
        if "ready" in row:
            moment = clock.moment(clock.day(row["ready"]), "16.30")
            clock.put(moment, _finish(clock, report, writer))

    return act


def _finish(clock: Clockwork, report: OfficersReport, writer: str) -> Any:
    def act(at: dt.datetime) -> None:
        services.finish_report(report, actor=clock.actor(writer, at), at=at)

    return act


def _move(clock: Clockwork, case: Case, row: dict[str, Any], by: str) -> Any:
    def act(at: dt.datetime) -> None:
        services.move_case(
            case,
            kind=StepKind(row["kind"]),
            body=clock.register.bodies[row["body"]] if "body" in row else None,
            person=clock.register.persons[row["person"]] if "person" in row else None,
            citation=_cited(clock, row.get("cite")),
            text=row.get("text", ""),
            actor=clock.actor(by, at),
            at=at,
        )

    return act


def _give(clock: Clockwork, case: Case, row: dict[str, Any], by: str) -> Any:
    def act(at: dt.datetime) -> None:
        assignment = services.give_assignment(
            case,
            text=row["text"],
            owner=clock.register.persons[row["owner"]],
            due_on=clock.day(row["due"]),
            citation=_cited(clock, row["cite"]),
            actor=clock.actor(by, at),
            at=at,
        )
        for said in row.get("said", ()):
            moment = clock.moment(clock.day(said["day"]), "14.25")
            clock.put(moment, _say(clock, assignment, said, row["owner"]))

    return act


def _say(clock: Clockwork, assignment: Assignment, said: dict[str, Any], owner: str) -> Any:
    def act(at: dt.datetime) -> None:
        services.report_back(
            assignment,
            text=said["text"],
            is_final=said.get("final", False),
            actor=clock.actor(owner, at),
            at=at,
        )

    return act
