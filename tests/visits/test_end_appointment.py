"""Ending appointments: the last one warns, a member can leave a group."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.rulebooks.errors import ReasonNeeded
from samspel.visits import services
from samspel.visits.enums import EndReason
from samspel.visits.errors import AppointmentRefused
from samspel.visits.queries import coverage
from tests.visits.acting import NOW, STARTED, appointed
from tests.visits.nothing import refused

DAY = dt.date(2026, 12, 1)


def end(town, appointment, *, by="ingrid", on=DAY, **more):
    return services.end_appointment(
        appointment,
        on=on,
        because=EndReason.RESIGNATION,
        actor=town.actor(by),
        at=NOW,
        **more,
    )


def test_ending_one_of_two_needs_no_reason(town, board):
    ended = end(town, board.anna)

    assert ended.valid_to == DAY
    assert ended.end_reason == EndReason.RESIGNATION
    assert AuditEntry.objects.get(act="visits.appointment.ended").facts["on"] == "2026-12-01"
    assert Message.objects.filter(
        recipient=town.person("anna"), subject__contains="avslutas"
    ).exists()


def test_ending_the_last_one_asks_for_a_reason_and_coverage_shows_it(town, board):
    end(town, board.anna)

    with refused("0 kontaktpolitiker kvar", ReasonNeeded):
        end(town, board.perolof)
    end(town, board.perolof, reason="Ny utses på nästa möte.")

    row = next(each for each in coverage(town.body("KS"), DAY).rows if each.operation == "Kost")
    assert row.is_missing
    assert not next(
        each for each in coverage(town.body("KS"), NOW.date()).rows if each.operation == "Kost"
    ).is_missing


def test_a_member_leaves_the_group_and_the_group_stands(town, rules):
    group = appointed(
        town, "KS", "karin", "perolof", places=[town.operation("kultur")], group="presidiet"
    )

    left = end(town, group, person=town.person("karin"))

    assert left.valid_to == dt.date(2027, 1, 1)
    assert left.members.get(person=town.person("karin")).left_on == DAY
    assert AuditEntry.objects.filter(act="visits.appointment.member_left").count() == 1


def test_when_the_last_member_leaves_the_appointment_ends(town, rules):
    group = appointed(
        town, "KS", "karin", "perolof", places=[town.operation("kultur")], group="presidiet"
    )
    end(town, group, person=town.person("karin"))

    ended = end(town, group, person=town.person("perolof"), reason="Gruppen läggs ned.")

    assert ended.valid_to == DAY


def test_it_never_ends_before_it_has_begun(town, board):
    with refused("innan det har börjat", AppointmentRefused):
        end(town, board.anna, on=STARTED)


def test_what_has_ended_does_not_end_again(town, board):
    end(town, board.anna)

    with refused("slutar redan", AppointmentRefused):
        end(town, board.anna)


def test_somebody_who_is_not_in_it_does_not_leave_it(town, board):
    with refused("har inte det här uppdraget", AppointmentRefused):
        end(town, board.anna, person=town.person("lena"))


def test_the_appointed_do_not_end_it_themselves(town, board):
    with refused("sekreterare", NotAllowed):
        end(town, board.anna, by="anna")
