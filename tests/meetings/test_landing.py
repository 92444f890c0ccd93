"""Where an item lands: the body's next meeting whose deadline for papers has not passed."""

import datetime as dt

import pytest

from samspel.meetings import events, services
from samspel.meetings.enums import ItemState, Purpose, Route
from samspel.meetings.models import AgendaItem
from samspel.meetings.queries import items_waiting, next_meeting_open_for_papers
from tests.meetings.acting import NOW, acts, clock, opened, planned, told

DEADLINE = clock(11, 19, 12)
MOMENT = dt.timedelta(microseconds=1)


def test_an_item_lands_on_the_next_meeting(town):
    meeting = planned(town, 12, 1)
    planned(town, 12, 15)

    item = opened(town)

    assert (item.meeting, item.position, item.state) == (meeting, 1, ItemState.PLACED)


def test_what_is_ready_at_the_deadline_itself_is_in_time(town):
    meeting = planned(town, 12, 1)

    assert opened(town, ready_at=DEADLINE).meeting == meeting


def test_what_is_ready_a_moment_after_the_deadline_goes_to_the_meeting_after(town):
    planned(town, 12, 1)
    after = planned(town, 12, 15)

    assert opened(town, ready_at=DEADLINE + MOMENT).meeting == after


def test_a_called_meeting_takes_no_more_although_its_deadline_is_ahead(town):
    called = planned(town, 12, 1)
    after = planned(town, 12, 15)
    services.dispatch_meeting(called, at=NOW, actor=town.actor("ingrid"))

    assert opened(town).meeting == after


def test_another_bodys_meeting_is_never_the_next(town):
    planned(town, 12, 1, body="SN")

    assert opened(town, body="KS").meeting is None


def test_an_item_that_asks_for_an_ordinary_meeting_passes_an_extra_one(town):
    planned(town, 12, 1, is_ordinary=False)
    ordinary = planned(town, 12, 15)

    assert opened(town, route=Route.ONE_OF_ORDINARY).meeting == ordinary


def test_an_item_that_may_not_wait_goes_to_a_called_meeting(town):
    called = planned(town, 12, 1)
    services.dispatch_meeting(called, at=NOW, actor=town.actor("ingrid"))

    item = opened(town, route=Route.VERY_NEXT)

    assert item.meeting == called
    assert item.placements.get().is_late


def test_with_no_meeting_planned_an_item_waits_under_the_body(town):
    item = opened(town)

    assert (item.state, item.meeting) == (ItemState.WAITING, None)
    assert items_waiting(town.body("KS"), town.actor("ingrid")) == [item]
    assert items_waiting(town.body("KS"), town.actor("anna")) == [item]
    assert items_waiting(town.body("SN"), town.actor("ingrid")) == []


def test_a_waiting_item_lands_by_itself_when_a_meeting_is_planned(town):
    item = opened(town)
    heard = []
    events.item_placed.connect(lambda **sent: heard.append(sent), weak=False, dispatch_uid="t")

    try:
        meeting = planned(town, 12, 1)
    finally:
        events.item_placed.disconnect(dispatch_uid="t")

    item.refresh_from_db()
    assert (item.meeting, item.state) == (meeting, ItemState.PLACED)
    assert [(sent["item"], sent["meeting"]) for sent in heard] == [(item, meeting)]
    assert acts() == [
        "meetings.item.opened",
        "meetings.meeting.planned",
        "meetings.item.placed",
    ]


def test_waiting_items_land_in_the_order_in_which_they_became_ready(town):
    later = opened(town, "b", ready_at=NOW)
    sooner = opened(town, "a", ready_at=NOW - dt.timedelta(days=1))

    meeting = planned(town, 12, 1)

    assert list(meeting.items.order_by("position")) == [sooner, later]


def test_a_meeting_whose_deadline_has_passed_when_it_is_planned_takes_nothing(town):
    item = opened(town)

    planned(town, 11, 17)

    item.refresh_from_db()
    assert item.state == ItemState.WAITING


