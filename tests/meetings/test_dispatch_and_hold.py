import pytest

from samspel.foundation.refusal import NotAllowed
from samspel.meetings import services
from samspel.meetings.enums import ItemState, Leaving, MeetingState
from samspel.meetings.errors import MeetingRefused
from samspel.messaging.models import Delivery
from tests.meetings.acting import NOW, acts, clock, opened, planned, told

DURING = clock(12, 1, 14)


def _dispatch(town, meeting, at=NOW, actor="ingrid"):
    return services.dispatch_meeting(meeting, at=at, actor=town.actor(actor))


def _hold(town, meeting, at=DURING, actor="ingrid"):
    return services.hold_meeting(meeting, at=at, actor=town.actor(actor))


def test_kl_6_17_the_notice_goes_to_members_and_substitutes_with_a_calendar_entry(town):
    meeting = _dispatch(town, planned(town, 12, 1))

    assert (meeting.state, meeting.dispatched_at) == (MeetingState.CALLED, NOW)
    assert (
        told("karin", "anna", town=town)
        == ["Kallelse: Kommunstyrelsen tisdag 1 december 2026 kl. 13.00"] * 2
    )
    assert Delivery.objects.filter(channel="calendar").count() == 6
    assert acts() == ["meetings.meeting.planned", "meetings.meeting.called"]


def test_a_notice_is_sent_once_and_before_the_meeting(town):
    meeting = planned(town, 12, 1)

    with pytest.raises(MeetingRefused, match="redan börjat"):
        _dispatch(town, meeting, at=meeting.starts_at)
    _dispatch(town, meeting)
    with pytest.raises(MeetingRefused, match="redan kallat"):
        _dispatch(town, meeting)


def test_a_held_meeting_is_held_at_a_time_and_stays_so(town):
    meeting = _hold(town, planned(town, 12, 1))

    assert (meeting.state, meeting.held_at) == (MeetingState.HELD, DURING)
    with pytest.raises(MeetingRefused, match="redan hållet"):
        _hold(town, meeting)


def test_a_meeting_is_not_held_before_it_begins(town):
    meeting = planned(town, 12, 1)

    with pytest.raises(MeetingRefused, match="inte börjat"):
        _hold(town, meeting, at=clock(12, 1, 12, 59))


def test_items_that_were_not_taken_up_go_on_and_those_handled_stay(town):
    meeting = planned(town, 12, 1)
    handled, left = opened(town, "a"), opened(town, "b")
    after = planned(town, 12, 15)
    services.handle_item(handled, paragraph="§ 1", at=DURING, actor=town.actor("ingrid"))

    _hold(town, meeting)

    left.refresh_from_db()
    assert list(meeting.items.all()) == [handled]
    assert (left.meeting, left.state) == (after, ItemState.PLACED)
    assert left.placements.get(meeting=meeting).left_because == Leaving.NOT_REACHED


def test_an_item_that_was_not_taken_up_waits_where_no_meeting_is_planned(town):
    meeting, item = planned(town, 12, 1), opened(town)

    _hold(town, meeting)

    item.refresh_from_db()
    assert item.state == ItemState.WAITING


def test_only_the_secretary_sends_the_notice_and_closes_the_meeting(town):
    meeting = planned(town, 12, 1)
    before = acts()

    with pytest.raises(NotAllowed):
        _dispatch(town, meeting, actor="karin")
    with pytest.raises(NotAllowed):
        _hold(town, meeting, actor="karin")

    assert acts() == before
