"""Who else was at one's own group or presidium meeting: it arrives at each of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspel.remuneration.models import Duty
from samspel.remuneration.queries.together import companions, is_shared
from samspel.remuneration.services.together import tell_of_others
from samspel.remuneration.web.errand import Errand, confirm, posted
from samspel.remuneration.web.fetching import my_duty
from samspel.remuneration.web.forms import CompanionsForm
from samspel.remuneration.web.views.mine import PAGE, acting, page_of


@login_required
@require_http_methods(PAGE)
def others(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell who else was there."""
    found = my_duty(request, uuid)
    if not is_shared(found):
        raise Http404
    seats = companions(found)
    if not seats:
        messages.info(request, _("Alla som hör till mötet har redan uppdraget."))
        return redirect(page_of(found))
    form = CompanionsForm(posted(request), seats=seats)
    errand = Errand(
        heading=_("Fler som var med"),
        button=_("Lägg till dem"),
        back_label=found.subject,
        back_url=page_of(found),
        lead=_(
            "Var och en får uppdraget med samma dag, tider och beslut, och lämnar in det själv. "
            "Den som redan har det står inte här."
        ),
    )
    return confirm(
        request,
        errand,
        lambda: tell_of_others(found, **form.cleaned_data, **acting(request)),
        _said,
        form,
    )


def _said(made: list[Duty]) -> str:
    words = ngettext(
        "%(count)s person har fått uppdraget och kan lämna in det.",
        "%(count)s personer har fått uppdraget och kan lämna in det.",
        len(made),
    )
    return words % {"count": len(made)}
