"""Columns and rows of the lists of cases, clocks and assignments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup

from samspel.cases.calculation.clocks import ClockState
from samspel.cases.enums import AssignmentState, CaseKind, CaseState, StepKind
from samspel.cases.models import Assignment
from samspel.cases.queries import CaseRow, ClockRow
from samspel.foundation.dates import local_day
from samspel.kit import filters
from samspel.kit.enums import label_of
from samspel.kit.tables import Cell, Column
from samspel.kit.web import address_of

Row = tuple[Cell, ...]
_DRAWN = {CaseState.DECIDED: "half", CaseState.CLOSED: "done"}
_CLOCK_DRAWN = {ClockState.LATE: "half", ClockState.DECIDED: "done"}
# Where most cases are most of the time needs no words of its own in the list.
_PLAIN = {CaseKind.MATTER}


def case_columns() -> list[Column]:
    """Give the columns of the list of cases."""
    return [
        Column("title", pgettext("case", "Ärende")),
        Column("number", _("Diarienummer")),
        Column("place", _("Var det är nu")),
        Column("since", _("Sedan")),
        Column("responsible", _("Handläggare")),
        Column("due", _("Klart senast")),
        Column("state", _("Läge")),
    ]


def case_rows(rows: Iterable[CaseRow], today: dt.date) -> list[Row]:
    """Give the rows of the list of cases; labels and days are said once each."""
    kinds = {kind: label_of(CaseKind, kind) for kind in CaseKind}
    states = {state: label_of(CaseState, state) for state in CaseState}
    stations = {kind: label_of(StepKind, kind) for kind in StepKind}
    said: dict[dt.date | None, str] = {None: filters.NOTHING}

    def day(value: dt.date | None) -> str:
        if value not in said:
            said[value] = filters.date_short(value)
        return said[value]

    secret, late = _("Sekretess"), _("Försenat")
    found: list[Row] = []
    for each in rows:
        is_late = each.state is CaseState.OPEN and bool(each.due_on and each.due_on < today)
        note = "" if each.kind in _PLAIN else kinds[each.kind]
        found.append(
            (
                Cell(
                    each.title,
                    address_of("cases:case", each.uuid),
                    " · ".join(filter(None, (note, secret if each.is_secret else ""))),
                ),
                _number(each.registry_number),
                Cell(stations[each.station] if each.station else "", note=each.at_name),
                Cell(day(each.since), sort=each.since),
                Cell(each.responsible_name or filters.NOTHING),
                Cell(day(each.due_on), note=late if is_late else "", sort=each.due_on),
                Cell(states[each.state], state=_DRAWN.get(each.state, "")),
            )
        )
    return found


def _number(registry_number: str) -> Cell:
    """Hold a registry number together on its line, whatever marks it is written with."""
    held = f'<span class="sp-nowrap">{escape(registry_number)}</span>'
    return Cell(Markup(held), sort=registry_number)  # noqa: S704 (escaped just above)


def clock_columns() -> list[Column]:
    """Give the columns of the clocks."""
    return [
        Column("title", pgettext("case", "Ärende")),
        Column("number", _("Diarienummer")),
        Column("raised", _("Väckt"), sortable=True),
        Column("last", _("Ett år går ut"), sortable=True),
        Column("state", _("Hur det står till")),
        Column("responsible", _("Handläggare")),
    ]


def clock_rows(rows: Iterable[ClockRow]) -> list[Row]:
    """Give the rows of the clocks."""
    return [
        (
            Cell(
                row.case.title,
                address_of("cases:case", row.case.uuid),
                " · ".join(
                    filter(None, (label_of(CaseKind, row.case.kind), row.case.raised_by))
                ),
            ),
            _number(row.case.registry_number),
            Cell(filters.date_short(row.clock.raised_on), sort=row.clock.raised_on),
            Cell(filters.date_short(row.clock.last_day), sort=row.clock.last_day),
            _clock_cell(row),
            Cell(row.case.responsible.name if row.case.responsible else filters.NOTHING),
        )
        for row in rows
    ]


def _clock_cell(row: ClockRow) -> Cell:
    told = row.state in {ClockState.REPORTED, ClockState.REPORTED_LATE}
    day = row.clock.reported_on if told else row.clock.decided_on
    return Cell(
        label_of(ClockState, row.state),
        note=filters.date_short(day) if day else "",
        state=_CLOCK_DRAWN.get(row.state, ""),
    )


def assignment_columns() -> list[Column]:
    """Give the columns of the list of assignments."""
    return [
        Column("text", _("Uppdrag")),
        Column("owner", _("Vem")),
        Column("due", _("Återrapporteras senast"), sortable=True),
        Column("citation", _("Beslut")),
        Column("case", pgettext("case", "Ärende")),
        Column("state", _("Läge")),
        Column("reported", _("Senast sagt")),
    ]


def assignment_rows(rows: Iterable[Assignment], today: dt.date) -> list[Row]:
    """Give the rows of the list of assignments."""
    return [
        (
            Cell(each.text, address_of("cases:assignment", each.uuid)),
            Cell(each.owner.name),
            Cell(
                filters.date_short(each.due_on),
                note=_("Försenat") if is_late(each, today) else "",
                sort=each.due_on,
            ),
            Cell(filters.hold_place(filters.hold(each.citation)), sort=each.citation),
            _number(each.case.registry_number),
            _state_cell(each),
            _last_word(each),
        )
        for each in rows
    ]


def is_late(assignment: Assignment, today: dt.date) -> bool:
    """Whether the day has passed without a last report."""
    return assignment.status is AssignmentState.OPEN and assignment.due_on < today


def _state_cell(assignment: Assignment) -> Cell:
    words = label_of(AssignmentState, assignment.state)
    note = filters.date_short(assignment.ended_on) if assignment.ended_on else ""
    drawn = {AssignmentState.OPEN: "half", AssignmentState.REPORTED: "done"}
    return Cell(words, note=note, state=drawn.get(assignment.status, ""))


def _last_word(assignment: Assignment) -> Cell:
    reports = list(assignment.reports.all())
    if not reports:
        return Cell(filters.NOTHING)
    last = reports[-1]
    return Cell(last.text, note=filters.date_short(local_day(last.reported_at)))
