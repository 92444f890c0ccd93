"""Reminding the one whose turn it is: once, by hand or by the clock, on both sides."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.visits import services, tasks
from samspel.visits.errors import BookingRefused, ReportRefused
from tests.visits.acting import NOW, booked, clock, held, meeting, offered, submitted
from tests.visits.nothing import refused

REMINDER = {"kind": "visits.reminder"}


def reminded():
    rows = Message.objects.filter(**REMINDER).order_by("id")
    return [(each.recipient.given_name, each.subject) for each in rows]


def test_the_secretary_reminds_a_unit_once_a_day(town, board):
    unit, by = town.unit("bjork"), {"actor": town.actor("ingrid")}

    assert services.remind_unit(unit, at=NOW, **by) == [town.person("maria")]
    assert services.remind_unit(unit, at=NOW, **by) == []
    assert AuditEntry.objects.filter(act="visits.unit.reminded").count() == 1


def test_a_unit_without_a_manager_reminds_the_operations(town, board):
    assert services.remind_unit(town.unit("kvarn"), actor=town.actor("ingrid"), at=NOW) == [
        town.person("peter")
    ]


def test_a_place_without_any_manager_can_not_be_reminded(town, board):
    library = town.unit("bibliotek")

    with refused("ingen chef inskriven", BookingRefused):
        services.remind_unit(library, actor=town.actor("ingrid"), at=NOW)


def test_a_visitor_is_reminded_until_they_have_answered(town, board):
    visit = offered(town)
    visitor = visit.visitors.get(person=town.person("anna"))

    assert services.remind_visitor(visitor, actor=town.actor("ingrid"), at=NOW) == [
        town.person("anna")
    ]
    services.decline_invitation(visit, actor=town.actor("anna"), at=NOW)
    visitor.refresh_from_db()
    with refused("redan svarat", BookingRefused):
        services.remind_visitor(visitor, actor=town.actor("ingrid"), at=NOW)


def test_authors_are_reminded_until_the_report_is_there(town, board):
    visit = held(town, booked(town, chooser="anna"), "anna", "perolof")
    by = {"actor": town.actor("ingrid"), "at": clock(12, 1)}

    assert set(services.remind_report(visit, **by)) == {
        town.person("anna"),
        town.person("perolof"),
    }
    submitted(town, visit, "anna")
    visit.refresh_from_db()
    with refused("ingen rapport att vänta på", ReportRefused):
        services.remind_report(visit, **by)


def test_only_the_secretary_reminds(town, board):
    visit = held(town, booked(town, chooser="anna"), "anna", "perolof")

    with refused("sekreterare", NotAllowed):
        services.remind_report(visit, actor=town.actor("maria"), at=NOW)
    with refused("sekreterare", NotAllowed):
        services.remind_unit(town.unit("bjork"), actor=town.actor("lena"), at=NOW)
    with refused("sekreterare", NotAllowed):
        services.remind_visitor(visit.visitors.first(), actor=town.actor("lena"), at=NOW)


def test_units_that_have_not_invited_are_reminded_once_a_half_year(town, board):
    assert tasks.remind_units(NOW) == 1
    assert tasks.remind_units(NOW + dt.timedelta(days=3)) == 0

    assert reminded() == [("Maria", "Bjud in er kontaktpolitiker: Köket på Björkskolan")]


def test_a_unit_that_has_invited_is_left_alone(town, board):
    offered(town)

    assert tasks.remind_units(NOW) == 0


def test_where_the_politician_books_no_unit_is_reminded(town, committee):
    assert tasks.remind_units(NOW) == 0


def test_early_in_the_year_nobody_is_reminded(town, board):
    assert tasks.remind_units(clock(2, 27)) == 0


def test_whoever_has_not_answered_by_the_day_is_reminded_once(town, board):
    visit = offered(town, answer_by=dt.date(2026, 11, 13))
    services.decline_invitation(visit, actor=town.actor("perolof"), at=NOW)

    assert tasks.remind_visitors(NOW) == 1
    assert tasks.remind_visitors(NOW) == 0
    assert reminded() == [("Anna", "Svara på inbjudan: Köket på Björkskolan")]


def test_authors_are_reminded_before_the_last_day_and_after_it(town, board):
    meeting(town, "KS", 12, 16)
    visit = held(town, booked(town, chooser="anna"), "anna")
    due = visit.report_due_on

    assert tasks.remind_authors(clock(11, 26)) == 0
    assert tasks.remind_authors(clock(12, 2)) == 1
    assert tasks.remind_authors(clock(12, 3)) == 0
    assert tasks.remind_authors(clock(12, 7)) == 1
    assert due == dt.date(2026, 12, 4)


def test_the_morning_job_does_all_three(town, board):
    tasks.remind_all()

    assert len(reminded()) == 1


def test_a_report_gets_its_last_day_when_a_meeting_is_planned(town, board):
    visit = held(town, booked(town, chooser="anna"), "anna", at=clock(11, 24, 20))
    assert visit.report_due_on is None
    meeting(town, "KS", 12, 16)

    assert tasks.report_deadlines() == 1
    visit.refresh_from_db()
    assert visit.report_due_on == dt.date(2026, 12, 4)
