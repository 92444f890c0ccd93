"""Addresses of the visits' pages; those about reports and the overview are listed beside."""

from __future__ import annotations

from django.urls import path

from samspel.visits.web import urls_reports
from samspel.visits.web.views import (
    answers,
    appointments,
    booking,
    changes,
    conditions,
    coverage,
    extras,
    listing,
    parties,
    reminders,
    visit,
)

app_name = "visits"
urlpatterns = [
    path("", listing.visits, name="list"),
    path("bjud-in/", booking.invite, name="invite"),
    path("foresla/", booking.propose, name="propose"),
    path("boka/<uuid:body>/", booking.book, name="book"),
    path("fasta/<uuid:body>/", conditions.fixed, name="fixed"),
    path("besoksdagar/<uuid:body>/", conditions.visit_days, name="visit-days"),
    path("mina-tider/", conditions.availability, name="availability"),
    path("enhet/<uuid:uuid>/", conditions.unit_terms, name="unit-terms"),
    path("paminn/<str:kind>/<uuid:uuid>/", reminders.remind_unit, name="remind-unit"),
    path("tackning/", coverage.coverage, name="coverage"),
    path("uppdrag/", appointments.appointments, name="appointments"),
    path("uppdrag/nytt/<uuid:body>/", appointments.appoint, name="appoint"),
    path("uppdrag/flagga/<uuid:uuid>/", appointments.resolve_flag, name="resolve-flag"),
    path("uppdrag/antal/<uuid:body>/", appointments.quota, name="quota"),
    path("uppdrag/<uuid:uuid>/", appointments.appointment, name="appointment"),
    path("uppdrag/<uuid:uuid>/avsluta/", appointments.end, name="end-appointment"),
    path("extra/<uuid:uuid>/", extras.extra, name="extra"),
    path("extra/<uuid:uuid>/ta-tillbaka/", extras.withdraw_extra, name="withdraw-extra"),
    path("partier/", parties.parties, name="parties"),
    path("partier/nytt/<uuid:body>/", parties.offer, name="offer-parties"),
    path("partier/<uuid:offer>/<uuid:party>/", parties.party_row, name="party-row"),
    path("partier/<uuid:offer>/<uuid:party>/besok/", parties.party_visit, name="party-visit"),
    *urls_reports.urlpatterns,
    path("<uuid:uuid>/", visit.visit, name="visit"),
    path("<uuid:uuid>/valj/", visit.choose, name="choose"),
    path("<uuid:uuid>/kom/", visit.join, name="join"),
    path("<uuid:uuid>/kalender/", visit.calendar, name="calendar"),
    path("<uuid:uuid>/paminn/<uuid:person>/", visit.remind_visitor, name="remind-visitor"),
    path("<uuid:uuid>/svara/", answers.answer, name="answer"),
    path("<uuid:uuid>/annan-tid/", answers.suggest, name="suggest"),
    path("<uuid:uuid>/tacka-nej/", answers.decline, name="decline"),
    path("<uuid:uuid>/avboj/", answers.decline_proposal, name="decline-proposal"),
    path("<uuid:uuid>/bjud-in-fler/", answers.draw_in, name="draw-in"),
    path("<uuid:uuid>/extra/", extras.request_extra, name="request-extra"),
    path("<uuid:uuid>/flytta/", changes.move, name="move"),
    path("<uuid:uuid>/stall-in/", changes.cancel, name="cancel"),
    path("<uuid:uuid>/deltagare/", changes.participants, name="participants"),
    path("<uuid:uuid>/beslut/", changes.attach_decision, name="attach-decision"),
]
