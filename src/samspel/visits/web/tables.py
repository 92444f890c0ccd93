"""Columns and rows of the visits' lists. No protected name stands in any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspel.foundation import dates
from samspel.foundation.swedish import capitalise
from samspel.kit import filters
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.tables import Cell, Column
from samspel.people.queries import public_name
from samspel.visits.enums import (
    OPEN_STATES,
    Demand,
    PartyAnswer,
    ReportState,
    VisitKind,
    VisitState,
)
from samspel.visits.models import Appointment
from samspel.visits.queries import CoverageRow, Ending, PartyRow, VisitRow
from samspel.visits.queries.coverage import Holder
from samspel.visits.web.showing.appointment import members_on, places_of

Row = tuple[object, ...]
_STATE_SHOWN = {
    VisitState.OFFERED: "half",
    VisitState.PROPOSED: "half",
    VisitState.BOOKED: "half",
    VisitState.HELD: "done",
}

_MAY_BREAK = "\u200b"  # zero width: a line may end here


# --- Visits ----------------------------------------------------------------------------------


def visit_columns() -> list[Column]:
    """Give the columns of the list of visits."""
    return [
        Column("plats", pgettext("one", "Besök")),
        Column("tid", _("Tid"), sub=True),
        Column("besokare", _("Besökare")),
        Column("organ", _("Organ")),
        Column("lage", _("Läge")),
        Column("rapport", _("Rapport")),
    ]


class VisitCells:
    """Writes the visits of a list. What is said of a day or a state is found once a page."""

    def __init__(self, prefix: str) -> None:
        """Take the list's own address, which a visit's begins with."""
        self._prefix = prefix
        self._lang = current()
        self._this_year = filters.today().year
        self._days: dict[dt.date, str] = {}
        self._states = {state: _state_cell(state) for state in VisitState}
        self._notes = {
            kind: "" if kind is VisitKind.CONTACT else capitalise(label_of(VisitKind, kind))
            for kind in VisitKind
        }
        self._submitted = (_("Inlämnad"), _("Inlämnad sent"))
        self._times: dict[tuple[int, int], str] = {}

    def row(self, row: VisitRow) -> Row:
        """Give a visit's cells as they are shown."""
        return (
            Cell(row.place, f"{self._prefix}{row.uuid}/", self._notes[row.kind]),
            self._when(row),
            ", ".join(row.visitors) or row.party_name or None,
            row.body_name,
            self._states[row.state],
            self._report(row),
        )

    def _when(self, row: VisitRow) -> str | None:
        """Say the time, short: the day with its weekday, and from when until when."""
        if row.starts_at is None or row.ends_at is None or row.is_shielded:
            return self._no_time(row)
        start, end = row.starts_at, row.ends_at  # the clock in Sweden, as the list reads them
        return f"{self._day(start.date())} {self._time(start)}{dates.DASH}{self._time(end)}"

    def _time(self, at: dt.datetime) -> str:
        clock = (at.hour, at.minute)
        said = self._times.get(clock)
        if said is None:
            said = self._times[clock] = dates.say_time(at.time(), self._lang)
        return said

    def _no_time(self, row: VisitRow) -> str | None:
        if row.is_shielded:
            return _("Visas inte")
        if row.answer_by is not None and row.state is VisitState.OFFERED:
            day = dates.say_day_short(row.answer_by, self._lang)
            return _("Svar senast %(day)s") % {"day": day}
        return _("Ingen tid än") if row.state in OPEN_STATES else None

    def _day(self, day: dt.date) -> str:
        said = self._days.get(day)
        if said is None:
            said = f"{dates.weekday_name(day, self._lang)[:3]} "
            said += dates.say_day_short(day, self._lang)
            if day.year != self._this_year:
                said += f" {day.year}"
            said = self._days[day] = capitalise(said)
        return said

    def _report(self, row: VisitRow) -> str | None:
        if row.state is not VisitState.HELD:
            return None
        if row.report_state is ReportState.SUBMITTED:
            return self._submitted[row.is_late]
        return _report_words(row)


def visit_values(row: VisitRow) -> Row:
    """Give a visit's cells as they are taken along: no place beside a protected visitor."""
    hidden = row.has_protected
    return (
        row.operation_name if hidden else row.place,
        None if hidden else row.starts_at,
        ", ".join(row.visitors) or row.party_name,
        row.body_name,
        label_of(VisitState, row.state),
        _report_words(row),
    )


def _state_cell(state: VisitState) -> Cell:
    words = label_of(VisitState, state)
    kind = _STATE_SHOWN.get(state, "")
    return Cell(words, state=kind) if kind else Cell(words)


def _report_words(row: VisitRow) -> str | None:
    if row.state is not VisitState.HELD:
        return None
    if row.report_state is ReportState.SUBMITTED:
        return _("Inlämnad sent") if row.is_late else _("Inlämnad")
    if row.report_demand != Demand.REQUIRED:
        return _("Begärs inte") if row.report_demand == Demand.NONE else _("Frivillig")
    if row.report_due_on is None:
        return _("Saknas")
    due = dates.say_day_short(row.report_due_on, current())
    words = _("Försenad, skulle in %(day)s") if row.is_late else _("Senast %(day)s")
    return words % {"day": due}


# --- Appointments ----------------------------------------------------------------------------


