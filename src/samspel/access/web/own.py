"""One's own account: how pages look, which hat is worn, and where one is signed in."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspel.access import services
from samspel.access.capabilities import CAPABILITIES
from samspel.access.middleware import PersonRequest
from samspel.access.queries import sessions_of
from samspel.access.services.views import LISTS
from samspel.access.web.forms import PreferencesForm
from samspel.audit.actors import Position
from samspel.kit import language, web


@login_required
def account(request: PersonRequest, form: PreferencesForm | None = None) -> HttpResponse:
    """Show one's own account."""
    user = request.user
    chosen = {name: getattr(user, name) for name in PreferencesForm.base_fields}
    context = {
        "user": user,
        "email": user.email,
        "form": form or PreferencesForm(initial=chosen),
        "positions": [
            (
                position,
                [_(words) for name, words in CAPABILITIES.items() if _gives(position, name)],
            )
            for position in request.actor.positions
        ],
        "sessions": sessions_of(user, current_key=request.session.session_key or ""),
        "has_second_step": is_mfa_enabled(user),
    }
    return web.page(request, "access/account.html", context)


def _gives(position: Position, name: str) -> bool:
    """Whether the position gives the capability, anywhere."""
    return name in position.capabilities or any(name == each for each, _at in position.at_body)


@login_required
@require_POST
def preferences(request: PersonRequest) -> HttpResponse:
    """Choose how the pages look."""
    form = PreferencesForm(request.POST)
    response = web.act(
        request,
        lambda: services.choose_preferences(
            request.user, actor=request.actor, **form.cleaned_data
        ),
        reverse("access:account"),
        _("Dina val är sparade."),
        form=form,
        again=lambda: account(request, form=form),
    )
    if form.is_valid() and response.status_code == 302:
        language.remember(response, form.cleaned_data["language"])
    return response


@login_required
@require_POST
def hat(request: PersonRequest) -> HttpResponse:
    """Put on another hat and stay on the page."""
    return web.act(
        request,
        lambda: services.wear_hat(
            request.user, request.POST.get("hat", ""), actor=request.actor
        ),
        web.back(request, reverse("access:account")),
    )


@login_required
@require_POST
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End one of one's own sign-ins on another device."""
    session = get_object_or_404(UserSession, pk=pk, user_id=request.user.pk)
    return web.act(
        request,
        lambda: services.end_session(session, actor=request.actor),
        reverse("access:account"),
        _("Inloggningen är avslutad."),
    )


@login_required
@require_POST
def end_others(request: PersonRequest) -> HttpResponse:
    """End every sign-in but this one."""
    return web.act(
        request,
        lambda: services.end_other_sessions(
            request.user, keep=request.session.session_key or "", actor=request.actor
        ),
        reverse("access:account"),
        _("Du är utloggad på alla andra enheter."),
    )


@login_required
@require_POST
def save_view(request: PersonRequest) -> HttpResponse:
    """Keep what a list shows now under a name, and stay on the list."""
    page, query = _list(request), request.POST.get("query", "")
    return web.act(
        request,
        lambda: services.save_view(
            request.user,
            page=page,
            name=request.POST.get("name", ""),
            query=query,
            actor=request.actor,
        ),
        f"{reverse(page)}?{query}",
        _("Vyn är sparad. Den finns bland dina vyer ovanför listan."),
    )


@login_required
@require_POST
def remove_view(request: PersonRequest) -> HttpResponse:
    """Take one of one's own views away, and stay on the list."""
    page = _list(request)
    return web.act(
        request,
        lambda: services.remove_view(
            request.user, page=page, name=request.POST.get("name", ""), actor=request.actor
        ),
        reverse(page),
        _("Vyn är borttagen."),
    )


def _list(request: PersonRequest) -> str:
    """Give the list that a view is of; 404 for anything that is no list."""
    page = request.POST.get("page", "")
    if page not in LISTS:
        raise Http404
    return page
