"""htmx: what the server must know of it, which is almost nothing.

Every answer is a whole page; the client selects. Only a sign-in that has expired is
told apart: the form to sign in must not land inside a table, and whoever pressed a button
comes back to the page where the button is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse
from django.shortcuts import resolve_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


_READS = frozenset({"GET", "HEAD"})


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx asks."""
    return request.headers.get("HX-Request") == "true"


class ExpiredSignIn:
    """Middleware: a redirect to the sign-in page leads back to a page, not to an act.

    Under htmx it moves the whole page there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if not leads_to_sign_in(response):
            return response
        if is_htmx(request):
            moved = HttpResponse(status=204)
            moved.headers["HX-Redirect"] = _sign_in_url(request.headers.get("HX-Current-URL"))
            return moved
        if request.method not in _READS and _asks_to_come_back(response):
            response.headers["Location"] = _sign_in_url(request.headers.get("Referer"))
        return response


def leads_to_sign_in(response: HttpResponse) -> bool:
    """Tell whether the answer is a redirect to the sign-in page."""
    if response.status_code not in {302, 303}:
        return False
    path = urlsplit(response.headers.get("Location", "")).path
    return path == resolve_url(settings.LOGIN_URL)


def _asks_to_come_back(response: HttpResponse) -> bool:
    """Tell whether somebody was stopped on the way: who signs out goes nowhere afterwards."""
    return f"{REDIRECT_FIELD_NAME}=" in urlsplit(response.headers["Location"]).query


def _sign_in_url(address: str | None) -> str:
    """Give the sign-in page that leads back to where the person was, on this site only."""
    try:
        shown = urlsplit(address or "")
    except ValueError:  # no address at all
        shown = urlsplit("/")
    here = shown.path + (f"?{shown.query}" if shown.query else "")
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({REDIRECT_FIELD_NAME: here or '/'})}"
