"""What meetings give to the start page and to a person's own calendar."""

import datetime as dt

import pytest

from samspel.meetings import services, start
from samspel.meetings.enums import Purpose
from samspel.messaging.events import CANCEL, REQUEST
from tests.meetings.acting import NOW, clock, opened, planned

ON = dt.date(2026, 11, 12)


def test_the_secretary_is_asked_to_send_the_notice_from_a_week_before(town):
    planned(town, 11, 26)  # notice by the nineteenth
    planned(town, 11, 27)  # notice by the twentieth

    (task,) = start.todo_for(town.actor("ingrid"), NOW)

    assert task.verb_object == "Skicka kallelsen: Kommunstyrelsen"
    assert (task.when, task.urgent) == (dt.date(2026, 11, 19), False)
    assert task.position_key.startswith("employment-")


def test_a_meeting_that_is_over_is_to_be_closed(town):
    meeting = planned(town, 11, 13)

    (task,) = start.todo_for(town.actor("ingrid"), clock(11, 16))

    assert task.verb_object == "För in vad som hände: Kommunstyrelsen"
    assert (task.when, task.urgent) == (meeting.day, True)


def test_a_notice_that_has_gone_out_is_no_task(town):
    meeting = planned(town, 11, 26)
    services.dispatch_meeting(meeting, at=NOW, actor=town.actor("ingrid"))

    assert start.todo_for(town.actor("ingrid"), NOW) == []


@pytest.mark.parametrize("name", ["karin", "anna", "maria", "pia", "tomas"])
def test_others_have_nothing_to_do_about_the_notice(town, name):
    planned(town, 11, 26)

    assert start.todo_for(town.actor(name), NOW) == []


def test_the_next_meetings_are_those_of_the_persons_bodies(town):
    planned(town, 12, 1)
    planned(town, 12, 2, body="SN")

    def titles(name):
        return [each.title for each in start.next_for(town.actor(name), NOW)]

    assert titles("anna") == ["Kommunstyrelsen", "Socialnämnden"]
    assert titles("karin") == ["Kommunstyrelsen"]
    assert titles("ingrid") == ["Kommunstyrelsen", "Socialnämnden"]
    assert titles("maria") == []


def test_what_one_is_invited_to_comes_next_too(town):
    planned(town, 12, 1)
    item = opened(town, invitees=[(town.person("maria"), Purpose.ACCOUNT)])

    (event,) = start.next_for(town.actor("maria"), NOW)

    assert (event.title, event.body_name) == (item.title, "Kommunstyrelsen")
    assert event.url == f"/moten/arende/{item.uuid}/"


def test_a_cancelled_meeting_is_not_next(town):
    services.cancel_meeting(
        planned(town, 12, 1), reason="Snö", at=NOW, actor=town.actor("ingrid")
    )

    assert start.next_for(town.actor("anna"), NOW) == []


def test_the_feed_holds_the_bodies_meetings_and_says_which_are_off(town):
    kept, off = planned(town, 12, 1), planned(town, 12, 15)
    planned(town, 12, 2, body="SN")
    services.cancel_meeting(off, reason="Snö", at=NOW, actor=town.actor("ingrid"))

    found = {each.uid: each for each in start.feed_for(town.person("karin"), ON)}

    assert found[f"mote-{kept.uuid}@samspel"].method == REQUEST
    assert found[f"mote-{off.uuid}@samspel"].method == CANCEL
    assert found[f"mote-{off.uuid}@samspel"].sequence == 1
    assert len(found) == 2


def test_the_feed_ends_with_the_mandate(town):
    planned(town, 1, 12, year=2027)

    assert list(start.feed_for(town.person("karin"), ON)) == []


def test_the_feed_goes_three_months_back(town):
    planned(town, 8, 14, at=clock(7, 1))
    planned(town, 8, 13, at=clock(7, 1))

    assert len(list(start.feed_for(town.person("karin"), ON))) == 1


def test_the_feed_holds_what_one_is_invited_to(town):
    planned(town, 12, 1)
    item = opened(town, invitees=[(town.person("maria"), Purpose.ACCOUNT)])

    (event,) = start.feed_for(town.person("maria"), ON)

    assert event.uid == f"arende-{item.invitees.get().uuid}@samspel"


@pytest.mark.parametrize("rows", [1, 3])
def test_each_provider_takes_at_most_two_statements(town, statement_count, rows):
    for day in range(rows):
        planned(town, 11, 23 + day)
    opened(town, invitees=[(town.person("maria"), Purpose.ACCOUNT)])
    secretary, person = town.actor("ingrid"), town.person("karin")

    with statement_count() as todo:
        assert len(start.todo_for(secretary, NOW)) == rows
    with statement_count() as coming:
        assert len(start.next_for(secretary, NOW)) == rows
    with statement_count() as feed:
        assert len(list(start.feed_for(person, ON))) == rows

    assert (len(todo), len(coming), len(feed)) == (1, 2, 2)
