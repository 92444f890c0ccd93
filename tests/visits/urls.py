"""Every address of the product, with the visits' pages by name where they are not built."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import include, path

from samspel.config import urls as product

handler400 = product.handler400
handler403 = product.handler403
handler404 = product.handler404
handler500 = product.handler500


def _blank(request: object, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


_visits = [
    path("bjud-in/", _blank, name="invite"),
    path("tackning/", _blank, name="coverage"),
    path("uppdrag/<uuid:uuid>/", _blank, name="appointment"),
    path("uppfoljning/<uuid:uuid>/", _blank, name="follow-up"),
    path("extra/<uuid:uuid>/", _blank, name="extra"),
    path("<uuid:uuid>/", _blank, name="visit"),
    path("<uuid:uuid>/infor/", _blank, name="preparation"),
    path("<uuid:uuid>/rapport/", _blank, name="report"),
]
_rulebooks = [
    path("<uuid:uuid>/", _blank, name="text"),
    path("<uuid:uuid>/bekrafta/", _blank, name="confirm"),
    path("<uuid:uuid>/version/", _blank, name="version"),
]
_STAND_INS = {"besok/": (_visits, "visits"), "styrdokument/": (_rulebooks, "rulebooks")}
urlpatterns = [
    *(path(at, include(pages)) for at, pages in _STAND_INS.items()),
    *(each for each in product.urlpatterns if str(each.pattern) not in _STAND_INS),
]
