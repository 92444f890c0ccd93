"""What those who sign do: sign, refuse, propose a wording; and the secretary's answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.access import second_step
from samspel.access.services import demo_is_on
from samspel.kit import web
from samspel.meetings import services
from samspel.meetings.models import Minutes, MinutesWording
from samspel.meetings.queries.minutes import text_of
from samspel.meetings.web import wording
from samspel.meetings.web.errand import carry, posted
from samspel.meetings.web.fetching import actor_of
from samspel.meetings.web.forms import minutes as forms
from samspel.meetings.web.minutes_fetching import kept_minutes, seen_minutes
from samspel.meetings.web.views.minutes import errand, items_of

_PAGE = ["GET", "HEAD", "POST"]


def _page(found: Minutes) -> str:
    return reverse("meetings:minutes", args=[found.uuid])


@login_required
@require_http_methods(_PAGE)
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Sign, behind the second step: asked for first where it was not just shown."""
    found = seen_minutes(request, uuid)
    now = timezone.now()
    # The demo lets anybody be anybody, and has no second step to show; it says so.
    shown = now if demo_is_on() else second_step.shown_at(request)
    is_shown = second_step.is_recent(shown, at=now)
    form = forms.EmptyForm(posted(request))

    def show() -> HttpResponse:
        context = {
            "minutes": found,
            "form": form,
            "is_shown": is_shown,
            "has_step": demo_is_on() or second_step.has_second_step(request),
            "is_demo": demo_is_on(),
            "again": _again(request),
        }
        return web.page(request, "meetings/sign.html", context)

    if request.method != "POST":
        return show()
    return web.act(
        request,
        lambda: services.sign_minutes(
            found,
            text_sha256=request.POST.get("text", ""),
            second_step_at=shown,
            at=now,
            actor=actor_of(request),
        ),
        _page(found),
        _("Du har skrivit under."),
        form=form,
        again=show,
    )


def _again(request: HttpRequest) -> str:
    """Give the page that asks for the second step and then leads back here."""
    return f"{reverse('mfa_reauthenticate')}?next={request.path}"


@login_required
@require_http_methods(_PAGE)
def refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Refuse to approve, with a comment."""
    found = seen_minutes(request, uuid)
    form = forms.ReasonForm(posted(request), label=_("Vad är fel?"))
    lead = _("Protokollet går tillbaka till sekreteraren med din kommentar.")
    return carry(
        request,
        errand(found, _("Vägra justera"), _("Vägra justera"), lead),
        form,
        lambda at, actor: services.refuse_approval(
            found,
            comment=form.cleaned_data["reason"],
            at=at,
            actor=actor,
        ),
        to=_page(found),
        say=_("Protokollet är tillbaka hos sekreteraren."),
    )


@login_required
@require_http_methods(_PAGE)
def propose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose other words for a part."""
    found = seen_minutes(request, uuid)
    text = text_of(found, actor_of(request))
    begun = wording.chosen(text, request.GET)
    form = forms.WordingForm(posted(request), items=items_of(found), must=True, initial=begun)
    act = errand(found, _("Föreslå en ordalydelse"), _("Lämna förslaget"))
    return carry(
        request,
        wording.with_parts(act, text),
        form,
        lambda at, actor: services.propose_wording(
            found,
            form.cleaned_data["item"],
            **wording.changed(text, form.cleaned_data),
            at=at,
            actor=actor,
        ),
        to=_page(found),
        say=_("Ditt förslag är lämnat till sekreteraren."),
    )


@login_required
@require_http_methods(_PAGE)
def answer(request: HttpRequest, uuid: UUID, wording: UUID) -> HttpResponse:
    """Take a proposed wording in, or decline it."""
    found = kept_minutes(request, uuid)
    row = get_object_or_404(MinutesWording, minutes=found, uuid=wording)
    if request.method == "POST" and "accept" in request.POST:
        return web.act(
            request,
            lambda: services.answer_wording(
                row, accept=True, at=timezone.now(), actor=actor_of(request)
            ),
            _page(found),
            _("Ordalydelsen är införd. Skicka protokollet för justering på nytt."),
        )
    form = forms.ReasonForm(
        posted(request), label=_("Varför förs förslaget inte in?"), most=300
    )
    return carry(
        request,
        errand(found, _("Avböj förslaget"), _("Avböj förslaget"), row.text),
        form,
        lambda at, actor: services.answer_wording(
            row,
            accept=False,
            answer=form.cleaned_data["reason"],
            at=at,
            actor=actor,
        ),
        to=_page(found),
        say=_("Förslaget är besvarat."),
    )
