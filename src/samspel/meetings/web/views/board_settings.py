"""What the notice board carries of a body, with the decision that it rests on."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.meetings import services
from samspel.meetings.queries.posting import board_settings_of, kinds_by_law, kinds_carried
from samspel.meetings.web.errand import Errand, carry, posted
from samspel.meetings.web.fetching import kept_body
from samspel.meetings.web.forms.board import BoardSettingsForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, body: UUID) -> HttpResponse:
    """Choose what the board carries of the body beside what the law asks for."""
    found, today = kept_body(request, body), timezone.localdate()
    now, lawful = board_settings_of(found), kinds_by_law(found, today)
    form = BoardSettingsForm(
        posted(request),
        free=[each for each in lawful if not each.is_duty],
        initial={
            "carries": [kind.value for kind in kinds_carried(found, today)],
            "decided": now.decided if now else "",
            "version": now.version if now else 0,
        },
    )
    errand = Errand(
        heading=_("Anslagstavlans innehåll: %(body)s") % {"body": found.name},
        button=_("Spara innehållet"),
        template="meetings/board_settings.html",
        opens=True,
        back_label=_("Anslagstavlan"),
        back_url=reverse("meetings:board"),
        more={"duties": [each for each in lawful if each.is_duty]},
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.change_board_settings(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        say=_("Anslagstavlans innehåll är sparat."),
    )
