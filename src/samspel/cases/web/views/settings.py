"""What a body sets for its register: its numbers, and its officer's reports."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.cases import queries, services
from samspel.cases.calculation.registry import EXAMPLES, Number, written, written_paper
from samspel.cases.calculation.reports import sections_from_text, text_of_sections
from samspel.cases.web import forms
from samspel.cases.web.errand import Errand, carry_out, posted
from samspel.cases.web.fetching import actor_of, kept_body
from samspel.cases.web.views.case import PAGE


@login_required
@require_http_methods(PAGE)
def pattern(request: HttpRequest, body: UUID) -> HttpResponse:
    """Set how a body writes its registry numbers."""
    found, year = kept_body(request, body), timezone.localdate().year
    now = queries.pattern_of(found)
    names = (
        "version",
        "code",
        "pattern",
        "starts_every_year",
        "class_code",
        "first_series",
        "first_number",
        "decided",
    )
    form = forms.PatternForm(
        posted(request), initial={name: getattr(now, name) for name in names}
    )
    errand = Errand(
        heading=_("Diarienummer i %(body)s") % {"body": found.name},
        button=_("Spara"),
        back_label=_("Ärenden"),
        back_url=reverse("cases:list"),
        lead=_("Nästa ärende får numret %(number)s. Nummer som redan är givna ändras inte.")
        % {"number": queries.example_of(now, year)},
        template="cases/pattern.html",
        more={
            "examples": [
                (each, *_example(each, Number(year, 164, now.code, now.class_code or "1.2")))
                for each in EXAMPLES
            ]
        },
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.set_pattern(found, **form.cleaned_data, actor=actor_of(request)),
        to=errand.back_url,
        say=_("Mönstret är sparat."),
    )


def _example(pattern: str, number: Number) -> tuple[str, str]:
    """Write a case's number by a pattern, and that of its third paper."""
    of_case = written(pattern, number)
    return of_case, written_paper(pattern, of_case, 3)


@login_required
@require_http_methods(PAGE)
def template(request: HttpRequest, body: UUID) -> HttpResponse:
    """Set which sections a body's officer's reports have."""
    found = kept_body(request, body)
    now = queries.template_of(found)
    initial = {
        "version": now.version,
        "sections": text_of_sections(now.sections),
        "checklist": "\n".join(now.checklist),
        "decided": now.decided,
    }
    form = forms.TemplateForm(posted(request), initial=initial)
    errand = Errand(
        heading=_("Mall för tjänsteskrivelser i %(body)s") % {"body": found.name},
        button=_("Spara"),
        back_label=_("Ärenden"),
        back_url=reverse("cases:list"),
        lead=_("Mallen gäller för tjänsteskrivelser som påbörjas från och med nu."),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.set_template(
            found,
            sections=sections_from_text(form.cleaned_data["sections"]),
            checklist=form.cleaned_data["checklist"].splitlines(),
            decided=form.cleaned_data["decided"],
            version=form.cleaned_data["version"],
            actor=actor_of(request),
        ),
        to=errand.back_url,
        say=_("Mallen är sparad."),
    )
