"""Addresses of the module's pages."""

from __future__ import annotations

from django.urls import path

from samspel.documents.web import views

app_name = "documents"
urlpatterns = [path("<uuid:uuid>/", views.download, name="download")]
