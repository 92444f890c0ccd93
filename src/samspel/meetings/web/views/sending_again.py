"""An extract that nobody has confirmed: sent once more, perhaps to another address."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.kit.denied import or_404
from samspel.meetings import services
from samspel.meetings.queries.dispatches import dispatch_waiting
from samspel.meetings.queries.minutes import minutes_visible_to
from samspel.meetings.web.errand import Errand, carry, posted
from samspel.meetings.web.fetching import actor_of
from samspel.meetings.web.forms import minutes as forms
from samspel.meetings.web.minutes_fetching import require_kept


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Remind whoever has not confirmed an extract, or send it to the right address."""
    found = or_404(dispatch_waiting(minutes_visible_to(actor_of(request)), uuid))
    require_kept(request, found.extract.item.body)
    form = forms.SendAgainForm(
        posted(request), is_told=found.person is not None, initial={"address": found.address}
    )
    errand = Errand(
        heading=_("Skicka utdraget igen"),
        button=_("Skicka utdraget"),
        lead=_("%(name)s har inte bekräftat att utdraget har kommit fram.")
        % {"name": found.name},
        back_label=_("Expediera utdrag"),
        back_url=reverse("meetings:extracts", args=[found.extract.minutes.uuid]),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.send_again(
            found, address=form.cleaned_data.get("address", ""), at=at, actor=actor
        ),
        say=_("Utdraget är skickat igen."),
    )
