"""Addresses of the module's pages."""

from __future__ import annotations

from django.urls import path

from samspel.messaging.web import feed, outbox, views

app_name = "messaging"
urlpatterns = [
    path("", views.list_messages, name="list"),
    path("lasta/", views.read_all, name="read_all"),
    path("oppna/<uuid:uuid>/", views.open_message, name="open"),
    path("besked/", views.choices, name="choices"),
    path("besked/kalender/", views.change_feed, name="change_feed"),
    path("kalender/<str:token>.ics", feed.feed, name="feed"),
    path("utkorg/", outbox.outbox, name="outbox"),
    path("utkorg/<uuid:uuid>/", outbox.mail, name="mail"),
    path("utkorg/<uuid:uuid>/igen/", outbox.send_again, name="send_again"),
    path("utkorg/demo/", outbox.demo, name="demo"),
    path("utkorg/demo/<uuid:uuid>/", outbox.demo_mail, name="demo_mail"),
    path("utkorg/demo/<uuid:uuid>/inbjudan.ics", outbox.demo_calendar, name="demo_calendar"),
]
