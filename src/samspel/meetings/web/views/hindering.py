"""Somebody who was to sign the minutes and can't: noted, and taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspel.kit import web
from samspel.meetings import services
from samspel.meetings.queries.minutes import may_stand_in
from samspel.meetings.web.errand import carry, posted
from samspel.meetings.web.fetching import actor_of
from samspel.meetings.web.forms import minutes as forms
from samspel.meetings.web.minutes_fetching import kept_minutes
from samspel.meetings.web.views.minutes import errand
from samspel.people.models import Person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that somebody can't sign, and who does it instead."""
    found = kept_minutes(request, uuid)
    form = forms.HinderedForm(
        posted(request),
        signs=[(each.person_id, each.printed) for each in found.approvers.all()],
        others=may_stand_in(found, timezone.now()),
        initial={"version": found.version},
    )
    lead = _(
        "Den som ledde mötet, eller skulle justera, kan vara borta. Då skriver någon annan som "
        "var med under, eller så godkänner organet protokollet på sitt nästa möte."
    )
    if found.state == "out":
        lead += " " + _("Protokollet kommer tillbaka till dig, och alla skriver under på nytt.")
    return carry(
        request,
        errand(found, _("Någon kan inte skriva under"), _("Spara"), lead),
        form,
        lambda at, actor: services.note_hindered(
            found,
            form.cleaned_data["person"],
            why=form.cleaned_data["why"],
            instead=Person.objects.filter(pk=form.cleaned_data["instead"]).first(),
            decided=form.cleaned_data["decided"],
            at=at,
            actor=actor,
            version=form.cleaned_data["version"],
        ),
        to=reverse("meetings:minutes", args=[found.uuid]),
        say=_("Det är noterat och står i protokollet."),
    )


@login_required
@require_POST
def take_back(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Let the person sign after all."""
    found = kept_minutes(request, uuid)
    person = get_object_or_404(Person, pk=pk)
    return web.act(
        request,
        lambda: services.take_back_hindered(
            found, person.pk, at=timezone.now(), actor=actor_of(request)
        ),
        reverse("meetings:minutes", args=[found.uuid]),
        _("Personen skriver under som förut."),
    )
