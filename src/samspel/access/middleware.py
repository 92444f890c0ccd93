"""Gives every signed-in request its actor, and keeps what waits from growing stale."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from samspel.access.models import User
from samspel.access.queries import actor_for
from samspel.audit.actors import Actor

WAITING_COOKIE = "samspel_vantar"
"""How many things wait under each entry of the menu; written by the start page."""

RECOUNT = "-"
"""What the cookie holds when the person has acted: the next page counts again."""

_READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_A_QUARTER = 15 * 60


class PersonRequest(HttpRequest):
    """A request from somebody who is signed in, as the middleware leaves it (for types)."""

    user: User
    actor: Actor
    request_id: str


class ActorMiddleware:
    """Sets ``request.request_id`` and, for a signed-in person, ``request.actor``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor; it is read from the register when it is first used."""
        request.request_id = uuid4().hex  # type: ignore[attr-defined]  # set by the middleware
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]  # set by the middleware
        response = self.get_response(request)
        _keep_counts(request, response)
        return response


def _actor(request: HttpRequest) -> Actor | None:
    if not isinstance(request.user, User):
        return None
    return actor_for(
        request.user,
        on=timezone.localdate(),
        request_id=request.request_id,  # type: ignore[attr-defined]  # set by the middleware
    )


def _keep_counts(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the menu's counts with the browser, so that no page asks for them again.

    Whoever acts has changed what waits: the next page then counts anew.
    """
    counts: str = getattr(request, "waiting_counts", "")
    if request.method not in _READS and WAITING_COOKIE in request.COOKIES:
        counts = RECOUNT
    if counts:
        response.set_cookie(
            WAITING_COOKIE,
            counts,
            max_age=_A_QUARTER,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
