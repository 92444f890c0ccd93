"""Addresses of the meetings' pages."""

from __future__ import annotations

from django.urls import path

from samspel.meetings.web import minutes_urls, room_urls
from samspel.meetings.web.views import (
    case_items,
    decisions,
    delegation,
    duties,
    initiative,
    item_secrecy,
    items,
    listing,
    meeting,
    planning,
)

app_name = "meetings"
urlpatterns = [
    path("", listing.meetings, name="meetings"),
    path("planera/<uuid:body>/", planning.plan, name="plan"),
    path("planera/<uuid:body>/ar/", planning.plan_year, name="plan-year"),
    path("installningar/<uuid:body>/", planning.settings, name="settings"),
    path("beslutsordning/<uuid:body>/", initiative.deciding, name="deciding-settings"),
    path("valkretsar/<uuid:body>/", initiative.seats, name="seats"),
    path("medborgarforslag/<uuid:body>/", initiative.proposals, name="report-proposals"),
    path("vack-arende/<uuid:body>/", initiative.raise_matter, name="raise-matter"),
    path("begar-mote/<uuid:body>/", duties.request_meeting, name="request-meeting"),
    path("arende/nytt/<uuid:body>/", items.enter, name="enter-item"),
    path("arende/ur-diariet/<uuid:case>/", case_items.put, name="put-case"),
    path("<uuid:uuid>/arende/", case_items.add, name="add-case"),
    path("arende/<uuid:uuid>/", items.item, name="item"),
    path("arende/<uuid:uuid>/flytta/", items.place, name="place-item"),
    path("arende/<uuid:uuid>/utgar/", items.withdraw, name="withdraw-item"),
    path("arende/<uuid:uuid>/sekretess/", item_secrecy.secrecy, name="item-secrecy"),
    path("arende/<uuid:uuid>/behandlat/", items.handle, name="handle-item"),
    path("arende/<uuid:uuid>/handling/", items.attach, name="attach"),
    path("arende/<uuid:uuid>/hamta-handlingar/", items.bring, name="bring-papers"),
    path("arende/<uuid:uuid>/bjud-in/", items.invite, name="invite"),
    path(
        "arende/<uuid:uuid>/inbjudan/<uuid:invitee>/ta-tillbaka/",
        items.uninvite,
        name="uninvite",
    ),
    path("arende/<uuid:uuid>/fraga/", items.ask, name="ask"),
    path("arende/<uuid:uuid>/fraga/<uuid:question>/svar/", items.answer, name="answer"),
    path("beslut/", decisions.decisions, name="decisions"),
    path("beslut/nytt/<uuid:body>/", decisions.record, name="record-decision"),
    path("beslut/<uuid:uuid>/", decisions.decision, name="decision"),
    path("beslut/<uuid:uuid>/ratta/", decisions.correct, name="correct-decision"),
    path("beslut/<uuid:uuid>/verkstallighet/", duties.hold, name="hold-decision"),
    path("beslut/<uuid:uuid>/foreskrift/", duties.ordinance, name="ordinance"),
    path("delegationsbeslut/", delegation.delegated, name="delegated"),
    path("delegationsbeslut/besluta/<uuid:body>/", delegation.decide, name="decide"),
    path("<uuid:uuid>/", meeting.meeting, name="meeting"),
    path("<uuid:uuid>/flytta/", planning.move, name="move"),
    path("<uuid:uuid>/sista-dag/", planning.deadline, name="deadline"),
    path("<uuid:uuid>/kallelse/", meeting.dispatch, name="dispatch"),
    path("<uuid:uuid>/hallet/", meeting.hold, name="hold"),
    path("<uuid:uuid>/stall-in/", meeting.cancel, name="cancel"),
    *minutes_urls.urlpatterns,
    *room_urls.urlpatterns,
]
