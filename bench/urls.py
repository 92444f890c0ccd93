"""The product's addresses, and one that does nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from samspel.config.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from samspel.config.urls import (
    urlpatterns as product,
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    """Answer without looking at anything."""
    return HttpResponse("tomt")


urlpatterns = [path("tom/", empty), *product]
