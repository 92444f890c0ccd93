"""The notice board and the published minutes, for everybody (KL 8 kap. 9–12 §§)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.meetings.calculation.appeal import days_to_appeal
from samspel.meetings.queries.board import (
    appeal_courts,
    corrections_published,
    minutes_published,
    public_board,
    published_minutes,
    was_published_before,
    withdrawn_minutes,
)
from samspel.meetings.queries.duties import ordinances_in_force
from samspel.meetings.queries.minutes import minutes_settings_of

_GONE = 410


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The notice board: what the law lets it hold, and nothing else."""
    context = {
        "posted": public_board(),
        "courts": appeal_courts(),
        "days": days_to_appeal(timezone.localdate()),
    }
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
    """Published minutes as a page, with the same as a PDF beside.

    The address of a version that has been withdrawn leads to the one that stands now;
    where none does it answers that the minutes are gone from the web (410).
    """
    found = published_minutes(uuid)
    if found is None or found.text is None:
        return _withdrawn(request, uuid)
    context = {
        "text": found.text,
        "document": found.document,
        "corrections": corrections_published(found),
        "meeting": found.minutes.meeting,
        "again_on": found.published_at if was_published_before(found) else None,
    }
    return web.page(request, "portal/minutes.html", context)


def _withdrawn(request: HttpRequest, uuid: UUID) -> HttpResponse:
    withdrawn = or_404(withdrawn_minutes(uuid))
    found, stands_now = withdrawn
    if stands_now is not None:
        return redirect("portal:minutes", stands_now)
    meeting = found.minutes.meeting
    context = {
        "meeting": meeting,
        "available_at": minutes_settings_of(meeting.body).available_at,
    }
    response = web.page(request, "portal/minutes_withdrawn.html", context, status=_GONE)
    # A browser keeps "gone" for good unless told otherwise, and a new version may come.
    response.headers["Cache-Control"] = "no-cache"
    return response
