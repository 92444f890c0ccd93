"""Certificates of income: one's own, the question to the employer, and the employer's answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.kit import web
from samspel.kit.enums import label_of
from samspel.kit.filters import kronor
from samspel.remuneration.enums import CertificateState
from samspel.remuneration.models import IncomeCertificate
from samspel.remuneration.queries.duties import own_certificates
from samspel.remuneration.services import certificates as services
from samspel.remuneration.web import forms
from samspel.remuneration.web.errand import Errand, carry_out, posted
from samspel.remuneration.web.fetching import actor_of, asked_certificate, my_certificate
from samspel.remuneration.web.views.mine import PAGE, acting


@login_required
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """List one's own certificates: what they say, and until when they hold."""
    rows = [_shown(each) for each in own_certificates(actor_of(request))]
    return web.page(request, "remuneration/certificates.html", {"rows": rows})


def _shown(paper: IncomeCertificate) -> dict[str, Any]:
    return {
        "paper": paper,
        "state": label_of(CertificateState, paper.state),
        "income": income_words(paper),
        "is_live": paper.state != CertificateState.ENDED,
        "is_asked": paper.state == CertificateState.ASKED,
        "has_run_out": paper.has_run_out(timezone.localdate()),
    }


def income_words(paper: IncomeCertificate) -> str:
    """Say what a certificate tells of the income; only for the person and those who pay."""
    if paper.hourly is not None:
        return _("%(amount)s per timme") % {"amount": kronor(paper.hourly)}
    if paper.monthly is not None:
        return _("%(amount)s per månad") % {"amount": kronor(paper.monthly)}
    if paper.yearly is not None:
        return _("%(amount)s per år") % {"amount": kronor(paper.yearly)}
    return ""


def _errand(heading: str, button: str, lead: str) -> Errand:
    return Errand(
        heading=heading,
        button=button,
        back_label=_("Intyg om inkomst"),
        back_url=reverse("remuneration:certificates"),
        lead=lead,
    )


@login_required
@require_http_methods(PAGE)
def upload(request: HttpRequest) -> HttpResponse:
    """Upload a certificate that one has."""
    form = forms.UploadForm(posted(request), request.FILES or None)
    errand = _errand(
        _("Ladda upp ett intyg"),
        _("Spara intyget"),
        _(
            "Intyget läses bara av dig och av dem som betalar ut ersättningen. Ange lönen på ett sätt."
        ),
    )

    def call() -> IncomeCertificate:
        given = form.cleaned_data
        return services.upload_certificate(
            given["file"],
            employer=given["employer"],
            income=form.told,
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
            **acting(request),
        )

    return carry_out(
        request, errand, form, call, to=errand.back_url, say=_("Intyget är sparat.")
    )


@login_required
@require_http_methods(PAGE)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the employer to certify one's income."""
    form = forms.AskForm(posted(request))
    errand = _errand(
        _("Fråga arbetsgivaren"),
        _("Skicka frågan"),
        _(
            "Arbetsgivaren får ett mejl med en personlig länk och svarar där utan att logga in. "
            "Du får veta när svaret har kommit."
        ),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.ask_employer(**form.cleaned_data, **acting(request)),
        to=errand.back_url,
        say=_("Frågan är skickad."),
    )


@login_required
@require_POST
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End a certificate."""
    found = my_certificate(request, uuid)
    return web.act(
        request,
        lambda: services.end_certificate(found, **acting(request)),
        reverse("remuneration:certificates"),
        _("Intyget är avslutat."),
    )


@login_required
@require_POST
def ask_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send the question to the employer again, with an address that holds anew."""
    found = my_certificate(request, uuid)
    if found.person_id != actor_of(request).person_id:
        raise Http404
    return web.act(
        request,
        lambda: services.ask_again(found, **acting(request)),
        reverse("remuneration:certificates"),
        _("Frågan är skickad igen. Den förra adressen gäller inte längre."),
    )


@never_cache
@require_http_methods(PAGE)
def employer(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the employer answer at an address that only they have."""
    try:
        found = asked_certificate(secret)
    except Http404:
        return _over(request)
    if found.has_run_out(timezone.localdate()):
        return _over(request, found)
    form = forms.EmployerForm(posted(request))

    def show() -> HttpResponse:
        return _private(
            web.page(request, "remuneration/employer.html", {"form": form, "paper": found})
        )

    def call() -> IncomeCertificate:
        given = form.cleaned_data
        confirms = given["confirms"] == "ja"
        return services.answer_as_employer(
            found,
            confirms=confirms,
            income=form.told if confirms else None,
            answer=given["answer"],
            answered_by=given["answered_by"],
            at=timezone.now(),
        )

    if request.method != "POST":
        return show()
    thanks = reverse("remuneration:employer-thanks")
    return _private(web.act(request, call, thanks, form=form, again=show))


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank the employer; the address that they came by no longer leads anywhere."""
    return web.page(request, "remuneration/employer_thanks.html", {})


def _over(request: HttpRequest, paper: IncomeCertificate | None = None) -> HttpResponse:
    """Say that the address leads nowhere: it has run out, or there is no such question."""
    context = {"run_out": None if paper is None else paper.answer_by}
    status = HTTPStatus.NOT_FOUND if paper is None else HTTPStatus.GONE
    over = web.page(request, "remuneration/employer_over.html", context, status=status)
    return _private(over)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the secret address out of what other sites are told."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response
