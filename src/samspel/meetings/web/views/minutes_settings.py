"""How a body's minutes are laid out, and the phrase library."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.foundation.as_read import mark_of
from samspel.kit import web
from samspel.meetings import services
from samspel.meetings.calculation.minutes import LAYOUTS, PHRASES
from samspel.meetings.calculation.minutes.phrases import for_people, places_for_people
from samspel.meetings.queries.minutes import minutes_settings_of, phrases_of
from samspel.meetings.web.errand import Errand, carry_out, errand_of, posted
from samspel.meetings.web.fetching import actor_of, kept_body
from samspel.meetings.web.forms import minutes as forms

_FIELDS = (
    "layout",
    "available_at",
    "appeal_court",
    "approval_rests_on",
    "publishes",
    "second_checks_masking",
    "decided",
    "version",
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, body: UUID) -> HttpResponse:
    """Change how the body's minutes are laid out, approved and published."""
    found = kept_body(request, body)
    now = minutes_settings_of(found)
    form = forms.MinutesSettingsForm(
        posted(request), initial={name: getattr(now, name) for name in _FIELDS}
    )
    errand = errand_of(
        found,
        heading=_("Protokollsinställningar"),
        button=_("Spara inställningarna"),
        template="meetings/minutes_settings.html",
        opens=True,
        more={"body": found},
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.change_minutes_settings(
            found, actor=actor_of(request), **_version(form.cleaned_data, is_new=now.pk is None)
        ),
        to=errand.back_url,
        say=_("Inställningarna är sparade."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def headings(request: HttpRequest, body: UUID) -> HttpResponse:
    """Change what the parts of the body's minutes are called; an empty field is as usual."""
    found = kept_body(request, body)
    now = minutes_settings_of(found)
    form = forms.HeadingsForm(
        posted(request),
        layout=LAYOUTS[now.layout],
        initial={**now.headings, "version": now.version},
    )
    errand = Errand(
        heading=_("Rubriker i protokollet"),
        button=_("Spara rubrikerna"),
        lead=_(
            "Så heter delarna i en paragraf, i den ordning som de kommer. Lämna ett fält tomt "
            "för att använda den vanliga rubriken."
        ),
        back_label=_("Protokollsinställningar"),
        back_url=reverse("meetings:minutes-settings", args=[found.uuid]),
    )
    version = None if now.pk is None else now.version
    return carry_out(
        request,
        errand,
        form,
        lambda: services.change_minutes_settings(
            found,
            actor=actor_of(request),
            headings=form.own,
            version=version and form.version_read,
        ),
        to=errand.back_url,
        say=_("Rubrikerna är sparade."),
    )


def _version(given: dict[str, Any], *, is_new: bool) -> dict[str, Any]:
    """Leave the version out while there is no row that could have been changed."""
    return {**given, "version": None} if is_new else given


@login_required
@require_safe
def phrases(request: HttpRequest, body: UUID) -> HttpResponse:
    """Show the phrase library with the body's own sentences."""
    found = kept_body(request, body)
    own = phrases_of(found.pk).own
    rows = [
        {
            "key": key,
            "when": each.when,
            "say": for_people(own.get(key, each.say)),
            "is_own": key in own,
        }
        for key, each in PHRASES.items()
    ]
    context = {"body": found, "rows": rows, "today": timezone.localdate()}
    return web.page(request, "meetings/phrases.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def phrase(request: HttpRequest, body: UUID, key: str) -> HttpResponse:
    """Rewrite one sentence of the library."""
    found = kept_body(request, body)
    if key not in PHRASES:
        raise Http404
    own = phrases_of(found.pk).own
    now = own.get(key, PHRASES[key].say)
    form = forms.PhraseForm(
        posted(request),
        initial={"text": for_people(now), "as_read": mark_of(own.get(key, ""))},
    )
    errand = Errand(
        heading=PHRASES[key].when,
        button=_("Spara frasen"),
        lead=_("Det som fylls i måste stå kvar: %(places)s. Tom ruta ger tillbaka den vanliga.")
        % {"places": places_for_people(key)},
        back_label=_("Frasförrådet"),
        back_url=reverse("meetings:phrases", args=[found.uuid]),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.write_phrase(
            found,
            key=key,
            text=form.cleaned_data["text"],
            actor=actor_of(request),
            read=form.cleaned_data["as_read"],
        ),
        to=errand.back_url,
        say=_("Frasen är sparad."),
    )
