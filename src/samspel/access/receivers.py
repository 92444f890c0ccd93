"""What happens at sign-in, told by allauth's signals and kept in the trail."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as second_step
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samspel.access import services
from samspel.access.models import User
from samspel.access.queries import actor_for
from samspel.audit.actors import Actor
from samspel.kit import language


def _as_actor(user: User, request: HttpRequest | None) -> Actor:
    """Give the person as actor; the request's own was read before the sign-in."""
    request_id = getattr(request, "request_id", "")
    return actor_for(user, on=timezone.localdate(), request_id=request_id)


@receiver(account.user_logged_in, dispatch_uid="access.signed_in")
def on_signed_in(
    request: HttpRequest, user: User, response: HttpResponse, **_rest: Any
) -> None:
    """Record the sign-in, and show pages in the language that the person has chosen.

    What is new on the start page is new since the sign-in before this one. A language chosen on this device wins over the one that is kept.
    """
    methods = [
        record.get("type") or record["method"]
        for record in get_authentication_records(request, user)
    ]
    services.record_signed_in(user, methods=methods, actor=_as_actor(user, request))
    services.note_news_read(user, request.session, at=timezone.now())
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        language.remember(response, user.language)


@receiver(user_logged_out, dispatch_uid="access.signed_out")
def on_signed_out(request: HttpRequest, user: User | None, **_rest: Any) -> None:
    """Record that somebody signed out."""
    if user is not None:
        services.record_signed_out(user, actor=_as_actor(user, request))


@receiver(account.password_set, dispatch_uid="access.password_set")
def on_password_set(request: HttpRequest, user: User, **_rest: Any) -> None:
    """Record that a first password was chosen."""
    services.record_password(user, "set", actor=_as_actor(user, request))


@receiver(account.password_changed, dispatch_uid="access.password_changed")
@receiver(account.password_reset, dispatch_uid="access.password_reset")
def on_password_changed(request: HttpRequest, user: User, **_rest: Any) -> None:
    """Record that a password was replaced, on the page or by a link from a letter."""
    services.record_password(user, "changed", actor=_as_actor(user, request))


@receiver(second_step.authenticator_added, dispatch_uid="access.second_step_added")
def on_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **_rest: Any
) -> None:
    """Record that a second step was added."""
    actor = _as_actor(user, request)
    services.record_second_step(user, "added", authenticator.type, actor=actor)


@receiver(second_step.authenticator_removed, dispatch_uid="access.second_step_removed")
def on_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_rest: Any
) -> None:
    """Record that a second step was removed."""
    actor = _as_actor(user, request)
    services.record_second_step(user, "removed", authenticator.type, actor=actor)


@receiver(second_step.authenticator_reset, dispatch_uid="access.second_step_renewed")
def on_renewed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_rest: Any
) -> None:
    """Record that the recovery codes were renewed."""
    actor = _as_actor(user, request)
    services.record_second_step(user, "renewed", authenticator.type, actor=actor)


@receiver(second_step.authentication_failed, dispatch_uid="access.second_step_refused")
def on_wrong_code(request: HttpRequest, user: User, **_rest: Any) -> None:
    """Record that a second step was not passed."""
    services.record_refused_sign_in(
        step="second_step", user_id=user.pk, request_id=getattr(request, "request_id", "")
    )