def test_a_waiting_item_lands_when_the_deadline_is_put_off(town):
    item = opened(town)
    meeting = planned(town, 11, 17)

    services.change_deadline(
        meeting, dispatch_deadline_at=clock(11, 16), at=NOW, actor=town.actor("ingrid")
    )

    item.refresh_from_db()
    assert item.meeting == meeting


def test_a_waiting_item_lands_when_a_meeting_is_moved_so_that_the_deadline_is_ahead(town):
    item = opened(town)
    meeting = planned(town, 11, 17)

    services.move_meeting(
        meeting,
        starts_at=clock(12, 1, 13),
        ends_at=clock(12, 1, 16),
        at=NOW,
        actor=town.actor("ingrid"),
    )

    item.refresh_from_db()
    assert item.meeting == meeting


def test_an_item_that_will_be_ready_later_waits_for_a_meeting_that_it_can_reach(town):
    planned(town, 12, 1)
    after = planned(town, 12, 15)

    item = opened(town, ready_at=clock(11, 25), at=NOW)

    assert item.meeting == after


def test_an_item_on_its_meeting_stays_there_when_an_earlier_one_is_planned(town):
    meeting = planned(town, 12, 15)
    item = opened(town)

    planned(town, 12, 1)

    item.refresh_from_db()
    assert item.meeting == meeting


def test_an_item_that_waits_for_the_secretary_does_not_land_by_itself(town):
    item = opened(town, route=Route.WAITING)

    planned(town, 12, 1)

    item.refresh_from_db()
    assert item.state == ItemState.WAITING


def test_the_same_cause_never_opens_two_items(town):
    planned(town, 12, 1)
    first = opened(town, "visits.report:7")
    before = acts()

    second = opened(town, "visits.report:7")

    assert second == first
    assert AgendaItem.objects.count() == 1
    assert acts() == before


def test_papers_and_invited_follow_the_item(town):
    planned(town, 12, 1)

    item = opened(
        town,
        attachments=[("Rapporten", "/besok/rapport/1/")],
        invitees=[(town.person("maria"), Purpose.ACCOUNT)],
    )

    assert [(each.title, each.url, each.order) for each in item.attachments.all()] == [
        ("Rapporten", "/besok/rapport/1/", 1)
    ]
    assert told("maria", town=town) == [
        "Inbjudan: Kommunstyrelsen tisdag 1 december 2026 kl. 13.00"
    ]


def test_the_invited_to_an_item_without_a_meeting_hear_that_it_waits(town):
    opened(town, invitees=[(town.person("maria"), Purpose.ACCOUNT)])
    planned(town, 12, 1)

    assert told("maria", town=town) == [
        "Väntar på möte: Kommunstyrelsen",
        "Inbjudan: Kommunstyrelsen tisdag 1 december 2026 kl. 13.00",
    ]


def test_a_long_title_is_cut_at_a_word(town):
    item = services.open_item(
        town.body("KS"), title="ord " * 100, ready_at=NOW, key="x", actor=town.actor("anna")
    )

    assert len(item.title) <= 200


def test_place_waiting_items_gives_what_landed(town):
    item = opened(town)
    meeting = planned(town, 11, 17)
    meeting.dispatch_deadline_at = clock(11, 16)
    meeting.save()

    landed = services.place_waiting_items(town.body("KS"), at=NOW, actor=town.actor("ingrid"))

    assert landed == [item]


@pytest.mark.parametrize(("at", "is_open"), [(DEADLINE, True), (DEADLINE + MOMENT, False)])
def test_the_next_meeting_open_for_papers_on_each_side_of_the_deadline(town, at, is_open):
    meeting = planned(town, 12, 1)

    found = next_meeting_open_for_papers(town.body("KS").pk, at)

    assert found == (meeting if is_open else None)
