"""Changing a visit: moved, cancelled, who takes part, and the body's decision about it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.audit.actors import Actor
from samspel.meetings.models import Decision
from samspel.rules.values import Item
from samspel.visits import policies, queries, services
from samspel.visits.addresses import visit_url
from samspel.visits.enums import VisitorState
from samspel.visits.errors import BookingRefused
from samspel.visits.models import Visit
from samspel.visits.queries.page import reckoned_day
from samspel.visits.queries.trials import Trial, tried_for
from samspel.visits.web.doors import (
    PAGE,
    actor_of,
    posted,
    reason_of,
    require,
    seen_visit,
)
from samspel.visits.web.errand import Errand, carry_out
from samspel.visits.web.forms.decision import DecisionForm, decision_of
from samspel.visits.web.forms.visit import CancelForm, MoveForm, ParticipantsForm
from samspel.visits.web.showing.people import names_in
from samspel.visits.web.verdicts import Tried, asked_once, tried_row
from samspel.visits.web.views.answers import errand_on


@login_required
@require_http_methods(PAGE)
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move a booked visit to another time or place."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.may_move(one, actor), policies.ONLY_UNIT_OR_SECRETARY)
    form = MoveForm(posted(request), initial=MoveForm.values_of(one))
    errand = Errand(
        heading=_("Flytta besöket"),
        button=_("Flytta besöket"),
        lead=_("De som kommer får besked, och besöket flyttas i deras kalendrar."),
        try_button=_("Pröva tiden"),
        back_label=one.where,
        back_url=visit_url(one.uuid),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.move_visit(
            one,
            starts_at=form.time[0],
            ends_at=form.time[1],
            where=form.cleaned_data["where"],
            actor=actor,
            at=timezone.now(),
            reason=reason_of(request),
            version=form.cleaned_data["version"],
        ),
        to=visit_url(one.uuid),
        say=_("Besöket är flyttat."),
        tried=lambda: _tried(one, form, names_in(one, actor), host=policies.hosts(one, actor)),
    )


def _tried(
    one: Visit, form: MoveForm, names: dict[int, str], *, host: bool
) -> tuple[Tried, ...]:
    """Try the new time for those who come."""
    coming = [
        each.person_id for each in one.visitors.all() if each.state == VisitorState.ACCEPTED
    ]
    trial: Trial = tried_for(one, coming, form.time, is_host=host, at=timezone.now())
    known = {key: names[key] for key in coming}
    return asked_once([tried_row(trial, known, _("Besöket får flyttas dit."))])


@login_required
@require_http_methods(PAGE)
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Call a visit off."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.may_cancel(one, actor), policies.ONLY_UNIT_OR_SECRETARY)
    form = CancelForm(posted(request), initial={"version": one.version})
    lead = _("De som skulle ha kommit får besked, och besöket tas bort ur deras kalendrar.")
    return carry_out(
        request,
        errand_on(one, _("Ställ in besöket"), _("Ställ in besöket"), lead),
        form,
        lambda: services.cancel_visit(one, actor=actor, at=timezone.now(), **form.cleaned_data),
        to=visit_url(one.uuid),
        say=_("Besöket är inställt."),
    )


@login_required
@require_http_methods(PAGE)
def participants(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Settle who takes part and where; the unit's manager alone."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.may_decide_participants(one, actor), policies.ONLY_UNIT)
    form = ParticipantsForm(posted(request), moments=_moments(one), initial=_as_settled(one))
    lead = _("Du avgör själv. Besökarna får veta vad du har bestämt.")
    return carry_out(
        request,
        errand_on(one, _("Vilka är med på besöket?"), _("Spara"), lead),
        form,
        lambda: services.decide_participants(
            one, **form.values, actor=actor, at=timezone.now(), reason=reason_of(request)
        ),
        to=visit_url(one.uuid),
        say=_("Besökarna har fått veta vilka som är med."),
    )


def _moments(one: Visit) -> dict[str, str]:
    """Give the moments of a visit that the guideline names, by key."""
    named = queries.rule_if_any(
        "preparation.moments", body_id=one.body_id, on=reckoned_day(one)
    )
    if not isinstance(named, tuple):
        return {}
    return {each.key: each.label for each in named if isinstance(each, Item)}


def _as_settled(one: Visit) -> dict[str, object]:
    """Fill the form with what is settled already."""
    if one.participants_decided_at is None:
        return {"room": one.room}
    words = {True: "ja", False: "nej", None: None}
    return {
        "staff": words[one.staff_take_part],
        "users": words[one.users_take_part],
        "users_consented": words[one.users_consented],
        "on_floor": words[one.on_floor],
        "room": one.room,
        "moments": one.moments,
    }


@login_required
@require_http_methods(PAGE)
def attach_decision(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter that the body has decided on this very visit."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.may_book_for_others(one.body_id, actor), policies.ONLY_SECRETARY)
    form = DecisionForm(posted(request), body=one.body)
    return carry_out(
        request,
        errand_on(
            one,
            _("Organets beslut om besöket"),
            _("Skriv in beslutet"),
            _("Välj ett beslut som redan är infört, eller för in det från protokollet."),
        ),
        form,
        lambda: services.attach_decision(
            one,
            decision=_decided(form, actor),
            actor=actor,
            at=timezone.now(),
        ),
        to=visit_url(one.uuid),
        say=_("Beslutet är inskrivet på besöket."),
    )


def _decided(form: DecisionForm, actor: Actor) -> Decision:
    """Give the decision that the form names. Refuses a form that names none."""
    decision = decision_of(form, actor=actor, at=timezone.now())
    if decision is None:
        raise BookingRefused(
            _("Välj ett beslut, eller skriv dagen och paragrafen ur protokollet.")
        )
    return decision
