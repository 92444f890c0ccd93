"""Pages of what the law asks of a body: an extra meeting, a decision to wait with, ordinances."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.foundation.as_read import mark_of
from samspel.meetings import services
from samspel.meetings.models import Decision, Ordinance
from samspel.meetings.web.errand import Errand, carry, errand_of, posted
from samspel.meetings.web.fetching import actor_of, kept_decision, led_body
from samspel.meetings.web.forms import duties as forms
from samspel.people.enums import MEMBER_ROLES, BodyKind, PositionRole
from samspel.people.models import Body, Person
from samspel.people.queries import members_of

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(_PAGE)
def request_meeting(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter that an extra meeting is asked for."""
    found = led_body(request, body)
    members = [e for e in members_of(found, timezone.localdate()) if e.role in MEMBER_ROLES]
    form = forms.RequestForm(
        posted(request),
        people=[(each.person_id, each.name) for each in members],
        is_council=found.kind == BodyKind.COUNCIL,
        initial={"by_chair": _presides(request, found)},
    )
    errand = errand_of(
        found,
        heading=_("Begär ett extra möte"),
        button=_("För in begäran"),
        lead=_(
            "Organet ska sammanträda när en tredjedel av ledamöterna begär det, eller när "
            "ordföranden anser att det behövs. Den som planerar mötena blir påmind."
        ),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.request_meeting(
            found,
            reason=form.cleaned_data["reason"],
            supporters=Person.objects.filter(pk__in=form.cleaned_data["supporters"]),
            by_chair=form.cleaned_data["by_chair"],
            by_board=form.cleaned_data.get("by_board", False),
            at=at,
            actor=actor,
        ),
        say=_("Begäran är införd. Mötet ska nu planeras."),
    )


def _presides(request: HttpRequest, body: Body) -> bool:
    """Whether the one who enters the request is the body's own chair."""
    return any(
        each.body_id == body.pk and each.role == PositionRole.CHAIR
        for each in actor_of(request).positions
    )


@login_required
@require_http_methods(_PAGE)
def hold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter the reasons to wait with a decision, or that there are none."""
    found = kept_decision(request, uuid)
    standing = getattr(found, "hold", None)
    reason = standing.reason if standing else ""
    form = forms.HoldForm(
        posted(request), initial={"reason": reason, "as_read": mark_of(reason)}
    )
    return carry(
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
        lambda at, actor: services.hold_decision(
            found,
            reason=form.cleaned_data["reason"],
            at=at,
            actor=actor,
            read=form.cleaned_data["as_read"],
        ),
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
    return carry(
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
        lambda _at, actor: services.keep_ordinance(found, **form.cleaned_data, actor=actor),
        say=_("Föreskriften finns i författningssamlingen."),
    )


def _end(request: HttpRequest, found: Decision, standing: Ordinance) -> HttpResponse:
    if standing.valid_to is not None:
        raise Http404
    form = forms.EndOrdinanceForm(posted(request))
    errand = _errand(
        found,
        heading=_("Upphäv föreskriften"),
        button=_("Upphäv föreskriften"),
        lead=standing.title,
    )
    return carry(
        request,
        errand,
        form,
        lambda _at, actor: services.end_ordinance(standing, **form.cleaned_data, actor=actor),
        say=_("Föreskriften är upphävd."),
    )


def _errand(found: Decision, **facts: Any) -> Errand:
    url = reverse("meetings:decision", args=[found.uuid])
    return Errand(back_label=found.citation, back_url=url, **facts)
