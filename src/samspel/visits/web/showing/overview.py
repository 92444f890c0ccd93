"""The overview's charts and tables, one view at a time: bars with their figures in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from samspel.foundation.dates import NBSP, local_day, say_day_short
from samspel.kit import charts
from samspel.kit.language import current
from samspel.kit.tables import Cell, Column
from samspel.visits.queries import (
    CoverageRow,
    Figures,
    OperationFigures,
    Overview,
    PartyFigures,
    UnitFigures,
)
from samspel.visits.web.showing.findings import share_of

_JOINED = "\u2060"  # zero width: no line may end here


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its heading, and what has to be said to read it right."""

    heading: str
    bars: tuple[charts.Bar, ...]
    say: str = ""
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of a view, as it is drawn and as it is fetched."""

    name: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


def visits_chart(rows: Sequence[OperationFigures]) -> Chart:
    """Give held and booked visits per operation; those without any stand out."""
    whole = max((row.held + row.booked for row in rows), default=0) or 1
    ordered = sorted(rows, key=lambda row: (row.held + row.booked == 0,))
    bars = tuple(
        charts.bar(
            row.operation,
            _visit_words(row.held, row.booked),
            [row.held, row.booked],
            whole,
            finding=row.held + row.booked == 0,
        )
        for row in ordered
    )
    return Chart(_("Besök per verksamhet"), bars, "", _("Genomförda"), _("Bokade"))


def _visit_words(held: int, booked: int) -> str:
    said = []
    if held:
        said.append(
            ngettext("%(count)s genomfört", "%(count)s genomförda", held) % {"count": held}
        )
    if booked:
        said.append(ngettext("%(count)s bokat", "%(count)s bokade", booked) % {"count": booked})
    return ", ".join(said) or _("inget besök")


def parties_chart(rows: Sequence[PartyFigures]) -> Chart:
    """Give how often an offered time suited, party by party, with its whole."""
    known = [row for row in rows if row.figures.said]
    bars = tuple(
        charts.bar(
            row.party,
            _of(row.figures.possible, row.figures.said),
            [round(share_of(row) * 100)],
            100,
        )
        for row in known
    )
    say = _(
        "Andel inbjudningar på en tid som personen hade sagt sig kunna. Där talen är små "
        "säger skillnaden inte något."
    )
    return Chart(_("Passar tiderna lika ofta för alla partier?"), bars, say)


def units_chart(rows: Sequence[UnitFigures]) -> Chart:
    """Give invitations unit by unit, where there is a contact politician to invite."""
    concerned = [row for row in rows if row.has_politician]
    whole = max((row.invited for row in concerned), default=0) or 1
    bars = tuple(
        charts.bar(
            row.unit,
            ngettext("%(count)s inbjudan", "%(count)s inbjudningar", row.invited)
            % {"count": row.invited}
            if row.invited
            else _("ingen inbjudan"),
            [row.invited],
            whole,
            finding=row.never_invites,
        )
        for row in concerned
    )
    return Chart(_("Inbjudningar per enhet"), bars)


def persons_chart(figures: Overview) -> Chart:
    """Give reports of those asked for, person by person."""
    asked = [row for row in figures.persons if row.figures.asked_to_report]
    bars = tuple(
        charts.bar(
            f"{row.name} ({row.party})" if row.party else row.name,
            _of(_reported(row.figures), row.figures.asked_to_report),
            [_reported(row.figures)],
            row.figures.asked_to_report,
            finding=row.never_reports,
        )
        for row in asked
    )
    say = _("Lämnade rapporter av de besök som personen var med på och som ska rapporteras.")
    return Chart(_("Rapporter per person"), bars, say)


def _reported(figures: Figures) -> int:
    """Give reports among those asked for; a voluntary one is not counted beyond them."""
    return min(figures.reported, figures.asked_to_report)


def years_chart(
    now: Sequence[OperationFigures], before: Sequence[OperationFigures], year: int
) -> Chart:
    """Give held visits this year under those of the year before, operation by operation."""
    earlier = {row.operation_id: row.held for row in before}
    whole = max([row.held for row in now] + list(earlier.values()), default=0) or 1
    bars = tuple(
        bar
        for row in now
        for bar in (
            charts.bar(f"{row.operation} {year}", str(row.held), [row.held], whole),
            charts.bar(
                f"{row.operation} {year - 1}",
                str(earlier.get(row.operation_id, 0)),
                [0, earlier.get(row.operation_id, 0)],
                whole,
            ),
        )
    )
    return Chart(_("Genomförda besök"), bars, "", str(year), str(year - 1))


def _of(count: int, whole: int) -> str:
    return _("%(count)s av %(whole)s") % {"count": count, "whole": whole}


def _share(count: int, whole: int) -> Cell | None:
    """Give "3 av 5", sorted by the share; nothing where there is no whole."""
    return Cell(_of(count, whole), sort=round(count / whole, 4)) if whole else None


def _last(at: dt.datetime | None) -> Cell | None:
    if at is None:
        return None
    day = local_day(at)
    return Cell(say_day_short(day, current()), sort=day)


def operations_sheet(figures: Overview, covered: Sequence[CoverageRow], year: int) -> Sheet:
    """Give all figures per operation."""
    holders = {row.operation_id: _holders(row) for row in covered}
    columns = (
        Column("operation", _("Verksamhet"), sortable=True),
        Column("holders", _("Kontaktpolitiker"), sub=True),
        Column("invited", _("Inbjudningar"), number=True, sortable=True),
        Column("booked", _("Bokade"), number=True, sortable=True),
        Column("held", _("Genomförda"), number=True, sortable=True),
        Column("reported", _("Rapporter"), number=True, sortable=True),
        Column("late", _("Sena"), number=True, sortable=True),
        Column("staff", pgettext("overview", "Medarbetare"), number=True, sortable=True),
        Column("users", _("Brukare"), number=True, sortable=True),
        Column("last", _("Senaste besök"), number=True, wide=True, sortable=True),
    )
    rows = tuple(
        (
            row.operation,
            holders.get(row.operation_id, ""),
            row.invited,
            row.booked,
            row.held,
            _share(min(row.reported, row.asked_to_report), row.asked_to_report),
            row.late if row.asked_to_report else None,
            _share(row.staff_met, row.held),
            _share(row.users_met, row.held),
            _last(row.last_held_at),
        )
        for row in figures.operations
    )
    name = f"besok-per-verksamhet-{year}"
    return Sheet(name, _("Alla siffror per verksamhet"), columns, rows)


def _holders(row: CoverageRow) -> Cell:
    """Give who has the operation; each name stays on one line, but not in a file."""
    names = {
        each.person_id: f"{each.public_name} ({each.party})" if each.party else each.public_name
        for each in row.holders
    }
    said = ", ".join(names.values())
    return Cell(", ".join(_whole(name) for name in names.values()), sort=said)


def _whole(name: str) -> str:
    """Keep a name on one line: a table breaks at spaces and hyphens else."""
    return name.replace(" ", NBSP).replace("-", f"-{_JOINED}")


def _figure_columns(first: str) -> tuple[Column, ...]:
    return (
        Column("name", first, sortable=True),
        Column("offered", _("Erbjudna"), number=True, sortable=True),
        Column("possible", _("På en tid som passade"), number=True, sortable=True),
        Column("accepted", _("Tackat ja"), number=True, sortable=True),
        Column("held", _("Genomförda"), number=True, sortable=True),
        Column("reported", _("Rapporter"), number=True, sortable=True),
        Column("late", _("Sena"), number=True, sortable=True),
        Column("staff", pgettext("overview", "Medarbetare"), number=True, sortable=True),
        Column("users", _("Brukare"), number=True, sortable=True),
    )


def _figure_cells(figures: Figures) -> tuple[object, ...]:
    return (
        figures.offered,
        _share(figures.possible, figures.said),
        _share(figures.accepted, figures.offered),
        figures.held,
        _share(_reported(figures), figures.asked_to_report),
        figures.late if figures.asked_to_report else None,
        _share(figures.staff_met, figures.held),
        _share(figures.users_met, figures.held),
    )


def parties_sheet(figures: Overview, year: int) -> Sheet:
    """Give all figures per party, with over how many persons they are counted."""
    columns = _figure_columns(_("Parti"))
    rows = tuple(
        (
            Cell(
                row.party,
                note=ngettext("%(count)s person", "%(count)s personer", row.persons)
                % {"count": row.persons},
            ),
            *_figure_cells(row.figures),
        )
        for row in figures.parties
    )
    return Sheet(f"besok-per-parti-{year}", _("Alla siffror per parti"), columns, rows)


def persons_sheet(figures: Overview, year: int) -> Sheet:
    """Give all figures per person; a protected identity as to the public."""
    columns = _figure_columns(_("Person"))
    rows = tuple(
        (
            f"{row.name} ({row.party})" if row.party else row.name,
            *_figure_cells(row.figures),
        )
        for row in figures.persons
    )
    return Sheet(f"besok-per-person-{year}", _("Alla siffror per person"), columns, rows)


def units_sheet(figures: Overview, year: int) -> Sheet:
    """Give all figures per unit."""
    columns = (
        Column("unit", _("Enhet"), sortable=True),
        Column("operation", _("Verksamhet"), sub=True, sortable=True),
        Column("has", _("Kontaktpolitiker finns")),
        Column("invited", _("Inbjudningar"), number=True, sortable=True),
        Column("booked", _("Bokade eller genomförda"), number=True, sortable=True),
        Column("held", _("Genomförda"), number=True, sortable=True),
        Column("last", _("Bjöd senast in"), number=True, wide=True, sortable=True),
    )
    rows = tuple(
        (
            row.unit,
            row.operation,
            _("ja") if row.has_politician else _("nej"),
            row.invited,
            row.booked_or_held,
            row.held,
            _last(row.last_invited_at),
        )
        for row in figures.units
    )
    return Sheet(f"besok-per-enhet-{year}", _("Alla siffror per enhet"), columns, rows)


def years_sheet(
    now: Sequence[OperationFigures], before: Sequence[OperationFigures], year: int
) -> Sheet:
    """Give two years beside each other, operation by operation."""
    earlier = {row.operation_id: row for row in before}
    columns = (
        Column("operation", _("Verksamhet"), sortable=True),
        Column("held", _("Genomförda %(year)s") % {"year": year}, number=True, sortable=True),
        Column(
            "before", _("Genomförda %(year)s") % {"year": year - 1}, number=True, sortable=True
        ),
        Column("late", _("Sena %(year)s") % {"year": year}, number=True, sortable=True),
        Column(
            "late-before", _("Sena %(year)s") % {"year": year - 1}, number=True, sortable=True
        ),
    )
    rows = tuple(
        (
            row.operation,
            row.held,
            earlier[row.operation_id].held if row.operation_id in earlier else None,
            row.late,
            earlier[row.operation_id].late if row.operation_id in earlier else None,
        )
        for row in now
    )
    heading = _("%(year)s mot %(before)s") % {"year": year, "before": year - 1}
    return Sheet(f"besok-{year}-mot-{year - 1}", heading, columns, rows)
