"""What is added to one's own duty: lost earnings, the journey, costs with receipts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.remuneration.enums import CertificateState, CostKind, Income
from samspel.remuneration.models import Duty, IncomeCertificate
from samspel.remuneration.queries.duties import last_journey, own_certificates
from samspel.remuneration.services import claiming
from samspel.remuneration.services.preparing import awaits_hours, tell_reading
from samspel.remuneration.web import forms
from samspel.remuneration.web.errand import posted
from samspel.remuneration.web.fetching import actor_of, my_duty
from samspel.remuneration.web.forms_gatherings import ReadingForm
from samspel.remuneration.web.forms_parts import CostForm, JourneyForm
from samspel.remuneration.web.views.mine import PAGE, acting, carry

_USABLE = (CertificateState.ASKED, CertificateState.CONFIRMED, CertificateState.UPLOADED)
_LAST = 24 * 60 - 1


@login_required
@require_http_methods(PAGE)
def lost(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell the earnings that the duty cost."""
    found = my_duty(request, uuid)
    papers = _papers(found, own_certificates(actor_of(request)))
    form = forms.LostForm(posted(request), initial=_lost(found, papers), papers=papers)
    return carry(
        request,
        found,
        form,
        lambda: claiming.set_lost_earnings(
            found,
            starts=form.starts,
            minutes=form.minutes,
            income=Income(form.cleaned_data["income"]),
            certificate=form.cleaned_data["certificate"],
            **acting(request),
        ),
        heading=_("Förlorad inkomst"),
        button=_("Spara den förlorade inkomsten"),
        say=_("Den förlorade inkomsten är sparad. Lämna in uppdraget när du är klar."),
    )


def _papers(found: Duty, every: list[IncomeCertificate]) -> list[IncomeCertificate]:
    """Give the certificates that hold on the duty's day, and the one that is chosen already."""
    row = getattr(found, "lost_earnings", None)
    chosen = None if row is None else row.certificate_id
    return [
        each
        for each in every
        if each.pk == chosen
        or (each.state in _USABLE and each.valid_from <= found.on <= each.valid_until)
    ]


def _lost(found: Duty, papers: list[IncomeCertificate]) -> dict[str, Any]:
    """Give what is told already, or to begin with the duty's own times and the only certificate."""
    row = getattr(found, "lost_earnings", None)
    if row is None:
        end = min(found.starts + found.minutes, _LAST)
        return {
            "from_at": forms.clock(found.starts),
            "to_at": forms.clock(end),
            "certificate": papers[0].pk if len(papers) == 1 else None,
        }
    return {
        "from_at": forms.clock(row.starts),
        "to_at": forms.clock(min(row.starts + row.minutes, _LAST)),
        "income": row.income,
        "certificate": row.certificate_id,
    }


@login_required
@require_http_methods(PAGE)
def journey(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell the road to the duty and back."""
    found = my_duty(request, uuid)
    row, lead = getattr(found, "journey", None), ""
    if row is None and (row := last_journey(found)) is not None:
        lead = _("Ifyllt efter din förra resa. Ändra om du reste en annan väg.")
    initial = {} if row is None else {"km": row.km, "route": row.route, "minutes": row.minutes}
    form = JourneyForm(posted(request), initial=initial)
    return carry(
        request,
        found,
        form,
        lambda: claiming.set_journey(found, **form.cleaned_data, **acting(request)),
        heading=_("Resa"),
        button=_("Spara resan"),
        say=_("Resan är sparad. Lämna in uppdraget när du är klar."),
        lead=lead,
    )


@login_required
@require_http_methods(PAGE)
def cost(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a cost with its receipt."""
    found = my_duty(request, uuid)
    form = CostForm(posted(request), request.FILES or None)

    def call() -> Any:
        given = dict(form.cleaned_data)
        kind = CostKind(given.pop("kind"))
        return claiming.add_cost(found, kind=kind, **given, **acting(request))

    return carry(
        request,
        found,
        form,
        call,
        heading=_("Kostnad"),
        button=_("Lägg till kostnaden"),
        say=_("Kostnaden är tillagd. Lämna in uppdraget när du är klar."),
    )


@login_required
@require_http_methods(PAGE)
def reading(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell how long the reading before a meeting took, and hand it in."""
    found = my_duty(request, uuid)
    if not awaits_hours(found):
        raise Http404
    form = ReadingForm(posted(request))
    return carry(
        request,
        found,
        form,
        lambda: tell_reading(found, **form.asked, **acting(request)),
        heading=_("Inläsning inför mötet"),
        button=_("Lämna in"),
        say=_("Inläsningen är inlämnad."),
        lead=_("Du var med på mötet. Bara du vet hur länge du läste inför det."),
    )
