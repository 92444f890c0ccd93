"""Appointments: the list, to appoint, one appointment's page, to end, to settle a flag."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from samspel.foundation.dates import day_written
from samspel.kit import exports, tables, web
from samspel.kit.filters import today
from samspel.kit.verdicts import shown
from samspel.people.models import Body
from samspel.people.queries import member_persons, operations_under
from samspel.rules.provisions import Outcome
from samspel.visits import policies, queries, services
from samspel.visits.addresses import appointment_url
from samspel.visits.facts import AppointmentPlan, Place
from samspel.visits.models import Appointment, AppointmentFlag
from samspel.visits.queries.choices import choices_for
from samspel.visits.queries.trials import tried_appointment
from samspel.visits.web import tables as columns
from samspel.visits.web.doors import (
    PAGE,
    actor_of,
    appointing_body,
    kept_appointment,
    posted,
    reason_of,
    require,
    seen_appointment,
)
from samspel.visits.web.errand import Errand, carry_out
from samspel.visits.web.forms.appointments import AppointForm, EndForm, FlagForm, QuotaForm
from samspel.visits.web.forms.decision import decision_in_mind, decision_of
from samspel.visits.web.showing import appointment as showing
from samspel.visits.web.showing.places import places_under, seats_in_words
from samspel.visits.web.verdicts import Tried, asked_once
from samspel.visits.web.views.listing import body_words, chosen_body

FLAGGED = "flaggade"
SHOW = "visa"


@login_required
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """List who is contact politician for what on a day, and what needs looking over."""
    actor, on = actor_of(request), web.as_of(request)
    bodies = choices_for(actor, on).bodies
    body = chosen_body(request, bodies)
    found = queries.appointments_visible_to(
        actor, on=on, body_id=body.pk if body is not None else None
    )
    flagged = [each for each in found if each.open_flags]  # type: ignore[attr-defined]  # given by the query
    wanted = flagged if request.GET.get(SHOW) == FLAGGED else found
    rows = columns.appointment_rows(wanted, on)
    file = exports.export(request, "uppdrag", columns.appointment_columns(), rows)
    if file is not None:
        return file
    words = [("", _("Alla")), (FLAGGED, _("Behöver ses över"))]
    context = {
        "on": on,
        "bodies": body_words(request, bodies),
        "words": tables.filters(request, SHOW, words, {"": len(found), FLAGGED: len(flagged)}),
        "kept": [each for each in bodies if policies.may_appoint(each.pk, actor)],
        "query": tables.saved_view(request),
        "table": tables.table(
            request,
            columns.appointment_columns(),
            rows,
            caption=_("Uppdrag som kontaktpolitiker"),
            empty=_("Här finns inga uppdrag den dagen."),
        ),
    }
    return web.page(request, "visits/appointments.html", context)


@login_required
@require_http_methods(PAGE)
def appoint(request: HttpRequest, body: UUID) -> HttpResponse:
    """Appoint one person, or a named group, contact politician."""
    one = appointing_body(request, body)
    form = AppointForm(
        posted(request),
        body=one,
        persons=member_persons(one, _day(request)),
        places=places_under(one, _day(request)),
        words=seats_in_words(one, _day(request)),
        initial={"valid_from": today()},
    )
    errand = Errand(
        heading=_("Utse kontaktpolitiker"),
        button=_("Skriv in uppdraget"),
        try_button=_("Pröva"),
        lead=_("%(body)s. De som utses får besked.") % {"body": one.name},
        back_label=pgettext("contact politician", "Uppdrag"),
        back_url=reverse("visits:appointments"),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: _appointed(request, form, one),
        to=lambda made: appointment_url(made.uuid),
        say=_("Uppdraget är inskrivet, och de som utsetts har fått besked."),
        tried=lambda: _tried(form, one),
    )


def _day(request: HttpRequest) -> dt.date:
    """Give the first day of the appointment, since members change; else today."""
    try:
        return max(day_written(request.POST.get("valid_from", "")), today())
    except ValueError:
        return today()


def _appointed(request: HttpRequest, form: AppointForm, body: Body) -> Appointment:
    given, now, actor = form.cleaned_data, timezone.now(), actor_of(request)
    return services.appoint(
        body,
        persons=given["persons"],
        places=given["places"],
        valid_from=given["valid_from"],
        valid_to=given["valid_to"],
        decision=decision_of(form, actor=actor, at=now, title=_("Val av kontaktpolitiker")),
        decided_by=given["decided_by"],
        group_name=given["group_name"],
        actor=actor,
        at=now,
        reason=reason_of(request),
    )


def _tried(form: AppointForm, body: Body) -> tuple[Tried, ...]:
    """Try each person at each place; what is allowed everywhere is said once."""
    given = form.cleaned_data
    plan = AppointmentPlan(
        body=body,
        persons=tuple(given["persons"]),
        places=tuple(Place.of(each) for each in given["places"]),
        valid_from=given["valid_from"],
        valid_to=given["valid_to"],
        decision=decision_in_mind(form),
        decided_by=given["decided_by"],
        is_group=bool(given["group_name"]),
    )
    names = {each.pk: each.name for each in given["persons"]}
    return asked_once(
        Tried(
            f"{names[each.person_id]}: {each.place}",
            shown(each.judgement),
            _("Får utses."),
        )
        for each in tried_appointment(plan)
        if each.judgement.outcome is not Outcome.ALLOWED or len(names) < 6
    )


@login_required
@require_safe
def appointment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show an appointment as of a day, with its story and what needs looking over."""
    one = seen_appointment(request, uuid)
    on = web.as_of(request)
    return web.page(
        request, "visits/appointment.html", showing.context(one, actor_of(request), on)
    )


