"""One shape for an act: a page with a form, and what comes of sending it.

A module whose acts look like this has an ``Errand`` of its own, which names its template:
the kit's, with the module's place in the menu.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from samspel.kit import web


@dataclass(frozen=True, slots=True)
class Errand:
    """How an act is asked for: heading, what happens, the button, and the way back.

    ``opens`` tells that the template has words of its own above the form.
    """

    heading: str
    button: str
    back_label: str
    back_url: str
    lead: str = ""
    points: tuple[str, ...] = ()
    opens: bool = False
    template: str = "kit/errand.html"
    more: dict[str, Any] = field(default_factory=dict)


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, which may be nothing at all, or None where the page is asked for."""
    return request.POST if request.method == "POST" else None


def carry_out(
    request: HttpRequest,
    errand: Errand,
    form: forms.Form,
    call: Callable[[], Any],
    *,
    to: str | Callable[[Any], str],
    say: str | Callable[[Any], str],
) -> HttpResponse:
    """Show the errand's page; when it is sent, do the act and lead on, or say what is wrong."""

    def show() -> HttpResponse:
        context = {"errand": errand, "form": form, **errand.more}
        return web.page(request, errand.template, context)

    if request.method != "POST":
        return show()
    return web.act(request, call, to, say, form=form, again=show)


def carry(
    request: HttpRequest,
    errand: Errand,
    form: forms.Form,
    call: Callable[[dt.datetime, Any], Any],
    *,
    say: str | Callable[[Any], str],
    to: str | Callable[[Any], str] = "",
) -> HttpResponse:
    """Carry an act out now, by whoever is signed in; lead to where it came from, or ``to``."""
    actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    return carry_out(
        request,
        errand,
        form,
        lambda: call(timezone.now(), actor),
        to=to or errand.back_url,
        say=say,
    )
