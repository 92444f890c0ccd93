"""Texts for everybody, signed in or not: help, accessibility, personal data; the colours."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from samspel.desk import guide
from samspel.kit import themes, web
from samspel.kit.denied import or_404
from samspel.people.queries import municipality


def _folder() -> Path:
    return Path(settings.PACKAGE).parents[1] / "docs" / "anvandare"


def help_page(request: HttpRequest) -> HttpResponse:
    """List the guide, and say whom to ask."""
    known = municipality()
    context = {"pages": guide.pages(_folder()), "email": known.email if known else ""}
    return web.page(request, "desk/help.html", context)


def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page of the guide."""
    found = or_404(guide.page_named(_folder(), slug))
    return web.page(request, "desk/guide.html", {"guide": found})


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement (lag 2018:1937)."""
    known = municipality()
    return web.page(request, "desk/accessibility.html", {"email": known.email if known else ""})


def privacy(request: HttpRequest) -> HttpResponse:
    """Show how personal data is treated."""
    known = municipality()
    return web.page(request, "desk/privacy.html", {"email": known.email if known else ""})


def theme(request: HttpRequest) -> HttpResponse:
    """Give the municipality's own colours as a style sheet."""
    known = municipality()
    if known is None or not known.theme:
        raise Http404
    return themes.theme_response(request, themes.theme_from(known.theme))
