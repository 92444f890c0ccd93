"""The whole of it under two guidelines that differ in data only."""

from __future__ import annotations

import datetime as dt

from samspel.meetings.enums import ItemState, Purpose
from samspel.messaging.models import Message
from samspel.visits import services
from samspel.visits.enums import Opener, VisitState
from tests.visits.acting import (
    agreed,
    booked,
    clock,
    held,
    meeting,
    proposed,
    submitted,
)


def test_under_the_boards_guideline_the_unit_invites_and_the_report_opens_the_item(town, board):
    december = meeting(town, "KS", 12, 16)

    visit = booked(town, chooser="anna")
    visit = held(town, visit, "anna", "perolof")
    report = submitted(town, visit, "anna", wants_to_speak=True)

    visit.refresh_from_db()
    assert visit.item_opened_by == Opener.REPORT_SUBMITTED
    assert visit.agenda_item.state == ItemState.PLACED
    assert visit.agenda_item.meeting_id == december.pk
    assert [each.title for each in visit.agenda_item.attachments.all()] == [str(report)]
    assert list(visit.agenda_item.invitees.values_list("person__given_name", "purpose")) == [
        ("Anna", Purpose.SUMMARY)
    ]
    assert report.is_late is False


def test_under_the_committees_guideline_the_politician_books_and_the_visit_opens_the_item(
    town, committee
):
    december = meeting(town, "SN", 12, 16)

    visit = proposed(town)
    assert visit.state == VisitState.PROPOSED
    visit = agreed(town, visit)
    services.confirm_conduct(visit, actor=town.actor("larsake"), at=clock(11, 20))
    visit = held(town, visit)

    visit.refresh_from_db()
    assert visit.item_opened_by == Opener.VISIT_HELD
    assert visit.agenda_item.meeting_id == december.pk
    assert sorted(visit.agenda_item.invitees.values_list("person__given_name", "purpose")) == [
        ("Birgit", Purpose.ACCOUNT),
        ("Lars-Åke", Purpose.ACCOUNT),
    ]
    told = Message.objects.filter(kind="visits.held")
    assert [each.recipient.given_name for each in told] == ["Helena"]
    assert visit.report_demand == "optional"
    assert visit.report_due_on is None


def test_without_a_planned_meeting_the_item_waits_and_lands_by_itself(town, committee):
    visit = agreed(town, proposed(town))
    services.confirm_conduct(visit, actor=town.actor("larsake"), at=clock(11, 20))
    visit = held(town, visit)
    assert visit.agenda_item.state == ItemState.WAITING

    planned = meeting(town, "SN", 12, 20)

    visit.agenda_item.refresh_from_db()
    assert visit.agenda_item.meeting_id == planned.pk


def test_an_optional_report_is_put_on_the_item_that_the_visit_opened(town, committee):
    meeting(town, "SN", 12, 16)
    visit = agreed(town, proposed(town))
    services.confirm_conduct(visit, actor=town.actor("larsake"), at=clock(11, 20))
    visit = held(town, visit)

    report = submitted(town, visit, "larsake")

    visit.refresh_from_db()
    assert [each.title for each in visit.agenda_item.attachments.all()] == [str(report)]


def test_a_report_after_the_last_day_goes_to_the_meeting_after_and_is_late(town, board):
    meeting(town, "KS", 12, 9)
    january = meeting(town, "KS", 1, 20, year=2027)
    visit = held(town, booked(town, chooser="anna"), "anna", "perolof")
    due = visit.report_due_on

    report = submitted(town, visit, "anna", at=clock(12, 8))

    visit.refresh_from_db()
    assert due == dt.date(2026, 11, 27)
    assert report.is_late is True
    assert visit.agenda_item.meeting_id == january.pk
