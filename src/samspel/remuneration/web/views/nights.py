"""A journey with a night away, added to one's own duty; and the meals that others paid for."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.kit.denied import or_404
from samspel.remuneration.services import nights as services
from samspel.remuneration.web.errand import posted
from samspel.remuneration.web.fetching import my_duty
from samspel.remuneration.web.forms_nights import MealsForm, NightsForm, nights_initial
from samspel.remuneration.web.views.mine import PAGE, acting, carry


@login_required
@require_http_methods(PAGE)
def nights(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell a journey with a night away."""
    found = my_duty(request, uuid)
    row = getattr(found, "nights_away", None)
    form = NightsForm(posted(request), initial=nights_initial(found.on, row))
    return carry(
        request,
        found,
        form,
        lambda: services.set_nights_away(found, **form.asked, **acting(request)),
        heading=_("Förrättning med övernattning"),
        button=_("Spara resan"),
        say=_("Resan är sparad. Ange om någon annan betalade måltider, och lämna in sedan."),
    )


@login_required
@require_http_methods(PAGE)
def meals(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell which meals of the journey somebody else paid for."""
    found = my_duty(request, uuid)
    row = or_404(getattr(found, "nights_away", None))
    told = {name: getattr(row, name) for name in ("breakfasts", "lunches", "dinners")}
    form = MealsForm(posted(request), initial=told, row=row)
    return carry(
        request,
        found,
        form,
        lambda: services.set_free_meals(found, **form.cleaned_data, **acting(request)),
        heading=_("Måltider som någon annan betalade"),
        button=_("Spara måltiderna"),
        say=_("Måltiderna är sparade. Lämna in uppdraget när du är klar."),
    )
