"""To remind the unit whose turn it is to invite."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspel.kit import web
from samspel.people.models import Operation, Unit
from samspel.visits import policies, services
from samspel.visits.addresses import coverage_url
from samspel.visits.web.doors import actor_of, found, require

_MODELS: dict[str, tuple[Any, str]] = {
    "enhet": (Unit, "operation__department__body"),
    "verksamhet": (Operation, "department__body"),
}


@login_required
@require_POST
def remind_unit(request: HttpRequest, kind: str, uuid: UUID) -> HttpResponse:
    """Remind a unit's or an operation's manager to invite."""
    model, related = _MODELS[kind]
    place, actor = found(model, uuid, related), actor_of(request)
    require(policies.may_remind(policies.body_of(place), actor), policies.ONLY_SECRETARY)
    back = web.back(request, coverage_url())
    return web.act(
        request,
        lambda: services.remind_unit(place, actor=actor, at=timezone.now()),
        back,
        lambda told: (
            _("%(place)s har fått en påminnelse.") % {"place": place}
            if told
            else _("%(place)s har redan fått en påminnelse i dag.") % {"place": place}
        ),
    )