@login_required
@require_http_methods(PAGE)
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End an appointment, or let one person leave the group."""
    one, actor = kept_appointment(request, uuid), actor_of(request)
    members = [each for each in one.members.all() if each.left_on is None]
    form = EndForm(
        posted(request),
        body=one.body,
        members=members,
        words=lambda each: each.name,
        initial={"last_day": today() + dt.timedelta(days=1)},
    )
    errand = Errand(
        heading=pgettext("contact politician", "Avsluta uppdraget"),
        button=pgettext("contact politician", "Avsluta uppdraget"),
        lead=_("De som berörs får besked. Besök som redan är bokade ställs inte in."),
        back_label=showing.title_of(one),
        back_url=appointment_url(one.uuid),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.end_appointment(
            one,
            on=form.first_day_without,
            because=form.cleaned_data["because"],
            person=form.cleaned_data.get("person"),
            decision=decision_of(form, actor=actor, at=timezone.now()),
            actor=actor,
            at=timezone.now(),
            reason=reason_of(request),
        ),
        to=appointment_url(one.uuid),
        say=_("Uppdraget har fått en sista dag."),
    )


@login_required
@require_http_methods(PAGE)
def resolve_flag(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Settle what was flagged on an appointment."""
    flags = AppointmentFlag.objects.select_related("appointment", "person")
    flag = get_object_or_404(flags, uuid=uuid)
    one, actor = seen_appointment(request, flag.appointment.uuid), actor_of(request)
    require(policies.may_resolve_flag(one, actor), policies.ONLY_SECRETARY)
    form = FlagForm(posted(request))
    errand = Errand(
        heading=_("Avgör det som behöver ses över"),
        button=_("Spara"),
        lead=flag.text,
        back_label=showing.title_of(one),
        back_url=appointment_url(one.uuid),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.resolve_flag(
            flag,
            resolution=form.cleaned_data["resolution"],
            note=form.cleaned_data["note"],
            actor=actor,
            at=timezone.now(),
        ),
        to=appointment_url(one.uuid),
        say=_("Det är avgjort och sparat."),
    )


@login_required
@require_http_methods(PAGE)
def quota(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter how many visits, or paid hours, the body has decided for a year."""
    one, actor = appointing_body(request, body), actor_of(request)
    form = QuotaForm(
        posted(request),
        body=one,
        persons=member_persons(one, today()),
        operations=operations_under(one, today()),
        words=seats_in_words(one, today()),
        initial={"year": today().year},
    )
    errand = Errand(
        heading=_("Antal besök och timmar"),
        button=_("Skriv in beslutet"),
        lead=_("Ett senare beslut för samma person, verksamhet och år ersätter det tidigare."),
        back_label=pgettext("contact politician", "Uppdrag"),
        back_url=reverse("visits:appointments"),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.decide_quota(
            one,
            decision=decision_of(  # type: ignore[arg-type]  # the form has asked for one
                form, actor=actor, at=timezone.now(), title=_("Antal besök och timmar")
            ),
            year=form.cleaned_data["year"],
            person=form.cleaned_data["person"],
            operation=form.cleaned_data["operation"],
            visits_count=form.cleaned_data["visits_count"],
            paid_hours=form.cleaned_data["paid_hours"],
            actor=actor,
            at=timezone.now(),
        ),
        to=reverse("visits:appointments"),
        say=_("Beslutet är inskrivet."),
    )