def appointment_columns() -> list[Column]:
    """Give the columns of the list of appointments."""
    return [
        Column("vem", _("Vem"), sortable=True),
        Column("for", _("Kontaktpolitiker för"), sub=True, sortable=True),
        Column("organ", _("Organ"), sortable=True),
        Column("period", _("Period"), sortable=True),
        Column("beslut", pgettext("one", "Beslut")),
        Column("lage", _("Att se över")),
    ]


def appointment_rows(appointments: Iterable[Appointment], on: dt.date) -> list[Row]:
    """Give the rows of the list of appointments, with who had each on the day."""
    return [_appointment_row(each, on) for each in appointments]


def _appointment_row(each: Appointment, on: dt.date) -> Row:
    names = filters.words_list(public_name(member.person) for member in members_on(each, on))
    flags = len(each.open_flags)  # type: ignore[attr-defined]  # given by the query
    return (
        Cell(
            each.group_name or names or _("Ingen"),
            reverse("visits:appointment", args=[each.uuid]),
            names if each.group_name else "",
        ),
        places_of(each),
        each.body.name,
        Cell(
            _unbroken(filters.period(each.valid_from, each.valid_to)),
            sort=(each.valid_from, each.valid_to or dt.date.max),
        ),
        Cell(filters.hold_place(each.decision.citation), sort=each.decision.citation)
        if each.decision
        else None,
        Cell(_("Behöver ses över"), state="half") if flags else None,
    )


def _unbroken(period: str) -> str:
    """Keep each day whole: the line may break after the dash, and nowhere else."""
    return period.replace(" ", dates.NBSP).replace(dates.DASH, f"{dates.DASH}{_MAY_BREAK}")


# --- Coverage --------------------------------------------------------------------------------


def coverage_columns() -> list[Column]:
    """Give the columns of the coverage."""
    return [
        Column("verksamhet", _("Verksamhet"), sortable=True),
        Column("vilka", _("Kontaktpolitiker"), sub=True),
        Column("antal", _("Antal"), number=True, sortable=True),
        Column("minst", _("Krävs"), number=True),
        Column("slutar", _("Slutar"), sortable=True),
    ]


def coverage_rows(rows: Iterable[CoverageRow]) -> list[Row]:
    """Give an operation to a row: who has it, how many they are and should be, what ends."""
    return [_coverage_row(each) for each in rows]


def _coverage_row(row: CoverageRow) -> Row:
    ends = [each.valid_to for each in row.holders if each.valid_to is not None]
    is_ending = ends and len(ends) == len(row.holders)
    last = max(ends) - dt.timedelta(days=1) if is_ending else None
    return (
        row.operation,
        "; ".join(_holder(each) for each in row.holders) or _nobody(row),
        len(row.persons),
        row.at_least if row.is_covered_by_rules else None,
        Cell(filters.date_short(last), sort=last) if last else None,
    )


def _nobody(row: CoverageRow) -> str:
    return _("Ingen") if row.is_covered_by_rules else _("Omfattas inte av riktlinjerna")


def _holder(holder: Holder) -> str:
    name = f"{holder.public_name} ({holder.party})" if holder.party else holder.public_name
    if holder.units:
        name += f", {', '.join(holder.units)}"
    return name


def ending_columns() -> list[Column]:
    """Give the columns of what ends."""
    return [
        Column("dag", _("Sista dag")),
        Column("verksamhet", _("Verksamhet"), sub=True),
        Column("vem", _("Vem")),
        Column("foljd", _("Följd")),
    ]


def ending_rows(endings: Iterable[Ending], names: dict[tuple[object, str], str]) -> list[Row]:
    """Give an ending to a row, with what it leads to. ``names``: as they may stand in lists."""
    return [
        (
            Cell(
                filters.day_long(each.ends_on - dt.timedelta(days=1), first=True),
                reverse("visits:appointment", args=[each.appointment]),
            ),
            each.operation,
            names.get((each.appointment, each.name), ""),
            _("Ingen är kvar") if each.leaves_nobody else _("Andra är kvar"),
        )
        for each in endings
    ]


# --- Parties ---------------------------------------------------------------------------------


def party_columns() -> list[Column]:
    """Give the columns of the offers to parties."""
    return [
        Column("parti", _("Parti")),
        Column("plats", _("Plats"), sub=True),
        Column("dagar", _("Erbjudna dagar")),
        Column("svar", _("Svar")),
        Column("besok", _("Besök")),
    ]


def party_rows(rows: Iterable[PartyRow], *, keeps: frozenset[int]) -> list[Row]:
    """Give each party's row of each offer; whoever keeps the body may answer and register."""
    return [_party_row(each, keeps=each.offer.body_id in keeps) for each in rows]


def _party_row(each: PartyRow, *, keeps: bool) -> Row:
    offer = each.offer
    args = [offer.uuid, each.row.party.uuid]
    days = filters.period(offer.first_day, offer.last_day + dt.timedelta(days=1))
    open_url = reverse("visits:party-row", args=args) if keeps and each.visit is None else ""
    visit = each.visit
    return (
        Cell(each.party_name, open_url),
        Cell(str(offer.unit or offer.operation), note=offer.grounds),
        Cell(days, sort=(offer.first_day, offer.last_day)),
        label_of(PartyAnswer, each.answer),
        Cell(
            filters.date_short(dates.local_day(visit.starts_at)) if visit.starts_at else "",
            reverse("visits:visit", args=[visit.uuid]),
        )
        if visit
        else None,
    )
