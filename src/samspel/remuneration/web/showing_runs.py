"""What payroll's pages show, in words: runs, persons, rows with their workings, files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.foundation.dates import month_name, say_date, say_day_long
from samspel.foundation.money import kronor
from samspel.kit import tables
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.rows import WorkingLine
from samspel.remuneration.calculation.workings import said_step
from samspel.remuneration.enums import EntryReason, FileKind, LineState, RunState
from samspel.remuneration.models import PayrollFile, Run
from samspel.remuneration.queries import runs as found
from samspel.remuneration.queries.entries import EntryRow, corrections_in
from samspel.remuneration.queries.runs import PersonSum, RunRow, Waiting
from samspel.remuneration.queries.settling import Reckoning
from samspel.rules.errors import NoRuleInForce

NOTHING = Decimal(0)
_MOST = 200
_MARKS = {
    RunState.OPEN: "",
    RunState.CLOSED: "half",
    RunState.EXPORTED: "half",
    RunState.PAID: "done",
}


def money(amount: Decimal) -> str:
    """Give an amount in words."""
    return kronor(amount, current())


def run_name(month: dt.date) -> str:
    """Give a run's name: "Lönekörning oktober 2026"."""
    return _("Lönekörning %(month)s %(year)s") % {
        "month": month_name(month.month, current()),
        "year": month.year,
    }


def run_columns() -> list[tables.Column]:
    """Give the columns of the list of runs."""
    return [
        tables.Column("month", _("Månad")),
        tables.Column("state", _("Läge")),
        tables.Column("closes", _("Stängs")),
        tables.Column("pays", _("Betalas ut")),
        tables.Column("persons", _("Personer"), number=True),
        tables.Column("corrections", _("Rättelser"), number=True),
        tables.Column("total", _("Summa"), number=True, wide=True),
    ]


def run_row(each: RunRow) -> tuple[Any, ...]:
    """Give a run as a row."""
    state = RunState(each.state)
    lang = current()
    return (
        tables.Cell(
            f"{month_name(each.month.month, lang).capitalize()} {each.month.year}",
            url=reverse("remuneration:run", args=[each.uuid]),
            sort=(each.month,),  # a month, and not its first day, when it is exported
        ),
        tables.Cell(label_of(RunState, state), state=_MARKS[state]),
        tables.Cell(_closes_words(each, state, lang), sort=each.closes_on),
        tables.Cell(say_date(each.pays_on, lang), sort=each.pays_on),
        each.persons if each.closed_at else None,
        each.corrections if each.closed_at else None,
        tables.Cell(money(each.total), sort=each.total) if each.closed_at else None,
    )


def _closes_words(each: RunRow, state: RunState, lang: str) -> str:
    day = say_date(each.closes_on, lang)
    return _("%(day)s, har passerat") % {"day": day} if is_late(state, each.closes_on) else day


def person_columns() -> list[tables.Column]:
    """Give the columns of a run's persons."""
    return [
        tables.Column("name", _("Person"), sortable=True),
        tables.Column("rows", _("Rader"), number=True),
        tables.Column("corrected", _("Varav rättelser"), number=True, sortable=True),
        tables.Column("tax_free", _("Skattefritt"), number=True),
        tables.Column("amount", _("Summa"), number=True, wide=True, sortable=True),
    ]


def person_row(run: Run, each: PersonSum) -> tuple[Any, ...]:
    """Give a person as a row; an open run has no page per person yet."""
    is_open = run.standing is RunState.OPEN
    url = "" if is_open else reverse("remuneration:run-person", args=[run.uuid, each.uuid])
    return (
        tables.Cell(each.name, url=url),
        each.rows,
        tables.Cell(money(each.corrected), sort=each.corrected) if each.corrections else None,
        tables.Cell(money(each.tax_free), sort=each.tax_free),
        tables.Cell(money(each.amount), sort=each.amount),
    )


@dataclass(frozen=True)
class ShownEntry:
    """A row with its amount, its reason and its working."""

    day: dt.date
    what: str
    title: str
    amount: str
    tax_free: str
    note: str
    working: tuple[WorkingLine, ...]
    clause_url: str
    clause: str


