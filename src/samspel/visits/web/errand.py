"""One shape for every act here: a page with a form, what the rules say, what comes of it.

When the rules stop an act or ask for a reason, the page is shown again with the verdict
and its clause, and everything that was written is still there. An errand that can be tried
shows the verdicts first: the button that tries is a part of the same form, so that it
works without script.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from samspel.foundation.refusal import Refused
from samspel.kit import web
from samspel.kit.verdicts import STOPPED
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.rulebooks.queries import Judgement
from samspel.visits.web.doors import reason_of

STEP, TRY = "steg", "prova"


@dataclass(frozen=True, slots=True)
class Errand:
    """How an act is asked for: heading, what happens, the button, and the way back."""

    heading: str
    button: str
    back_label: str
    back_url: str
    lead: str = ""
    points: tuple[str, ...] = ()
    try_button: str = ""
    template: str = "visits/errand.html"
    more: dict[str, Any] = field(default_factory=dict)


def carry_out(
    request: HttpRequest,
    errand: Errand,
    form: forms.Form,
    call: Callable[[], Any],
    *,
    to: str | Callable[[Any], str],
    say: str | Callable[[Any], str],
    tried: Callable[[], object] | None = None,
) -> HttpResponse:
    """Show the errand's page; when it is sent, try it, or do the act and lead on.

    ``tried`` gives what the rules say about what was filled in, for errands that are
    tried before they are sent.
    """
    stopped: list[Judgement] = []

    def show(trial: object = None) -> HttpResponse:
        shown = trial if not stopped or _says_why(trial) else None
        context = {
            "errand": errand,
            "form": form,
            "judgement": stopped[-1] if stopped else None,
            "reason": reason_of(request),
            "trial": shown,
            "trial_stops": _stops(shown),
            **errand.more,
        }
        return web.page(request, errand.template, context)

    def attempt() -> Any:
        try:
            return call()
        except (RuleStops, ReasonNeeded) as refusal:
            stopped.append(refusal.judgement)
            raise

    if request.method != "POST":
        return show()
    if tried is not None and request.POST.get(STEP) == TRY:
        return _try(form, tried, show)
    return web.act(
        request, attempt, to, say, form=form, again=lambda: show(_again(form, tried))
    )


def _says_why(trial: object) -> bool:
    """Whether what was tried says why the act was refused; else its own verdict is shown."""
    return any(row.verdict.against for row in trial) if isinstance(trial, tuple) else False


def _stops(trial: object) -> bool:
    """Whether something that was tried can't be done, so that sending it leads nowhere."""
    return isinstance(trial, tuple) and any(
        finding.outcome == STOPPED for row in trial for finding in row.verdict.against
    )


def _try(
    form: forms.Form, tried: Callable[[], object], show: Callable[[object], HttpResponse]
) -> HttpResponse:
    """Show the page with what the rules say; with what is wrong, where something is."""
    trial = None
    if form.is_valid():
        try:
            trial = tried()
        except Refused as refusal:
            form.add_error(None, web.refusal_text(refusal))
    response = show(trial)
    if form.errors:
        response.status_code = web.UNPROCESSABLE
    return response


def _again(form: forms.Form, tried: Callable[[], object] | None) -> object:
    """Try anew when the act was refused, so that the page says for which part of it."""
    if tried is None or not getattr(form, "cleaned_data", None) or _is_wrong(form):
        return None
    try:
        return tried()
    except Refused:
        return None


def _is_wrong(form: forms.Form) -> bool:
    """Tell whether what was filled in is wrong by itself, before any act was tried."""
    return any(name != "__all__" for name in form.errors)
