"""Whose time a meeting takes: by a mandate on its day, or by an invitation."""

import datetime as dt

import pytest

from samspel.meetings import services
from samspel.meetings.enums import Purpose
from samspel.meetings.queries import clashes, coming_meetings, next_meeting_open_for_papers
from tests.meetings.acting import NOW, clock, opened, planned

MINUTE = dt.timedelta(minutes=1)


def _who(town, names, start, end):
    keys = {town.person(name).pk: name for name in names}
    return [keys[each.person_id] for each in clashes(keys, start, end)]


def test_a_meeting_takes_the_time_of_members_and_substitutes(town):
    planned(town, 12, 1)

    found = _who(town, ["karin", "anna", "gunnar", "maria"], clock(12, 1, 15), clock(12, 1, 17))

    assert sorted(found) == ["anna", "karin"]


def test_a_clash_says_which_meeting(town):
    meeting = planned(town, 12, 1)

    (clash,) = clashes([town.person("anna").pk], clock(12, 1, 12), clock(12, 1, 14))

    assert (clash.meeting_id, clash.title) == (meeting.pk, "Kommunstyrelsen")
    assert (clash.starts_at, clash.ends_at) == (meeting.starts_at, meeting.ends_at)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (clock(12, 1, 11), clock(12, 1, 13), 0),
        (clock(12, 1, 11), clock(12, 1, 13) + MINUTE, 1),
        (clock(12, 1, 16), clock(12, 1, 18), 0),
        (clock(12, 1, 16) - MINUTE, clock(12, 1, 18), 1),
    ],
)
def test_to_meet_end_to_end_is_no_clash(town, start, end, count):
    planned(town, 12, 1)

    assert len(clashes([town.person("anna").pk], start, end)) == count


def test_a_mandate_that_has_ended_by_the_day_takes_no_time(town):
    planned(town, 1, 12, year=2027)

    start, end = clock(1, 12, 13, year=2027), clock(1, 12, 16, year=2027)
    assert _who(town, ["karin"], start, end) == []


def test_an_invitation_takes_time_until_it_is_taken_back(town):
    planned(town, 12, 1)
    item = opened(town, invitees=[(town.person("maria"), Purpose.ACCOUNT)])
    start, end = clock(12, 1, 13), clock(12, 1, 14)

    assert _who(town, ["maria"], start, end) == ["maria"]
    services.uninvite(item.invitees.get(), at=NOW, actor=town.actor("ingrid"))
    assert _who(town, ["maria"], start, end) == []


def test_a_cancelled_meeting_takes_no_time(town):
    services.cancel_meeting(
        planned(town, 12, 1), reason="Snö", at=NOW, actor=town.actor("ingrid")
    )

    assert _who(town, ["anna"], clock(12, 1, 13), clock(12, 1, 14)) == []


def test_nobody_has_no_clashes(town):
    planned(town, 12, 1)

    assert clashes([], clock(12, 1, 13), clock(12, 1, 14)) == []


@pytest.mark.parametrize("names", [["anna"], ["anna", "karin", "lena"]])
def test_clashes_take_one_statement_whatever_the_number_of_persons(
    town, statement_count, names
):
    planned(town, 12, 1)
    keys = [town.person(name).pk for name in names]

    with statement_count() as counted:
        found = clashes(keys, clock(12, 1, 13), clock(12, 1, 14))

    assert len(found) == len(names)
    assert len(counted) == 1


def test_the_next_meeting_that_takes_papers_may_be_asked_to_be_ordinary(town):
    extra = planned(town, 12, 1, is_ordinary=False)
    ordinary = planned(town, 12, 15)
    body = town.body("KS").pk

    assert next_meeting_open_for_papers(body, NOW) == extra
    assert next_meeting_open_for_papers(body, NOW, ordinary_only=True) == ordinary


def test_coming_meetings_hold_the_called_ones_too(town):
    called, after = planned(town, 12, 1), planned(town, 12, 15)
    services.dispatch_meeting(called, at=NOW, actor=town.actor("ingrid"))

    assert coming_meetings(town.body("KS").pk, NOW) == [called, after]
