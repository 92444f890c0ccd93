"""To raise a matter, tell the council of citizens' proposals, and set a body's own order."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.audit.actors import Actor
from samspel.kit.denied import allowed
from samspel.meetings import policies, services
from samspel.meetings.queries.placing import seats_with_places
from samspel.meetings.queries.proposals import proposals_to_report
from samspel.meetings.queries.room import deciding_settings_of
from samspel.meetings.web import showing
from samspel.meetings.web.errand import carry, errand_of, posted
from samspel.meetings.web.fetching import actor_of, kept_body
from samspel.meetings.web.forms.initiative import (
    DecidingForm,
    RaiseForm,
    RaiseForOthersForm,
    SeatsForm,
)
from samspel.people.models import Body, Person
from samspel.people.queries import members_of

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(_PAGE)
def raise_matter(request: HttpRequest, body: UUID) -> HttpResponse:
    """Raise a matter, for oneself or as the secretary for one of those elected."""
    found = _may_raise_in(request, get_object_or_404(Body, uuid=body))
    form = _raise_form(request, found)
    errand = errand_of(
        found,
        heading=_("Väck ett ärende"),
        button=_("Väck ärendet"),
        lead=_(
            "Varje ledamot får väcka ärenden. Ärendet hamnar på nästa möte som tar emot "
            "handlingar, och sekreteraren får veta det."
        ),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.raise_matter(
            found,
            by=_by(form, actor),
            **{name: form.cleaned_data[name] for name in RaiseForm.base_fields},
            key=uuid4(),
            at=at,
            actor=actor,
        ),
        to=showing.item_page,
        say=_("Ärendet är väckt."),
    )


def _may_raise_in(request: HttpRequest, body: Body) -> Body:
    """Refuse whoever is not elected and does not keep the body; the law judges the rest."""
    actor = actor_of(request)
    is_elected = any(each.key.startswith("mandate-") for each in actor.positions)
    if is_elected and actor.person_id is not None:
        return body
    return allowed(policies.require_may_keep, body, actor)


def _raise_form(request: HttpRequest, body: Body) -> django_forms.Form:
    if not policies.may_keep(body.pk, actor_of(request)):
        return RaiseForm(posted(request))
    members = members_of(body, timezone.localdate())
    people = [(each.person_id, each.name) for each in members]
    return RaiseForOthersForm(posted(request), people=people)


def _by(form: django_forms.Form, actor: Actor) -> Person:
    return get_object_or_404(Person, pk=form.cleaned_data.get("by") or actor.person_id)


@login_required
@require_http_methods(_PAGE)
def proposals(request: HttpRequest, body: UUID) -> HttpResponse:
    """Show the citizens' proposals that the committee handles, and tell the council of them."""
    found = kept_body(request, body)
    errand = errand_of(
        found,
        heading=_("Medborgarförslag att informera om"),
        button=_("Lägg informationen på fullmäktiges möte"),
        opens=True,
        template="meetings/proposals.html",
        more={"told": proposals_to_report(found, timezone.localdate())},
    )
    return carry(
        request,
        errand,
        django_forms.Form(posted(request)),
        lambda at, actor: services.report_citizens_proposals(found, at=at, actor=actor),
        say=_("Informationen ligger på fullmäktiges nästa möte."),
    )


@login_required
@require_http_methods(_PAGE)
def seats(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter constituency, place and lists of the body's seats, a line each."""
    found = kept_body(request, body)
    rows = seats_with_places(found, timezone.localdate())
    form = SeatsForm(posted(request), initial=SeatsForm.values_of(rows), seats=rows)
    errand = errand_of(
        found,
        heading=_("Valkretsar och platser"),
        button=_("Spara platserna"),
        lead=_(
            "Ersättare i fullmäktige tjänstgör för det egna partiet, och de från samma "
            "valkrets går före (kommunallagen 5 kap. 21 §)."
        ),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.place_seats(found, **_given(form), at=at, actor=actor),
        say=_("Platserna är sparade."),
    )


def _given(form: SeatsForm) -> dict[str, Any]:
    """Give what was entered, with what the person had read of the seats."""
    given = dict(form.cleaned_data)
    read = given.pop("as_read")
    return {**given, "read": read}


@login_required
@require_http_methods(_PAGE)
def deciding(request: HttpRequest, body: UUID) -> HttpResponse:
    """Change what the council has decided for the body: substitutes, opinions, remote."""
    found = kept_body(request, body)
    now = deciding_settings_of(found)
    form = DecidingForm(posted(request), initial=DecidingForm.values_of(now))
    form.show_decisions(now)
    errand = errand_of(
        found,
        heading=_("Beslutsordning"),
        button=_("Spara beslutsordningen"),
        lead=_("Det som lagen låter fullmäktige eller organet självt bestämma."),
    )
    return carry(
        request,
        errand,
        form,
        lambda _at, actor: services.change_deciding_settings(
            found, **form.changes(now), version=form.cleaned_data["version"], actor=actor
        ),
        say=_("Beslutsordningen är sparad."),
    )
