"""The product's addresses, and one for each way in which a page can break."""

from __future__ import annotations

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from samspel.config.urls import (
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
    urlpatterns,
)
from samspel.kit import errors

BROKEN = (400, 403, 413, 419, 429, 500, 503)


def broken(request: HttpRequest, status: int) -> HttpResponse:
    """Break the way that the status says, as the product does."""
    if status == 400:
        raise BadRequest
    if status == 403:
        raise PermissionDenied
    if status == 419:
        return errors.csrf_failure(request, "no cookie")
    if status == 500:
        return errors.server_error(request)
    return errors.error_page(request, status)


urlpatterns = [*urlpatterns, path("broken/<int:status>/", broken)]

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
