"""Which language a page is in: Swedish, unless the person has chosen otherwise.

The browser's language is not asked: an official with an English browser works in
Swedish all the same, and a link sent to a colleague looks the same to both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

ROUTE = "language"
PARAMETER = "till"
ONE_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language to change to: its code, its own name, and the address that changes."""

    code: str
    label: str
    url: str


class Language:
    """Middleware: put the chosen language on, and tell the browser which it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


def current() -> str:
    """Give the code of the language that is on: "sv" or "en"."""
    return (translation.get_language() or settings.LANGUAGE_CODE)[:2]


def links(request: HttpRequest) -> tuple[LanguageLink, ...]:
    """Give the languages that the page is not in, or nothing where no route leads there."""
    query = urlencode({PARAMETER: request.get_full_path()})
    try:
        return tuple(
            LanguageLink(code, str(label), f"{reverse(ROUTE, args=[code])}?{query}")
            for code, label in settings.LANGUAGES
            if code != current()
        )
    except NoReverseMatch:
        return ()


def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Change the language and go back to the page that the person came from.

    A plain link: it changes nothing but a cookie of the person's own. Refuses (404) a
    language that we do not have, and never leads to another site.
    """
    if code not in dict(settings.LANGUAGES):
        raise Http404
    target = request.GET.get(PARAMETER, "/")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    remember(response, code)
    return response


def remember(response: HttpResponse, code: str) -> None:
    """Keep the choice in a cookie for a year; also used at sign-in for a stored choice."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=ONE_YEAR,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
