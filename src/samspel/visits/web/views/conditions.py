"""Pages for what bookings reckon with: own times, the unit's terms, visit days, fixed visits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspel.foundation.numbers import whole_within
from samspel.kit.filters import today
from samspel.people.models import Body, Person, Unit
from samspel.visits import policies, queries, services
from samspel.visits.enums import Initiator
from samspel.visits.queries.terms import terms_of_unit
from samspel.visits.queries.trials import Booking, tried_booking, who_would_be_asked
from samspel.visits.web.doors import (
    PAGE,
    actor_of,
    found,
    kept_body,
    posted,
    reason_of,
    require,
)
from samspel.visits.web.errand import Errand, carry_out
from samspel.visits.web.forms.conditions import (
    AvailabilityForm,
    FixedForm,
    UnitTermsForm,
    VisitDaysForm,
)
from samspel.visits.web.forms.times import rows_wanted
from samspel.visits.web.showing.places import places_under
from samspel.visits.web.verdicts import Tried, asked_once, tried_row


@login_required
@require_http_methods(PAGE)
def availability(request: HttpRequest) -> HttpResponse:
    """Say when visits suit oneself."""
    actor = actor_of(request)
    me = Person.objects.filter(pk=actor.person_id or 0).first()
    require(me is not None and bool(actor.bodies_with(policies.BOOK)), policies.ONLY_ELECTED)
    form = AvailabilityForm(
        posted(request),
        windows=queries.own_windows(me),  # type: ignore[arg-type]  # require has refused whoever is none
        rows=rows_wanted(posted(request)) if request.method == "POST" else 0,
    )
    errand = Errand(
        heading=_("När passar besök?"),
        button=_("Spara mina tider"),
        lead=_(
            "Enheterna ser dina tider när de bjuder in. Det du anger bokar ingenting, och du "
            "kan ändra när du vill. Töm en rad för att ta bort den."
        ),
        back_label=_("Besök"),
        back_url=reverse("visits:list"),
        template="visits/availability.html",
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.set_availability(
            me,  # type: ignore[arg-type]  # require has refused whoever is none
            windows=form.cleaned_data["windows"],
            actor=actor,
        ),
        to=reverse("visits:availability"),
        say=_("Dina tider är sparade."),
    )


@login_required
@require_http_methods(PAGE)
def unit_terms(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what a visit to the unit has to reckon with."""
    unit, actor = found(Unit, uuid, "operation__department__body"), actor_of(request)
    require(policies.may_set_unit_terms(unit, actor), policies.ONLY_UNIT_OR_SECRETARY)
    keeps = policies.keeps(policies.body_of(unit), actor)
    form = UnitTermsForm(
        posted(request),
        unit=unit,
        keeps=keeps,
        initial=UnitTermsForm.values_of(terms_of_unit(unit)),
    )
    errand = Errand(
        heading=_("Enhetens förutsättningar för besök"),
        button=_("Spara"),
        lead=_("%(unit)s. De som bokar besök ser vad du anger här.") % {"unit": unit.name},
        back_label=_("Besök"),
        back_url=reverse("visits:list"),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.set_unit_terms(unit, **form.values, actor=actor, at=timezone.now()),
        to=reverse("visits:unit-terms", args=[unit.uuid]),
        say=_("Förutsättningarna är sparade."),
    )


def _year(request: HttpRequest) -> int:
    """Give the year that the address asks for, or this year."""
    return whole_within(request.GET.get("ar", ""), 2000, 2100) or today().year


@login_required
@require_http_methods(PAGE)
def visit_days(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter which days of a year the meeting plan sets aside for visits."""
    one, year = kept_body(request, body), _year(request)
    form = VisitDaysForm(
        posted(request), initial=VisitDaysForm.values_of(queries.visit_days_of(one.pk, year))
    )
    errand = Errand(
        heading=_("Besöksdagar %(year)s") % {"year": year},
        button=_("Spara besöksdagarna"),
        lead=_("Besök som redan är bokade står kvar, även om dagen tas bort."),
        back_label=one.name,
        back_url=reverse("visits:fixed", args=[one.uuid]) + f"?ar={year}",
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.set_visit_days(
            one, days=form.cleaned_data["days"], year=year, actor=actor_of(request)
        ),
        to=errand.back_url,
        say=_("Besöksdagarna är sparade."),
    )


@login_required
@require_http_methods(PAGE)
def fixed(request: HttpRequest, body: UUID) -> HttpResponse:
    """Book the fixed visits of the meeting plan, all of them or none."""
    one, year = kept_body(request, body), _year(request)
    days = [each for each in queries.visit_days_of(one.pk, year) if each.on >= today()]
    form = FixedForm(
        posted(request),
        places=places_under(one, today()),
        days=days,
        rows=rows_wanted(posted(request)) if request.method == "POST" else 4,
    )
    errand = Errand(
        heading=_("Fasta besök"),
        button=_("Boka besöken"),
        try_button=_("Pröva"),
        lead=_("Alla kontaktpolitiker för den enhet eller verksamhet du väljer kommer."),
        back_label=_("Besök"),
        back_url=reverse("visits:list") + f"?organ={one.uuid}",
        template="visits/fixed.html",
        more={"body": one, "year": year, "days": days},
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.plan_fixed_visits(
            one,
            rows=[_fixed_visit(one, row) for row in form.cleaned_data["visits"]],
            actor=actor_of(request),
            at=timezone.now(),
            reason=reason_of(request),
        ),
        to=errand.back_url,
        say=lambda made: (
            ngettext("%(count)s besök är bokat.", "%(count)s besök är bokade.", len(made))
            % {"count": len(made)}
        ),
        tried=lambda: _tried(one, form),
    )


def _fixed_visit(body: Body, row: dict[str, Any]) -> services.FixedVisit:
    persons = who_would_be_asked(row["place"], body_id=body.pk, on=row["on"])
    return services.FixedVisit(
        row["place"], row["on"], row["start"], row["end"], tuple(persons)
    )


def _tried(body: Body, form: FixedForm) -> tuple[Tried, ...]:
    """Try each fixed visit for the contact politicians of its place."""
    rows: list[Tried] = []
    for row in form.cleaned_data["visits"]:
        persons = who_would_be_asked(row["place"], body_id=body.pk, on=row["on"])
        if not persons:
            continue
        (trial,) = tried_booking(
            row["place"],
            persons,
            [(row["starts_at"], row["ends_at"])],
            Booking(Initiator.SCHEDULE),
            body_id=body.pk,
            at=timezone.now(),
        )
        names = {each.pk: each.name for each in persons}
        tried = tried_row(trial, names, _("Besöket kan bokas."))
        rows.append(
            Tried(f"{row['place']}: {tried.label}", tried.verdict, tried.say, tried.notes)
        )
    return asked_once(rows)
