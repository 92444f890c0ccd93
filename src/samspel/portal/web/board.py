"""The notice board and the published minutes, for everybody (KL 8 kap. 9–12 §§)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samspel.kit import web
from samspel.meetings.queries.board import (
    appeal_courts,
    corrections_published,
    minutes_published,
    public_board,
    published_minutes,
)
from samspel.meetings.queries.duties import ordinances_in_force


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The notice board: what the law lets it hold, and nothing else."""
    context = {"posted": public_board(), "courts": appeal_courts()}
    return web.page(request, "portal/board.html", context)


@require_safe
def ordinances(request: HttpRequest) -> HttpResponse:
    """The municipality's ordinances that hold today, with their texts (KL 8 kap. 13 §)."""
    rows = ordinances_in_force(timezone.localdate())
    return web.page(request, "portal/ordinances.html", {"rows": rows})


@require_safe
def minutes_list(request: HttpRequest) -> HttpResponse:
    """The minutes that are published, newest meeting first."""
    return web.page(request, "portal/minutes_list.html", {"rows": minutes_published()})


@require_safe
def minutes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Published minutes as a page, with the same as a PDF beside."""
    found = published_minutes(uuid)
    if found is None or found.text is None:
        raise Http404
    context = {
        "text": found.text,
        "document": found.document,
        "corrections": corrections_published(found),
        "meeting": found.minutes.meeting,
    }
    return web.page(request, "portal/minutes.html", context)
