"""Addresses of the public site."""

from __future__ import annotations

from django.urls import path

from samspel.portal.web import board, remuneration, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("insyn/kontaktpolitiker/", views.contacts, name="contacts"),
    path("insyn/rapporter/", views.reports, name="reports"),
    path("insyn/rapporter/<uuid:uuid>/", views.report, name="report"),
    path("insyn/fortroendevalda/", views.elected, name="elected"),
    path("insyn/ersattning/", remuneration.remuneration, name="remuneration"),
    path("insyn/sammantraden/", views.meetings, name="meetings"),
    path("anslagstavla/", board.board, name="board"),
    path("insyn/forfattningar/", board.ordinances, name="ordinances"),
    path("insyn/protokoll/", board.minutes_list, name="minutes-list"),
    path("insyn/protokoll/<uuid:uuid>/", board.minutes, name="minutes"),
]
