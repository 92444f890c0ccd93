"""Addresses of what is done before, during and after a visit: preparation, report, overview."""

from __future__ import annotations

from django.urls import path

from samspel.visits.web.views import (
    following,
    held,
    overview,
    preparation,
    reading,
    report,
)

urlpatterns = [
    path("oversikt/", overview.overview, name="overview"),
    path("oversikt/sa-raknar-vi/", overview.explained, name="overview-explained"),
    path("oversikt/<uuid:body>/paminn/", overview.remind, name="remind-those-whose-turn"),
    path("uppfoljning/", following.follow_ups, name="follow-ups"),
    path("uppfoljning/<uuid:uuid>/", following.follow_up, name="follow-up"),
    path("uppfoljning/<uuid:uuid>/ansvarig/", following.assign, name="follow-up-assign"),
    path("uppfoljning/<uuid:uuid>/anteckna/", following.write, name="follow-up-write"),
    path("uppfoljning/<uuid:uuid>/klart/", following.done, name="follow-up-done"),
    path("uppfoljning/<uuid:uuid>/oppna-igen/", following.reopen, name="follow-up-reopen"),
    path("uppfoljning/<uuid:uuid>/avsluta/", following.close, name="follow-up-close"),
    path("<uuid:uuid>/uppfoljning/", following.note, name="note-follow-up"),
    path("<uuid:uuid>/infor/", preparation.preparation, name="preparation"),
    path("<uuid:uuid>/infor/spara/", preparation.save, name="preparation-save"),
    path("<uuid:uuid>/infor/forhallningssatt/", preparation.confirm, name="confirm-conduct"),
    path("<uuid:uuid>/genomfort/", held.held, name="held"),
    path("<uuid:uuid>/rapport/", reading.report, name="report"),
    path("<uuid:uuid>/rapport/borja/", report.begin, name="report-begin"),
    path("<uuid:uuid>/rapport/steg/<int:number>/", report.step, name="report-step"),
    path("<uuid:uuid>/rapport/spara/", report.save, name="report-save"),
    path("<uuid:uuid>/rapport/granska/", report.check, name="report-check"),
    path("<uuid:uuid>/rapport/bilaga/", report.attach, name="report-attach"),
    path(
        "<uuid:uuid>/rapport/bilaga/<uuid:file>/ta-bort/", report.detach, name="report-detach"
    ),
    path("<uuid:uuid>/rapport/kvitto/", reading.receipt, name="report-receipt"),
    path("<uuid:uuid>/rapport/sakupplysning/", reading.remark, name="report-remark"),
    path("<uuid:uuid>/rapport/publicera/", reading.publish, name="report-publish"),
    path("<uuid:uuid>/rapport/paminn/", reading.remind, name="remind-report"),
]
