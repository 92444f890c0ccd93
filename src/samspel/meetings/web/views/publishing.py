"""Masking before publication: what the machine found, what is masked, and the check."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.kit import web
from samspel.meetings import services
from samspel.meetings.calculation.minutes import stored
from samspel.meetings.enums.minutes import PublicationState
from samspel.meetings.models import Publication, PublicationMask
from samspel.meetings.queries.publishing import earlier_publications, findings_in
from samspel.meetings.services.publishing import text_for_everybody
from samspel.meetings.web.errand import carry, posted
from samspel.meetings.web.fetching import actor_of
from samspel.meetings.web.forms import VersionForm
from samspel.meetings.web.forms import minutes as forms
from samspel.meetings.web.minutes_fetching import kept_minutes, kept_publication
from samspel.meetings.web.minutes_showing import publication_lines
from samspel.meetings.web.views.minutes import errand


def _page(publication: Publication) -> str:
    return reverse("meetings:publication", args=[publication.minutes.uuid])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin the version for the web."""
    found = kept_minutes(request, uuid)
    form = forms.EmptyForm(posted(request))
    lead = _(
        "Slutna ärenden tas bort och skyddade personuppgifter täcks över av systemet. Du går "
        "igenom det andra som kan peka ut någon."
    )
    if found.web_state == PublicationState.WITHDRAWN:  # type: ignore[attr-defined]  # annotated where they are read
        lead = _(
            "Maskeringarna följer med från den version som avpublicerades. Det som fick stå "
            "tar du ställning till en gång till."
        )
    return carry(
        request,
        errand(found, _("Publicera protokollet"), _("Gå igenom protokollet"), lead),
        form,
        lambda at, actor: services.begin_publication(found, at=at, actor=actor),
        to=_page,
        say="",
    )


@login_required
@require_safe
def publication(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what is to be masked, and the text as everybody will read it."""
    return _drawn(request, kept_publication(request, uuid))


def _drawn(
    request: HttpRequest, found: Publication, refused: VersionForm | None = None
) -> HttpResponse:
    """Draw the page; with a mask that was refused its words stand where they were written."""
    if refused is not None:
        found.refresh_from_db()
    actor, is_published = actor_of(request), found.published_at is not None
    findings = [] if is_published else findings_in(found)
    left = [each for each in findings if not each.is_answered]
    earlier = earlier_publications(found)
    is_withdrawn = found.state == PublicationState.WITHDRAWN
    context = {
        "publication": found,
        "minutes": found.minutes,
        "state": _(PublicationState(found.state).label),
        "left": left,
        "refused": refused,
        "place": _place_of(refused, [each.text for each in left]),
        "masks": list(found.masks.all()),
        "text": found.text if is_published else stored(text_for_everybody(found)),
        "is_published": is_published,
        "is_out": found.state == PublicationState.PUBLISHED,
        "is_withdrawn": is_withdrawn,
        "earlier": publication_lines(earlier),
        "checks": found.state == PublicationState.CHECKING,
        "masked_it": actor.person_id == found.masked_by_id,
    }
    return web.page(request, "meetings/publication.html", context)


def _place_of(refused: VersionForm | None, texts: list[str]) -> int:
    """Give which finding the refused mask is about, from 1; 0 for a text of one's own."""
    text = "" if refused is None else refused.data.get("text", "")
    return texts.index(text) + 1 if text in texts else 0


@login_required
@require_POST
def mask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mask a text, or let a finding stand, by which button was pressed."""
    found = kept_publication(request, uuid)
    form = forms.MaskForm(request.POST)
    service = services.keep_text if "keep" in request.POST else services.mask_text
    return web.act(
        request,
        lambda: service(
            found,
            text=form.cleaned_data["text"],
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
            actor=actor_of(request),
            version=form.cleaned_data["version"],
        ),
        _page(found),
        _("Sparat."),
        form=form,
        again=lambda: _drawn(request, found, form),
    )


@login_required
@require_POST
def unmask(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Take a mask away."""
    found = kept_publication(request, uuid)
    row = get_object_or_404(PublicationMask, publication=found, pk=pk)
    return web.act(
        request,
        lambda: services.unmask_text(row, at=timezone.now(), actor=actor_of(request)),
        _page(found),
        _("Maskeringen är borttagen."),
    )


@login_required
@require_POST
def hand_over(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that the masking is done."""
    say = _("Maskeringen väntar nu på att en annan person kontrollerar den.")
    return _step(request, uuid, services.hand_over_for_check, say)


@login_required
@require_POST
def publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Publish the minutes."""
    return _step(request, uuid, services.publish_minutes, _("Protokollet är publicerat."))


def _step(
    request: HttpRequest, uuid: UUID, service: Callable[..., Publication], say: str
) -> HttpResponse:
    """Take the publication a step further, as whoever looks at it sees it."""
    found = kept_publication(request, uuid)
    form = VersionForm(request.POST)
    return web.act(
        request,
        lambda: service(
            found,
            at=timezone.now(),
            actor=actor_of(request),
            version=form.cleaned_data["version"],
        ),
        _page(found),
        say,
        form=form,
        again=lambda: _drawn(request, found, form),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the published minutes off the web."""
    found = kept_publication(request, uuid)
    form = forms.ReasonForm(
        posted(request), label=_("Varför avpubliceras protokollet?"), most=300
    )
    return carry(
        request,
        errand(found.minutes, _("Avpublicera protokollet"), _("Avpublicera protokollet")),
        form,
        lambda at, actor: services.withdraw_publication(
            found,
            reason=form.cleaned_data["reason"],
            at=at,
            actor=actor,
        ),
        to=_page(found),
        say=_("Protokollet är avpublicerat."),
    )
