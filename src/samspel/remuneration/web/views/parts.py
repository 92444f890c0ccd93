"""What is added to one's own duty: lost earnings, the journey, costs with receipts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.remuneration.enums import CertificateState, CostKind, Income
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.duties import own_certificates
from samspel.remuneration.services import claiming
from samspel.remuneration.web import forms
from samspel.remuneration.web.errand import posted
from samspel.remuneration.web.fetching import actor_of, my_duty
from samspel.remuneration.web.views.mine import PAGE, acting, carry

_USABLE = (CertificateState.ASKED, CertificateState.CONFIRMED, CertificateState.UPLOADED)
_LAST = 24 * 60 - 1


@login_required
@require_http_methods(PAGE)
def lost(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell the earnings that the duty cost."""
    found = my_duty(request, uuid)
    papers = [each for each in own_certificates(actor_of(request)) if each.state in _USABLE]
    form = forms.LostForm(posted(request), initial=_lost(found), papers=papers)
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


def _lost(found: Duty) -> dict[str, Any]:
    """Give what is told already, or the duty's own times to begin with."""
    row = getattr(found, "lost_earnings", None)
    if row is None:
        end = min(found.starts + found.minutes, _LAST)
        return {"from_at": forms.clock(found.starts), "to_at": forms.clock(end)}
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
    row = getattr(found, "journey", None)
    initial = {} if row is None else {"km": row.km, "route": row.route, "minutes": row.minutes}
    form = forms.JourneyForm(posted(request), initial=initial)
    return carry(
        request,
        found,
        form,
        lambda: claiming.set_journey(found, **form.cleaned_data, **acting(request)),
        heading=_("Resa"),
        button=_("Spara resan"),
        say=_("Resan är sparad. Lämna in uppdraget när du är klar."),
    )


@login_required
@require_http_methods(PAGE)
def cost(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a cost with its receipt."""
    found = my_duty(request, uuid)
    form = forms.CostForm(posted(request), request.FILES or None)

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
