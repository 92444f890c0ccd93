"""Runs: the list, one run person by person, and the acts that take it on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.kit import exports, tables, web
from samspel.kit.denied import or_404
from samspel.people.models import Person
from samspel.remuneration import services
from samspel.remuneration.enums import RunState
from samspel.remuneration.models import Run
from samspel.remuneration.queries import entries
from samspel.remuneration.queries import runs as found_runs
from samspel.remuneration.web import forms_runs as forms
from samspel.remuneration.web import showing_runs as showing
from samspel.remuneration.web.errand import Errand, carry, confirm, posted
from samspel.remuneration.web.fetching import actor_of, require_payroll

PAGE = ["GET", "HEAD", "POST"]


def run_of(request: HttpRequest, uuid: UUID) -> Run:
    """Give the run at the address, for whoever pays; 403 for others, 404 for none."""
    require_payroll(request)
    return or_404(found_runs.run_at(uuid))


@login_required
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """List the runs, the open one first."""
    require_payroll(request)
    listed = found_runs.runs_listed()
    columns, rows = showing.run_columns(), [showing.run_row(each) for each in listed]
    if (file := exports.export(request, "lonekorningar", columns, rows)) is not None:
        return file
    context = {
        "table": tables.table(
            request,
            columns,
            rows,
            caption=_("Lönekörningar"),
            empty=_("Ingen lönekörning är öppnad än."),
        ),
        "query": tables.saved_view(request),
        "has_runs": bool(listed),
        "open": next((each for each in listed if each.state == RunState.OPEN), None),
    }
    return web.page(request, "remuneration/runs.html", context)


@login_required
@require_http_methods(PAGE)
def open_first(request: HttpRequest) -> HttpResponse:
    """Open the first run."""
    require_payroll(request)
    form = forms.MonthForm(posted(request), initial={"month": timezone.localdate()})
    errand = Errand(
        heading=_("Öppna den första lönekörningen"),
        button=_("Öppna körningen"),
        back_label=_("Lönekörningar"),
        back_url=reverse("remuneration:runs"),
        lead=_("Efter den här öppnas varje månads körning av sig själv när den förra stängs."),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.open_run(form.cleaned_data["month"], actor=actor, at=at),
        to=_address,
        say=_("Körningen är öppen."),
    )


def _address(run: Run) -> str:
    return reverse("remuneration:run", args=[run.uuid])


@login_required
@require_safe
def run(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a run: what each gets, the corrections, what is not in it, the files."""
    one = run_of(request, uuid)
    shown = showing.open_run(one) if one.standing is RunState.OPEN else showing.closed_run(one)
    columns = showing.person_columns()
    rows = [showing.person_row(one, each) for each in shown.persons]
    name = f"lonekorning-{one.month:%Y-%m}"
    if (file := exports.export(request, name, columns, rows)) is not None:
        return file
    context: dict[str, Any] = {
        "run": one,
        "shown": shown,
        "heading": showing.run_name(one.month),
        "table": tables.table(
            request,
            columns,
            rows,
            caption=_("Per person"),
            empty=_("Ingen får något i den här körningen."),
        ),
        "query": tables.saved_view(request),
    }
    return web.page(request, "remuneration/run.html", context)


@login_required
@require_safe
def person(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Show one person's rows in a closed run, each with its working."""
    one = run_of(request, uuid)
    who = get_object_or_404(Person, uuid=person)
    rows = entries.entries_of(one, who.pk)
    if not rows:
        raise Http404
    context = {
        "run": one,
        "run_name": showing.run_name(one.month),
        "name": who.name,
        "rows": [showing.entry(each) for each in rows],
        "total": showing.money(sum((each.amount for each in rows), showing.NOTHING)),
        "statement_url": reverse("remuneration:statement", args=[who.uuid, one.month.year]),
    }
    return web.page(request, "remuneration/run_person.html", context)


@login_required
@require_http_methods(PAGE)
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move the days of an open run."""
    one = run_of(request, uuid)
    form = forms.DaysForm(
        posted(request), initial={"closes_on": one.closes_on, "pays_on": one.pays_on}
    )
    errand = on_run(one, _("Ändra dagarna"), _("Spara dagarna"))
    return confirm(
        request,
        errand,
        lambda: services.plan_run(one, **form.cleaned_data, actor=actor_of(request)),
        _("Dagarna är ändrade."),
        form,
    )


@login_required
@require_http_methods(PAGE)
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close a run, after a look at what that means."""
    one = run_of(request, uuid)
    points = showing.closing_points(one) if one.standing is RunState.OPEN else ()
    errand = on_run(
        one,
        _("Stäng %(run)s") % {"run": showing.run_name(one.month).lower()},
        _("Stäng körningen"),
        lead=_(
            "En stängd körning ändras aldrig. Det som ändras efteråt blir rättelser i nästa "
            "körning, som öppnas av sig själv."
        ),
        points=points,
    )
    return confirm(
        request,
        errand,
        lambda: services.close_run(one, actor=actor_of(request), at=timezone.now()),
        _("Körningen är stängd. Nästa månads körning är öppen."),
    )


@login_required
@require_http_methods(PAGE)
def paid(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that a run has been paid."""
    one = run_of(request, uuid)
    errand = on_run(
        one,
        _("Utbetalningen är gjord"),
        _("Skriv in att körningen är utbetald"),
        lead=_("Därefter kan överföringen inte tas tillbaka. Fel rättas i nästa körning."),
    )
    return confirm(
        request,
        errand,
        lambda: services.mark_paid(one, actor=actor_of(request), at=timezone.now()),
        _("Körningen är utbetald."),
    )


@login_required
@require_http_methods(PAGE)
def again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Settle a closed run again, and say whether every row is the same."""
    one = run_of(request, uuid)
    errand = on_run(
        one,
        _("Räkna om körningen"),
        _("Räkna om"),
        lead=_(
            "Körningen räknas om från det underlag och de regler som den stängdes med. "
            "Ingenting ändras. Du får veta om varje rad blir densamma, till öret."
        ),
    )

    def said(result: object) -> str:
        return showing.compared(one, result)

    return confirm(
        request,
        errand,
        lambda: services.settle_run_again(one, actor=actor_of(request)),
        said,
    )


def on_run(
    run: Run, heading: str, button: str, *, lead: str = "", points: tuple[str, ...] = ()
) -> Errand:
    """Give how an act on a run or its files is asked for; the way back is to the run."""
    return Errand(
        heading=heading,
        button=button,
        back_label=showing.run_name(run.month),
        back_url=_address(run),
        lead=lead,
        points=points,
    )
