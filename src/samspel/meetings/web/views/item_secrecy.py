"""An item that becomes secret, or no longer is: for those that have no case of their own."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.meetings import services
from samspel.meetings.web.errand import Errand, carry, posted
from samspel.meetings.web.fetching import kept_item
from samspel.meetings.web.forms.items import SecrecyForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def secrecy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close the item on a ground, or open it again with a reason."""
    found = kept_item(request, uuid)
    is_closed = found.is_closed
    form = SecrecyForm(posted(request), is_closed=is_closed)
    lead = (
        _("Alla som läser organets möten ser ärendet från och med nu. Skälet sparas i loggen.")
        if is_closed
        else _(
            "Bara de som hör till organet ser ärendet och dess handlingar från och med nu. "
            "Ligger protokollet på webben tas det bort därifrån genast."
        )
    )
    page = reverse("meetings:item", args=[found.uuid])
    errand = Errand(
        heading=_("Öppna ärendet") if is_closed else _("Slut ärendet"),
        button=_("Öppna ärendet") if is_closed else _("Slut ärendet"),
        lead=lead,
        back_label=found.title,
        back_url=page,
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: (
            services.open_up_item(found, reason=form.cleaned_data["words"], at=at, actor=actor)
            if is_closed
            else services.close_item(
                found, ground=form.cleaned_data["words"], at=at, actor=actor
            )
        ),
        to=page,
        say=_("Ärendet är öppet.") if is_closed else _("Ärendet är slutet."),
    )
