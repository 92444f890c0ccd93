"""To raise a matter, tell the council of citizens' proposals, and set a body's own order."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.foundation.refusal import NotAllowed
from samspel.meetings import policies, services
from samspel.meetings.queries.placing import seats_with_places
from samspel.meetings.queries.proposals import proposals_to_report
from samspel.meetings.queries.room import deciding_settings_of
from samspel.meetings.services.deciding_settings import FIELDS
from samspel.meetings.web.errand import Errand, carry_out, posted
from samspel.meetings.web.fetching import Denied, actor_of, kept_body
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
    errand = Errand(
        heading=_("Väck ett ärende"),
        button=_("Väck ärendet"),
        lead=_(
            "Varje ledamot får väcka ärenden. Det hamnar på nästa möte som tar emot "
            "handlingar, och sekreteraren får veta det."
        ),
        back_label=found.name,
        back_url=_list_of(found),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.raise_matter(
            found,
            by=_by(request, form),
            title=form.cleaned_data["title"],
            text=form.cleaned_data["text"],
            concerns_audit=form.cleaned_data["concerns_audit"],
            key=uuid4(),
            at=timezone.now(),
            actor=actor_of(request),
        ),
        to=lambda item: reverse("meetings:item", args=[item.uuid]),
        say=_("Ärendet är väckt."),
    )


def _may_raise_in(request: HttpRequest, body: Body) -> Body:
    """Refuse whoever is not elected and does not keep the body; the law judges the rest."""
    actor = actor_of(request)
    own = Person.objects.filter(pk=actor.person_id or 0).first()
    elected = any(each.key.startswith("mandate-") for each in actor.positions)
    try:
        if own is None or not elected:
            policies.require_may_keep(body, actor)
    except NotAllowed as refusal:
        raise Denied(refusal) from refusal
    return body


def _raise_form(request: HttpRequest, body: Body) -> django_forms.Form:
    if not policies.may_keep(body.pk, actor_of(request)):
        return RaiseForm(posted(request))
    members = members_of(body, timezone.localdate())
    people = [(each.person_id, each.name) for each in members]
    return RaiseForOthersForm(posted(request), people=people)


def _by(request: HttpRequest, form: django_forms.Form) -> Person:
    key = form.cleaned_data.get("by") or actor_of(request).person_id
    return get_object_or_404(Person, pk=key)


@login_required
@require_http_methods(_PAGE)
def proposals(request: HttpRequest, body: UUID) -> HttpResponse:
    """Show the citizens' proposals that the committee handles, and tell the council of them."""
    found = kept_body(request, body)
    errand = Errand(
        heading=_("Medborgarförslag att informera om"),
        button=_("Lägg informationen på fullmäktiges möte"),
        back_label=found.name,
        back_url=_list_of(found),
        opens=True,
        template="meetings/proposals.html",
        more={"told": proposals_to_report(found, timezone.localdate())},
    )
    return carry_out(
        request,
        errand,
        django_forms.Form(posted(request)),
        lambda: services.report_citizens_proposals(
            found, at=timezone.now(), actor=actor_of(request)
        ),
        to=errand.back_url,
        say=_("Informationen ligger på fullmäktiges nästa möte."),
    )


@login_required
@require_http_methods(_PAGE)
def seats(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter constituency, place and lists of the body's seats, a line each."""
    found = kept_body(request, body)
    rows = seats_with_places(found, timezone.localdate())
    cited = list(dict.fromkeys(each.placed.citation for each in rows if each.placed.citation))
    initial = {"rows": SeatsForm.lines_of(rows), "citation": cited[0] if cited else ""}
    form = SeatsForm(posted(request), initial=initial, seats=rows)
    errand = Errand(
        heading=_("Valkretsar och platser"),
        button=_("Spara platserna"),
        lead=_(
            "Ersättare i fullmäktige tjänstgör för det egna partiet, och de från samma "
            "valkrets går före (kommunallagen 5 kap. 21 §)."
        ),
        back_label=found.name,
        back_url=_list_of(found),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.place_seats(
            found, **form.cleaned_data, at=timezone.now(), actor=actor_of(request)
        ),
        to=errand.back_url,
        say=_("Platserna är sparade."),
    )


@login_required
@require_http_methods(_PAGE)
def deciding(request: HttpRequest, body: UUID) -> HttpResponse:
    """Change what the council has decided for the body: substitutes, opinions, remote."""
    found = kept_body(request, body)
    now = deciding_settings_of(found)
    form = DecidingForm(posted(request), initial=DecidingForm.values_of(now))
    errand = Errand(
        heading=_("Beslutsordning"),
        button=_("Spara beslutsordningen"),
        lead=_("Det som lagen låter fullmäktige eller organet självt bestämma."),
        back_label=found.name,
        back_url=_list_of(found),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.change_deciding_settings(
            found, **_changed(form), actor=actor_of(request)
        ),
        to=errand.back_url,
        say=_("Beslutsordningen är sparad."),
    )


def _changed(form: DecidingForm) -> dict[str, Any]:
    """Give the fields with the decision that they all rest on."""
    data = form.cleaned_data
    names = [name for name in FIELDS if name in data]
    citations = dict.fromkeys(names, data["citation"])
    return {"citations": citations, **{name: data[name] for name in names}}


def _list_of(body: Body) -> str:
    return reverse("meetings:meetings") + f"?organ={body.uuid}"
