"""What must hold whoever writes: insert by hand, and the database refuses."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from samspel.visits.models import (
    Appointment,
    AppointmentScope,
    Availability,
    ExtraVisitRequest,
    FollowUp,
    PartyOffer,
    Report,
    TimeOption,
    Visit,
    Visitor,
)
from tests.cast import ENDS
from tests.visits.acting import NOW, STARTED, booked, clock, offered


def visit(town, **more):
    columns = {
        "body": town.body("KS"),
        "operation": town.operation("kost"),
        "initiator": "unit",
        "state": "offered",
        "created_at": NOW,
        "ical_uid": str(uuid4()),
        **more,
    }
    return Visit(**columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"starts_at": clock(11, 24), "ends_at": clock(11, 24)},
        {"starts_at": clock(11, 24)},
        {"state": "booked"},
        {"state": "held", "starts_at": clock(11, 24), "ends_at": clock(11, 24, 12)},
        {"held_from": clock(11, 24), "held_to": clock(11, 24, 12)},
        {"kind": "party"},
    ],
)
def test_a_visit_that_can_not_be(town, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        visit(town, **columns).save()


def test_two_visits_never_share_a_calendar_uid(town):
    visit(town, ical_uid="same").save()

    with pytest.raises(IntegrityError), transaction.atomic():
        visit(town, ical_uid="same").save()


def test_nobody_is_booked_twice_at_once_whoever_writes(town, board):
    first = booked(town, chooser="anna")
    second = offered(town, unit="kvarn", host="peter")
    row = second.visitors.get(person=town.person("anna"))

    with pytest.raises(IntegrityError, match="two_visits_at_once"), transaction.atomic():
        Visitor.objects.filter(pk=row.pk).update(
            booked_from=first.starts_at + dt.timedelta(minutes=30),
            booked_to=first.ends_at + dt.timedelta(hours=1),
        )


def test_nobody_is_in_a_visit_twice(town, board):
    row = offered(town).visitors.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Visitor.objects.create(visit=row.visit, person=row.person, offered_at=NOW)


def test_a_booked_time_is_whole(town, board):
    row = offered(town).visitors.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Visitor.objects.filter(pk=row.pk).update(booked_from=NOW)


def test_one_time_is_chosen(town, board):
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeOption.objects.filter(visit=offered(town)).update(is_chosen=True)


@pytest.mark.parametrize(
    "columns",
    [
        {"is_group": True},
        {"group_name": "presidiet"},
        {"valid_to": STARTED},
    ],
)
def test_an_appointment_that_can_not_be(town, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            body=town.body("KS"), valid_from=STARTED, appointed_at=NOW, **columns
        )


def test_an_appointment_covers_a_whole_operation_once(town, board):
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentScope.objects.create(
            appointment=board.anna, operation=town.operation("kost")
        )


@pytest.mark.parametrize(
    "columns",
    [
        {"weekday": 1, "on": ENDS},
        {},
        {"weekday": 7},
        {"weekday": 1, "ends": dt.time(8)},
    ],
)
def test_a_possible_time_that_can_not_be(town, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Availability.objects.create(
            person=town.person("anna"),
            **{"starts": dt.time(9), "ends": dt.time(12), **columns},
        )


def test_an_extra_visit_is_decided_by_a_decision(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtraVisitRequest.objects.create(
            body=town.body("KS"),
            person=town.person("anna"),
            operation=town.operation("kost"),
            year=2026,
            state="granted",
            requested_at=NOW,
        )


def test_a_follow_up_is_closed_at_a_time(town, board):
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(visit=offered(town), text="X.", noted_at=NOW, state="closed")


def test_a_report_is_submitted_at_a_time_and_published_only_then(town, board):
    there = offered(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(visit=there, started_at=NOW, state="submitted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(visit=there, started_at=NOW, published_at=NOW)


def test_an_offer_to_parties_has_grounds_and_days_in_order(town):
    columns = {
        "body": town.body("KS"),
        "operation": town.operation("kost"),
        "first_day": STARTED,
        "last_day": ENDS,
        "grounds": "X.",
        "offered_at": NOW,
    }

    for wrong in ({"grounds": ""}, {"last_day": dt.date(2025, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PartyOffer.objects.create(**{**columns, **wrong})
