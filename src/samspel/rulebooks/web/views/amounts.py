"""The amounts of a remuneration rule set: what it pays, what the law says, how cases come out."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.rulebooks.queries import ruleset_of
from samspel.rulebooks.queries.versions import predecessor_of
from samspel.rulebooks.web.amounts import shown_amounts
from samspel.rulebooks.web.editing import version_url
from samspel.rulebooks.web.fetching import version_or_404


@login_required
@require_safe
def amounts_page(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show values, rules and cases of a version, with every case's working."""
    version = version_or_404(request, uuid)
    ruleset = ruleset_of(version)
    if not ruleset.amounts:
        raise Http404
    before = predecessor_of(version)
    context = {
        "version": version,
        "back_url": version_url(version),
        "amounts": shown_amounts(ruleset, ruleset_of(before) if before else None),
    }
    return web.page(request, "rulebooks/amounts.html", context)
