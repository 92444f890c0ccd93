"""The module's acts in the kit's shape: a page with a form, and what comes of sending it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from samspel.audit.actors import Actor
from samspel.kit import errands
from samspel.kit.errands import carry_out, posted
from samspel.meetings.models import Meeting
from samspel.meetings.web.fetching import actor_of
from samspel.people.models import Body

__all__ = ["Errand", "carry", "carry_out", "errand_at", "errand_of", "posted"]


@dataclass(frozen=True, slots=True)
class Errand(errands.Errand):
    """How an act of the module is asked for."""

    template: str = "meetings/errand.html"


def errand_of(body: Body, **facts: Any) -> Errand:
    """Give an act on a body, with the way back to its meetings."""
    url = reverse("meetings:meetings") + f"?organ={body.uuid}"
    return Errand(back_label=body.name, back_url=url, **facts)


def errand_at(meeting: Meeting, **facts: Any) -> Errand:
    """Give an act on a meeting, with the way back to it."""
    url = reverse("meetings:meeting", args=[meeting.uuid])
    return Errand(back_label=meeting.body.name, back_url=url, **facts)


def carry(
    request: HttpRequest,
    errand: Errand,
    form: forms.Form,
    call: Callable[[dt.datetime, Actor], Any],
    *,
    say: str | Callable[[Any], str],
    to: str | Callable[[Any], str] = "",
) -> HttpResponse:
    """Carry an act out now, by whoever is signed in; lead to where it came from, or ``to``."""
    return carry_out(
        request,
        errand,
        form,
        lambda: call(timezone.now(), actor_of(request)),
        to=to or errand.back_url,
        say=say,
    )