def entry(row: EntryRow) -> ShownEntry:
    """Give a row as it is read."""
    what = row.subject if row.body in row.subject else f"{row.subject}, {row.body}"
    return ShownEntry(
        row.on,
        what,
        row.title,
        money(row.amount),
        money(row.tax_free) if row.tax_free else "",
        _note(row),
        _working(row),
        reverse("rulebooks:text", args=[row.version_uuid])
        + (f"#{row.clause}" if row.clause else ""),
        row.version_title,
    )


def _note(row: EntryRow) -> str:
    if row.is_correction:
        month = row.corrects_month
        return _("%(why)s. Var %(was)s i %(month)s, blir %(now)s.") % {
            "why": _(EntryReason(row.reason).label),
            "was": money(row.was_amount or NOTHING),
            "month": month_name(month.month, current()) if month else "",
            "now": money(row.now_amount),
        }
    return "" if row.state is LineState.PAID else _(row.state.label).capitalize()


def _working(row: EntryRow) -> tuple[WorkingLine, ...]:
    steps = [
        WorkingLine(said_step(each, _).capitalize(), "", str(each.get("rests_on", "")))
        for each in row.working
    ]
    return (*steps, WorkingLine(row.title, money(row.now_amount))) if steps else ()


@dataclass(frozen=True)
class ShownFile:
    """A file to another system."""

    name: str
    said: str
    url: str
    may_be_cancelled: bool
    cancel_url: str
    receipt_url: str
    receipt: str


