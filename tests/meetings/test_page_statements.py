"""The pages of one meeting, item, case and minutes take twelve statements at the most."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspel.cases import services as cases
from samspel.meetings import services
from samspel.meetings.enums import Purpose
from samspel.meetings.services import following, packing
from tests.cases.acting import upload, written
from tests.meetings.acting import NOW, opened, planned
from tests.meetings.minutes.playing import ready, small_meeting
from tests.stages import staged

MOST = {
    "meetings:follow": 11,
    "meetings:item": 12,
    "cases:case": 11,
    "meetings:minutes": 12,
    "meetings:meeting": 10,
}


@staged
def pages(town):
    """A called meeting with a case and an invited guest, and minutes that are begun."""
    secretary, body = town.actor("ingrid"), town.body("KS")
    case = cases.open_case(
        body,
        title="Mötesplatser",
        responsible=town.person("johan"),
        at=NOW,
        actor=secretary,
    )
    other = cases.open_case(
        body, title="Torget", responsible=town.person("johan"), at=NOW, actor=secretary
    )
    cases.relate_cases(case, other, kind="related", at=NOW, actor=secretary)
    cases.add_paper(case, upload(), title="Instruktion", actor=secretary, at=NOW)
    cases.finish_report(written(town, case), actor=secretary, at=NOW)
    meeting = planned(town, 12, 8)
    item = services.put_case(case, body, meeting=meeting, at=NOW, actor=secretary)
    services.invite(
        item, town.person("birgit"), purpose=Purpose.ACCOUNT, at=NOW, actor=secretary
    )
    services.note_assignment(
        item,
        text="Följ upp",
        owner=town.person("johan"),
        due_on=dt.date(2027, 6, 1),
        at=NOW,
        actor=secretary,
    )
    packing.send_notice(meeting, at=NOW, actor=secretary, version=None)
    following.mark_read(meeting, at=NOW, actor=town.actor("ulla"))
    following.keep_note(item, text="Fråga om torget.", at=NOW, actor=town.actor("ulla"))
    opened(town, "late")
    room, _item = small_meeting(town)
    minutes = ready(town, room, "perolof")
    return {
        "meetings:follow": ("ulla", meeting.uuid),
        "meetings:item": ("ingrid", item.uuid),
        "cases:case": ("ingrid", case.uuid),
        "meetings:minutes": ("ingrid", minutes.uuid),
        "meetings:meeting": ("ingrid", meeting.uuid),
    }


@pytest.mark.parametrize("route", MOST)
def test_a_page_takes_twelve_statements_at_the_most(pages, as_person, statement_count, route):
    name, uuid = pages[route]
    client, address = as_person(name), reverse(route, args=[uuid])
    client.get(address)

    with statement_count() as counted:
        answer = client.get(address)

    said = [each["sql"][:400] for each in counted.captured_queries]
    assert answer.status_code == 200
    assert len(counted) <= MOST[route], "\n".join(said)
