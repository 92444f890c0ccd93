"""Every address of the product, written out; each module lists its own below."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from samspel.kit import language, specimen

handler400 = "samspel.kit.errors.bad_request"
handler403 = "samspel.kit.errors.forbidden"
handler404 = "samspel.kit.errors.not_found"
handler429 = "samspel.kit.errors.too_many"
handler500 = "samspel.kit.errors.server_error"

urlpatterns = [
    path("", include("samspel.portal.web.urls")),
    path("min-sida/", include("samspel.desk.web.urls")),
    path("register/", include("samspel.people.web.urls")),
    path("konto/", include("samspel.access.web.urls")),
    path("meddelanden/", include("samspel.messaging.web.urls")),
    path("dokument/", include("samspel.documents.web.urls")),
    path("styrdokument/", include("samspel.rulebooks.web.urls")),
    path("arenden/", include("samspel.cases.web.urls")),
    path("moten/", include("samspel.meetings.web.urls")),
    path("besok/", include("samspel.visits.web.urls")),
    path("arvoden/", include("samspel.remuneration.web.urls")),
    path("inloggning/", include("samspel.access.web.sign_in_urls")),
    path("sprak/<str:code>/", language.choose, name="language"),
]

if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("formgivning/", specimen.specimen, name="specimen"))
