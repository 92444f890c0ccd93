"""Addresses of the public site."""

from __future__ import annotations

from django.urls import path

from samspel.portal.web import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("insyn/kontaktpolitiker/", views.contacts, name="contacts"),
    path("insyn/rapporter/", views.reports, name="reports"),
    path("insyn/rapporter/<uuid:uuid>/", views.report, name="report"),
    path("insyn/fortroendevalda/", views.elected, name="elected"),
    path("insyn/sammantraden/", views.meetings, name="meetings"),
]
