"""The overview: a finding, the chart, the table; and reminders to the one whose turn it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samspel.audit.actors import Actor
from samspel.foundation.dates import say_day_short
from samspel.foundation.numbers import whole_within
from samspel.kit import exports, tables, web
from samspel.kit.filters import today
from samspel.kit.language import current
from samspel.kit.rows import Word
from samspel.people.models import Body, Unit
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import bodies_with_rules, settings_for
from samspel.visits import policies, queries, services
from samspel.visits.enums import Initiator
from samspel.visits.models import Visit
from samspel.visits.queries import Overview
from samspel.visits.queries.coverage import CoverageRow, coverage
from samspel.visits.queries.lists import lacks_report
from samspel.visits.services.letters import manager_of
from samspel.visits.web.doors import actor_of, found, require
from samspel.visits.web.showing import findings
from samspel.visits.web.showing import overview as shown
from samspel.visits.web.showing.findings import Period

OPERATIONS, PARTIES, PERSONS, UNITS, YEARS = "", "parti", "person", "enhet", "jamfor"
OVERVIEW = "visits.overview.read"
_VIEWS = (OPERATIONS, PARTIES, PERSONS, UNITS, YEARS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: whose visits, which year, seen from which side."""

    body: Body
    bodies: tuple[Body, ...]
    period: Period
    view: str
    guideline: RulesetVersion

    @property
    def first(self) -> dt.date:
        """The first day of the year."""
        return dt.date(self.period.year, 1, 1)

    @property
    def last(self) -> dt.date:
        """The last day of the year, so that what is booked is counted too."""
        return dt.date(self.period.year, 12, 31)


def _asked(request: HttpRequest, actor: Actor) -> Asked:
    """Read the address. 403 for whoever reads no body's overview, 404 for another's."""
    allowed = queries.bodies_overviewed(actor)
    everywhere = actor.everywhere(OVERVIEW)
    ruled = bodies_with_rules(on=today())
    readable = [
        each.rulebook.body for key, each in ruled.items() if everywhere or key in allowed
    ]
    bodies = tuple(sorted(readable, key=lambda body: body.sort_key))
    if not bodies:
        raise PermissionDenied(_("Du har inget uppdrag som ger dig översikten över besök."))
    wanted = request.GET.get("organ")
    body = next((each for each in bodies if str(each.uuid) == wanted), None)
    if body is None:
        if wanted:
            raise Http404
        body = _own(bodies, actor)
    now, view = today().year, request.GET.get("vy", "")
    number = whole_within(request.GET.get("ar", ""), 2000, now + 1) or now
    chosen = view if view in _VIEWS else OPERATIONS
    return Asked(body, bodies, Period(number, number == now), chosen, ruled[body.pk])


def _own(bodies: tuple[Body, ...], actor: Actor) -> Body:
    """Give the body of the hat that is worn; else the first."""
    worn = [each for each in actor.positions if each.key == actor.hat]
    keys = {key for each in worn for key in (each.body_id, *each.serves)}
    return next((each for each in bodies if each.pk in keys), bodies[0])


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show a body's visits in a year from one side, with the finding first."""
    actor = actor_of(request)
    asked = _asked(request, actor)
    figures = queries.overview(asked.body, asked.first, asked.last, today=today())
    heading, charts, sheet = _VIEW[asked.view](asked, figures)
    if (file := exports.export(request, sheet.name, sheet.columns, sheet.rows)) is not None:
        return file
    reminder = _reminder(asked, figures, actor)
    context = {
        "heading": heading,
        "lead": _lead(asked),
        "body": asked.body,
        "view": asked.view,
        "views": _views(request, asked),
        "bodies": _bodies(request, asked),
        "years": _years(request, asked),
        "charts": [each for each in charts if each.bars],
        "sheet": sheet,
        "table": tables.table(
            request,
            sheet.columns,
            sheet.rows,
            caption=f"{sheet.heading}, {asked.body.name} {asked.period.year}",
            empty=_("Inget att räkna på än. Siffrorna kommer när någon bjuder in eller bokar."),
        ),
        "query": tables.saved_view(request),
        "reminder": reminder,
    }
    return web.page(request, "visits/overview.html", context)


