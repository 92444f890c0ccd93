"""The public site. Every view reads what has been published, and writes nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.kit.enums import label_of
from samspel.meetings.queries.published import published_meetings
from samspel.people.enums import PositionRole
from samspel.portal import queries
from samspel.remuneration.queries.published import publishes
from samspel.visits.queries import published_report, published_reports

_ON_FRONT = 6
_PER_PAGE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The start page: search, contact politicians, latest reports, coming meetings."""
    rows = queries.contact_rows(timezone.localdate())
    context = {
        "rows": rows[:_ON_FRONT],
        "row_count": len(rows),
        "reports": published_reports(count=3),
        "meetings": published_meetings(timezone.now(), 4),
    }
    return web.page(request, "portal/home.html", context)


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """Who is contact politician for what, as of a day, searched by any word."""
    day, search = web.as_of(request), request.GET.get("q", "")[:100]
    context = {"rows": queries.contact_rows(day, search), "day": day, "search": search}
    return web.page(request, "portal/contacts.html", context)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The published reports, newest first."""
    return web.page(
        request, "portal/reports.html", {"reports": published_reports(count=_PER_PAGE)}
    )


@require_safe
def report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One published report."""
    found = or_404(published_report(uuid))
    return web.page(request, "portal/report.html", {"report": found})


@require_safe
def elected(request: HttpRequest) -> HttpResponse:
    """Who sits in which body, as of a day."""
    day = web.as_of(request)
    many = {
        PositionRole.MEMBER: _("Ledamöter"),
        PositionRole.SUBSTITUTE: pgettext("several", "Ersättare"),
        PositionRole.AUDITOR: _("Revisorer"),
    }
    roles = {
        role.value: (label_of(PositionRole, role), many.get(role, label_of(PositionRole, role)))
        for role in PositionRole
    }
    context = {
        "bodies": queries.published_seats(day),
        "day": day,
        "roles": roles,
        "shows_pay": publishes(),
    }
    return web.page(request, "portal/elected.html", context)


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """When and where the bodies meet."""
    coming = published_meetings(timezone.now(), 60)
    return web.page(request, "portal/meetings.html", {"meetings": coming})
