"""Addresses of the module's pages, under /min-sida/."""

from __future__ import annotations

from django.urls import URLPattern, path

from samspel.desk.web import start, texts, trails

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    path("mer/", start.more, name="more"),
    path("sok/", start.search_page, name="search"),
    path("handelser/", trails.log_page, name="log"),
    path("handelser/kedjan/", trails.verify, name="verify"),
    path("handelser/<str:kind>/<int:pk>/", trails.trail, name="trail"),
    path("hjalp/", texts.help_page, name="help"),
    path("hjalp/<slug:slug>/", texts.guide_page, name="guide"),
    path("tillganglighet/", texts.accessibility, name="accessibility"),
    path("personuppgifter/", texts.privacy, name="privacy"),
    path("tema.css", texts.theme, name="theme"),
]