Shown = tuple[str, list[shown.Chart], shown.Sheet]


def _operations(asked: Asked, figures: Overview) -> Shown:
    rows = coverage(asked.body, min(today(), asked.last)).rows
    figures = _within_the_guideline(figures, rows)
    sheet = shown.operations_sheet(figures, rows, asked.period.year)
    heading = findings.of_operations(figures, asked.period)
    return heading, [shown.visits_chart(figures.operations)], sheet


def _within_the_guideline(figures: Overview, rows: Sequence[CoverageRow]) -> Overview:
    """Leave out operations that nobody is to visit, by the guideline, and nobody visits."""
    outside = {
        row.operation_id for row in rows if not row.is_covered_by_rules and not row.holders
    }
    return replace(
        figures,
        operations=tuple(
            row
            for row in figures.operations
            if row.operation_id not in outside or row.invited or row.booked or row.held
        ),
    )


def _parties(asked: Asked, figures: Overview) -> Shown:
    heading = findings.of_parties(figures.parties, asked.period)
    sheet = shown.parties_sheet(figures, asked.period.year)
    return heading, [shown.parties_chart(figures.parties)], sheet


def _persons(asked: Asked, figures: Overview) -> Shown:
    heading = findings.of_persons(figures, asked.period)
    sheet = shown.persons_sheet(figures, asked.period.year)
    return heading, [shown.persons_chart(figures)], sheet


def _units(asked: Asked, figures: Overview) -> Shown:
    heading = findings.of_units(figures, asked.period)
    sheet = shown.units_sheet(figures, asked.period.year)
    return heading, [shown.units_chart(figures.units)], sheet


def _compared(asked: Asked, figures: Overview) -> Shown:
    year = asked.period.year
    before = queries.operations_between(
        asked.body, dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 31), today=today()
    )
    now = sum(row.held for row in figures.operations)
    heading = findings.of_years(now, sum(row.held for row in before), asked.period)
    sheet = shown.years_sheet(figures.operations, before, year)
    return heading, [shown.years_chart(figures.operations, before, year)], sheet


_VIEW: dict[str, Callable[[Asked, Overview], Shown]] = {
    OPERATIONS: _operations,
    PARTIES: _parties,
    PERSONS: _persons,
    UNITS: _units,
    YEARS: _compared,
}


def _lead(asked: Asked) -> str:
    """Say whose visits and when: held until today, booked for the rest of the year."""
    if not asked.period.is_now:
        return f"{asked.body.name}, {asked.period.year}"
    return _("%(body)s, %(year)s. Genomförda till och med %(day)s, bokade året ut.") % {
        "body": asked.body.name,
        "year": asked.period.year,
        "day": say_day_short(today(), current()),
    }


def _views(request: HttpRequest, asked: Asked) -> tuple[Word, ...]:
    before = _("Jämför med %(year)s") % {"year": asked.period.year - 1}
    labels = {
        OPERATIONS: _("Per verksamhet"),
        PARTIES: _("Per parti"),
        PERSONS: _("Per person"),
        UNITS: _("Per enhet"),
        YEARS: before,
    }
    return tuple(
        Word(
            label,
            tables.address(request.GET, vy=key, sortera=""),
            current=key == asked.view,
        )
        for key, label in labels.items()
    )


def _bodies(request: HttpRequest, asked: Asked) -> tuple[Word, ...]:
    """Give the bodies to choose among; none where there is only one."""
    if len(asked.bodies) < 2:
        return ()
    return tuple(
        Word(
            each.name,
            tables.address(request.GET, organ=str(each.uuid), sortera=""),
            current=each.pk == asked.body.pk,
        )
        for each in asked.bodies
    )


