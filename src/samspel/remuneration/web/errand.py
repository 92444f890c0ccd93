"""The module's acts in the kit's shape: a page with a form, and what comes of sending it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from samspel.kit import errands
from samspel.kit.errands import carry, carry_out, posted

__all__ = ["Errand", "carry", "carry_out", "confirm", "posted"]


@dataclass(frozen=True, slots=True)
class Errand(errands.Errand):
    """How an act of the module is asked for."""

    template: str = "remuneration/errand.html"


def confirm(
    request: HttpRequest,
    errand: Errand,
    call: Callable[[], Any],
    say: str | Callable[[Any], str],
    form: forms.Form | None = None,
) -> HttpResponse:
    """Carry out an errand that leads back to where it began; without a form it only asks."""
    asked = forms.Form(posted(request)) if form is None else form
    return carry_out(request, errand, asked, call, to=errand.back_url, say=say)
