"""Columns and rows of the meetings' lists."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.foundation.dates import NBSP, local_day, say_day_short
from samspel.kit import filters
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.tables import Cell, Column
from samspel.meetings.calculation import paragraph_key
from samspel.meetings.enums import DecisionKind, MeetingState
from samspel.meetings.models import Decision, Meeting
from samspel.meetings.queries import ReportedDecision

Row = tuple[Cell, ...]
_STATE_SHOWN = {MeetingState.CALLED: "half", MeetingState.HELD: "done"}


def meeting_columns() -> list[Column]:
    """Give the columns of the list of meetings."""
    return [
        Column("day", _("Dag"), sortable=True),
        Column("body", _("Organ"), sub=True, sortable=True),
        Column("place", _("Plats")),
        Column("deadline", _("Handlingar inne senast"), sortable=True),
        Column("state", _("Läge")),
    ]


def meeting_rows(meetings: Iterable[Meeting]) -> list[Row]:
    """Give the rows of the list of meetings."""
    return [
        (
            Cell(
                filters.span(each.starts_at, each.ends_at, first=True),
                reverse("meetings:meeting", args=[each.uuid]),
                sort=each.starts_at,
            ),
            Cell(each.body.name, note="" if each.is_ordinary else _("Extra möte")),
            Cell(each.place or filters.NOTHING),
            Cell(filters.moment(each.dispatch_deadline_at), sort=each.dispatch_deadline_at),
            state_cell(each),
        )
        for each in meetings
    ]


def state_cell(meeting: Meeting) -> Cell:
    """Give where the meeting stands, in words; of one that is adjourned when it goes on."""
    paused = getattr(meeting, "paused", None)
    if paused is not None:
        return Cell(_("Ajournerat"), note=paused, state="half")
    words = label_of(MeetingState, meeting.state)
    kind = _STATE_SHOWN.get(meeting.status, "")
    return Cell(words, state=kind) if kind else Cell(words)


def decision_columns() -> list[Column]:
    """Give the columns of the list of decisions."""
    return [
        Column("citation", _("Beslut"), sortable=True),
        Column("title", _("Rubrik"), sub=True),
        Column("kind", _("Vad det handlar om")),
    ]


def decision_rows(decisions: Iterable[Decision]) -> list[Row]:
    """Give the rows of the list of decisions."""
    return [
        (
            Cell(
                each.citation,
                reverse("meetings:decision", args=[each.uuid]),
                sort=(each.decided_on, paragraph_key(each.paragraph), each.pk),
            ),
            Cell(each.title),
            Cell(label_of(DecisionKind, each.kind)),
        )
        for each in decisions
    ]


def delegated_columns() -> list[Column]:
    """Give the columns of the list of decisions on delegation."""
    return [
        Column("number", _("Nummer"), sortable=True),
        Column("day", _("Dag"), sortable=True),
        Column("who", _("Beslutat av")),
        Column("text", _("Beslut"), sub=True),
        Column("ground", _("Grund")),
        Column("reported", _("Anmält")),
    ]


def delegated_rows(decisions: Iterable[ReportedDecision]) -> list[Row]:
    """Give the rows of the list of decisions on delegation."""
    return [_delegated_row(each) for each in decisions]


def _delegated_row(row: ReportedDecision) -> Row:
    decision = row.decision
    return (
        Cell(decision.label.replace(" ", NBSP), sort=(decision.year, decision.number)),
        Cell(filters.date_short(local_day(decision.decided_at)), sort=decision.decided_at),
        Cell(decision.decided_by.name, note=decision.decided_as),
        Cell(decision.subject, note=decision.text if decision.text != decision.subject else ""),
        Cell(decision.ground or filters.NOTHING),
        _reported_cell(row),
    )


def _reported_cell(row: ReportedDecision) -> Cell:
    if row.meeting is None:
        return Cell(_("Väntar på möte"))
    address = reverse("meetings:meeting", args=[row.meeting.uuid])
    if row.is_reported:
        return Cell(filters.date_short(row.meeting.day), address)
    day = say_day_short(row.meeting.day, current())
    return Cell(_("Ska anmälas %(day)s") % {"day": day}, address)