def _years(request: HttpRequest, asked: Asked) -> tuple[Word, ...]:
    now = today().year
    return tuple(
        Word(
            str(year),
            tables.address(request.GET, ar="" if year == now else str(year)),
            current=year == asked.period.year,
        )
        for year in (now - 1, now)
    )


@dataclass(frozen=True, slots=True)
class Reminder:
    """The one button: its words, and whom it reminds."""

    label: str
    url: str
    whom: str


def _reminder(asked: Asked, figures: Overview, actor: Actor) -> Reminder | None:
    """Give the reminder that the view calls for, to whoever may send it, this year only."""
    if not asked.period.is_now or not policies.may_remind(asked.body.pk, actor):
        return None
    url = reverse("visits:remind-those-whose-turn", args=[asked.body.uuid])
    if asked.view in (OPERATIONS, UNITS) and _units_invite(asked):
        count = len(figures.units_that_never_invite)
        label = ngettext(
            "Påminn enheten som inte har bjudit in",
            "Påminn de %(count)s enheterna som inte har bjudit in",
            count,
        ) % {"count": findings.count_word(count)}
        return Reminder(label, url, UNITS) if count else None
    if asked.view == PERSONS:
        late = sum(row.figures.late > 0 for row in figures.persons)
        return Reminder(_("Påminn om rapporterna som saknas"), url, PERSONS) if late else None
    return None


def _units_invite(asked: Asked) -> bool:
    """Whether the guideline lets units take the initiative; else it is not their turn."""
    named = settings_for(
        "visit.book", {}, body_id=asked.body.pk, on=today(), version=asked.guideline
    ).value("booking.initiators")
    return not isinstance(named, frozenset) or Initiator.UNIT in named


@login_required
@require_POST
def remind(request: HttpRequest, body: UUID) -> HttpResponse:
    """Remind all those whose turn it is: the units to invite, or the visitors to report."""
    one, actor = found(Body, body), actor_of(request)
    require(policies.may_remind(one.pk, actor), policies.ONLY_SECRETARY)
    is_units = request.POST.get("vilka") != PERSONS
    back = reverse("visits:overview") + f"?organ={one.uuid}"
    return web.act(
        request,
        lambda: _remind_units(one, actor) if is_units else _remind_reports(one, actor),
        back if is_units else f"{back}&vy={PERSONS}",
        _said,
    )


def _said(count: int) -> str:
    if count == 0:
        return _("Alla har redan fått en påminnelse i dag.")
    return ngettext(
        "%(count)s person har fått en påminnelse.",
        "%(count)s personer har fått en påminnelse.",
        count,
    ) % {"count": count}


def _remind_units(body: Body, actor: Actor) -> int:
    """Remind the managers of the units that have not invited. Gives how many were told."""
    year = today().year
    figures = queries.overview(body, dt.date(year, 1, 1), dt.date(year, 12, 31), today=today())
    keys = [row.unit_id for row in figures.units_that_never_invite]
    units = Unit.objects.filter(pk__in=keys).select_related("operation__department")
    at = timezone.now()
    told = 0
    for unit in units:
        if manager_of(unit, today()) is not None:
            told += len(services.remind_unit(unit, actor=actor, at=at))
    return told


def _remind_reports(body: Body, actor: Actor) -> int:
    """Remind those whose report is late or missing. Gives how many were told."""
    late = Visit.objects.filter(
        lacks_report(), body=body, report_due_on__lt=today()
    ).select_related("unit", "operation", "report")
    return sum(
        len(services.remind_report(each, actor=actor, at=timezone.now())) for each in late
    )


@login_required
@require_safe
def explained(request: HttpRequest) -> HttpResponse:
    """Say how the overview's figures are counted."""
    return web.page(request, "visits/overview_explained.html", {})
