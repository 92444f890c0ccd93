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
from samspel.meetings.web.forms.items import CloseForm, OpenUpForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def secrecy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close the item on a ground, or open it again with a reason.

    What was sent tells which, and not how the item stands by now: somebody else may have
    closed it since the page was opened.
    """
    found, sent = kept_item(request, uuid), request.POST
    opens = "reason" in sent or ("ground" not in sent and found.is_closed)
    form = OpenUpForm(posted(request)) if opens else CloseForm(posted(request))
    lead = (
        _("Alla som läser organets möten ser ärendet från och med nu. Skälet sparas i loggen.")
        if opens
        else _(
            "Bara de som hör till organet ser ärendet och dess handlingar från och med nu. "
            "Ligger protokollet på webben tas det bort därifrån genast."
        )
    )
    page = reverse("meetings:item", args=[found.uuid])
    errand = Errand(
        heading=(
            _("Ärendet har inte längre sekretess") if opens else _("Ärendet har fått sekretess")
        ),
        button=_("Gör ärendet öppet") if opens else _("Gör ärendet slutet"),
        lead=lead,
        back_label=found.title,
        back_url=page,
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: (services.open_up_item if opens else services.close_item)(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        to=page,
        say=_("Ärendet är öppet.") if opens else _("Ärendet är slutet."),
    )