@dataclass(frozen=True)
class ShownRun:
    """A run as its page shows it."""

    persons: Sequence[PersonSum]
    facts: list[tuple[str, str]]
    state: str
    mark: str
    lead: str
    corrections: tuple[ShownEntry, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    waiting_more: int = 0
    refused: tuple[tuple[str, str, str], ...] = ()
    files: tuple[ShownFile, ...] = ()
    can_close: bool = False
    can_export: bool = False
    can_pay: bool = False


def open_run(run: Run) -> ShownRun:
    """Give an open run, reckoned as it would be closed now."""
    waiting = found.waiting_for(run)
    try:
        seen = found.preview(run, timezone.now())
    except NoRuleInForce as refusal:
        return ShownRun((), _days(run), label_of(RunState, run.state), "", str(refusal))
    lead = ngettext(
        "Stängs den nu får %(count)s person %(sum)s.",
        "Stängs den nu får %(count)s personer tillsammans %(sum)s.",
        len(seen.persons),
    ) % {"count": len(seen.persons), "sum": money(seen.total)}
    return ShownRun(
        seen.persons,
        _days(run),
        label_of(RunState, run.state),
        "half" if is_late(run.standing, run.closes_on) else "",
        _late_words(run) + lead,
        waiting=tuple(waiting[:_MOST]),
        waiting_more=max(len(waiting) - _MOST, 0),
        refused=seen.refused,
        can_close=run.month <= timezone.localdate(),
    )


def closed_run(run: Run) -> ShownRun:
    """Give a closed run with its corrections and its files."""
    persons = found.persons_in(run)
    total = sum((each.amount for each in persons), NOTHING)
    lead = ngettext(
        "%(count)s person, %(sum)s.", "%(count)s personer, tillsammans %(sum)s.", len(persons)
    ) % {"count": len(persons), "sum": money(total)}
    return ShownRun(
        persons,
        [*_days(run)[1:], *_closed(run)],
        label_of(RunState, run.state),
        _MARKS[run.standing],
        lead,
        corrections=tuple(_of_person(each, persons) for each in corrections_in(run)),
        files=tuple(shown_file(each, run) for each in found.files_of(run)),
        can_export=bool(found.layouts_left(run)),
        can_pay=run.standing is RunState.EXPORTED and run.pays_on <= timezone.localdate(),
    )


def _of_person(row: EntryRow, persons: Iterable[PersonSum]) -> ShownEntry:
    """Give a row as it is read among those of others: with whose it is."""
    name = next((each.name for each in persons if each.person_id == row.person_id), "")
    shown = entry(row)
    return replace(shown, what=f"{name}: {shown.what}")


def _days(run: Run) -> list[tuple[str, str]]:
    lang = current()
    closes = _("Skulle ha stängts") if is_late(run.standing, run.closes_on) else _("Stängs")
    return [
        (closes, say_date(run.closes_on, lang)),
        (_("Betalas ut"), say_date(run.pays_on, lang)),
    ]


def is_late(state: RunState, closes_on: dt.date) -> bool:
    """Tell whether a run is still open though the day on which it closes has passed."""
    return state is RunState.OPEN and closes_on < timezone.localdate()


def _late_words(run: Run) -> str:
    if not is_late(run.standing, run.closes_on):
        return ""
    words = _("Körningen är fortfarande öppen, fast den skulle ha stängts %(day)s. ")
    return words % {"day": say_day_long(run.closes_on, current())}


def _closed(run: Run) -> list[tuple[str, str]]:
    lang = current()
    rows = []
    if run.closed_at:
        rows.append((_("Stängdes"), say_date(timezone.localdate(run.closed_at), lang)))
    if run.closed_by:
        rows.append((_("Av"), run.closed_by.name))
    if run.paid_at:
        rows.append((_("Utbetald"), say_date(timezone.localdate(run.paid_at), lang)))
    return rows


def shown_file(file: PayrollFile, run: Run) -> ShownFile:
    """Give a file with what may be done with it: what is paid is not taken back, books are."""
    is_final = run.standing is RunState.PAID and file.layout.kind != FileKind.BOOKKEEPING
    said = _("%(kind)s, %(rows)s rader, %(total)s. Id %(batch)s.") % {
        "kind": label_of(FileKind, file.layout.kind),
        "rows": file.row_count,
        "total": money(file.total),
        "batch": file.uuid,
    }
    if file.cancels_id:
        said = _("Tar tillbaka en tidigare överföring. %(said)s") % {"said": said}
    elif not file.is_standing:
        said = _("Återtagen. %(said)s") % {"said": said}
    return ShownFile(
        file.name,
        said,
        reverse("remuneration:payroll-file", args=[file.uuid]),
        file.is_standing and not is_final,
        reverse("remuneration:cancel-file", args=[file.uuid]),
        reverse("remuneration:receipt", args=[file.uuid]),
        file.receipt,
    )


def closing_points(run: Run) -> tuple[str, ...]:
    """Say what closing the run means just now."""
    shown = open_run(run)
    left = len(shown.waiting) + shown.waiting_more
    points = [shown.lead]
    if left:
        points.append(
            ngettext(
                "%(count)s uppdrag är inte attesterat och följer inte med. Det betalas i "
                "körningen efter att det har attesterats.",
                "%(count)s uppdrag är inte attesterade och följer inte med. De betalas i "
                "körningen efter att de har attesterats.",
                left,
            )
            % {"count": left}
        )
    if shown.refused:
        count = len(shown.refused)
        points.append(
            ngettext(
                "%(count)s uppdrag går inte att räkna ut och betalas inte.",
                "%(count)s uppdrag går inte att räkna ut och betalas inte.",
                count,
            )
            % {"count": count}
        )
    return tuple(points)


def compared(run: Run, result: object) -> str:
    """Say whether a run settled again gave the same rows."""
    if not isinstance(result, Reckoning):
        raise TypeError(result)
    now = sorted(
        (
            each.worth.duty,
            each.worth.rule,
            each.worth.on,
            each.worth.amount,
            each.worth.tax_free,
        )
        for each in result.rows
    )
    kept = sorted(run.entries.values_list("duty_id", "rule", "on", "amount", "tax_free"))
    if now == kept:
        return _("Samma rader, till öret: %(total)s.") % {"total": money(result.total)}
    differing = len({tuple(each) for each in now} ^ {tuple(each) for each in kept})
    return ngettext(
        "%(count)s rad skiljer sig. Hör av dig till den som förvaltar systemet.",
        "%(count)s rader skiljer sig. Hör av dig till den som förvaltar systemet.",
        differing,
    ) % {"count": differing}
