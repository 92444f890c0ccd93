"""Pages of what the law asks of a body: an extra meeting, a decision to wait with, ordinances."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.foundation.refusal import NotAllowed
from samspel.meetings import policies, services
from samspel.meetings.models import Decision, Ordinance
from samspel.meetings.web.errand import Errand, carry_out, posted
from samspel.meetings.web.fetching import Denied, actor_of, kept_decision
from samspel.meetings.web.forms import duties as forms
from samspel.people.enums import MEMBER_ROLES, BodyKind
from samspel.people.models import Body, Person
from samspel.people.queries import members_of

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(_PAGE)
def request_meeting(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter that an extra meeting is asked for."""
    found = _led_body(request, body)
    members = [e for e in members_of(found, timezone.localdate()) if e.role in MEMBER_ROLES]
    form = forms.RequestForm(
        posted(request),
        people=[(each.person_id, each.name) for each in members],
        is_council=found.kind == BodyKind.COUNCIL,
    )
    errand = Errand(
        heading=_("Begär ett extra möte"),
        button=_("För in begäran"),
        lead=_(
            "Organet ska sammanträda när en tredjedel av ledamöterna begär det, eller när "
            "ordföranden anser att det behövs. Den som planerar mötena blir påmind."
        ),
        back_label=found.name,
        back_url=f"{reverse('meetings:meetings')}?organ={found.uuid}",
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.request_meeting(
            found,
            reason=form.cleaned_data["reason"],
            supporters=Person.objects.filter(pk__in=form.cleaned_data["supporters"]),
            by_chair=form.cleaned_data["by_chair"],
            by_board=form.cleaned_data.get("by_board", False),
            at=timezone.now(),
            actor=actor_of(request),
        ),
        to=errand.back_url,
        say=_("Begäran är införd. Mötet ska nu planeras."),
    )


def _led_body(request: HttpRequest, uuid: UUID) -> Body:
    """Give the body, to whoever leads its meetings or keeps them."""
    found = get_object_or_404(Body, uuid=uuid)
    try:
        policies.require_may_lead(found, actor_of(request))
    except NotAllowed as refusal:
        raise Denied(refusal) from refusal
    return found


@login_required
@require_http_methods(_PAGE)
def hold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter the reasons to wait with a decision, or that there are none."""
    found = kept_decision(request, uuid)
    standing = getattr(found, "hold", None)
    form = forms.HoldForm(
        posted(request), initial={"reason": standing.reason if standing else ""}
    )
    return carry_out(
        request,
        _errand(
            found,
            heading=_("När får beslutet verkställas?"),
            button=_("Spara"),
            lead=_(
                "Ett beslut får verkställas innan det har fått laga kraft, om inte särskilda "
                "skäl talar mot det (kommunallagen 13 kap. 14 §)."
            ),
        ),
        form,
        lambda: services.hold_decision(
            found,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
            actor=actor_of(request),
        ),
        to=_page_of(found),
        say=_("Uppgiften är sparad."),
    )


@login_required
@require_http_methods(_PAGE)
def ordinance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take an ordinance into the register, or end the one that stands there."""
    found = kept_decision(request, uuid)
    if hasattr(found, "ordinance"):
        return _end(request, found, found.ordinance)
    form = forms.OrdinanceForm(
        posted(request),
        initial={"title": found.title, "text": found.text, "valid_from": found.decided_on},
    )
    return carry_out(
        request,
        _errand(
            found,
            heading=_("För in en föreskrift"),
            button=_("För in i författningssamlingen"),
            lead=_(
                "En kommunal föreskrift kungörs när protokollets justering tillkännages, och "
                "ska sedan finnas att läsa för alla (kommunallagen 8 kap. 13 §)."
            ),
        ),
        form,
        lambda: services.keep_ordinance(found, **form.cleaned_data, actor=actor_of(request)),
        to=_page_of(found),
        say=_("Föreskriften finns i författningssamlingen."),
    )


def _end(request: HttpRequest, found: Decision, standing: Ordinance) -> HttpResponse:
    if standing.valid_to is not None:
        raise Http404
    form = forms.EndOrdinanceForm(posted(request))
    return carry_out(
        request,
        _errand(
            found, heading=_("Föreskriften upphör"), button=_("Upphäv"), lead=standing.title
        ),
        form,
        lambda: services.end_ordinance(standing, **form.cleaned_data, actor=actor_of(request)),
        to=_page_of(found),
        say=_("Föreskriften är upphävd."),
    )


def _errand(found: Decision, *, heading: str, button: str, lead: str) -> Errand:
    return Errand(
        heading=heading,
        button=button,
        lead=lead,
        back_label=found.citation,
        back_url=_page_of(found),
    )


def _page_of(found: Decision) -> str:
    return reverse("meetings:decision", args=[found.uuid])
