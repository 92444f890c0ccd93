"""The register's first page: where everything is, and how much there is of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samspel.kit import web
from samspel.people import policies
from samspel.people.queries.overview import register_counts
from samspel.people.web.doors import actor_of, reader


@reader
def overview(request: HttpRequest) -> HttpResponse:
    """Show what the register holds on the day."""
    on = web.as_of(request)
    actor = actor_of(request)
    context = {
        "counts": register_counts(on),
        "on": on,
        "keeps": policies.may_keep(actor),
        "keeps_everything": policies.may_keep_everything(actor),
    }
    return web.page(request, "people/overview.html", context)
