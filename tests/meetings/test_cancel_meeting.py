import pytest

from samspel.foundation.refusal import NotAllowed
from samspel.meetings import events, services
from samspel.meetings.enums import ItemState, Leaving, MeetingState, Purpose, Route
from samspel.meetings.errors import MeetingRefused
from tests.meetings.acting import NOW, acts, clock, opened, planned, told

DAY = "tisdag 1 december 2026 kl. 13.00"
AFTER = "tisdag 15 december 2026 kl. 13.00"


def _cancel(town, meeting, at=NOW, reason="För få ärenden", actor="ingrid"):
    return services.cancel_meeting(meeting, reason=reason, at=at, actor=town.actor(actor))


def test_the_items_go_on_to_the_next_meeting_in_their_order(town):
    meeting = planned(town, 12, 1)
    first, second = opened(town, "a"), opened(town, "b")
    after = planned(town, 12, 15)

    _cancel(town, meeting)

    assert list(after.items.order_by("position")) == [first, second]
    assert [each.left_because for each in meeting.placements.all()] == [Leaving.CANCELLED] * 2


def test_with_no_meeting_after_it_the_items_wait_and_then_land_by_themselves(town):
    meeting, item = planned(town, 12, 1), opened(town)

    _cancel(town, meeting)
    item.refresh_from_db()
    assert (item.state, item.meeting) == (ItemState.WAITING, None)

    after = planned(town, 12, 15)
    item.refresh_from_db()
    assert item.meeting == after


def test_a_meeting_after_it_whose_deadline_has_passed_takes_nothing(town):
    meeting, item = planned(town, 12, 8), opened(town)
    planned(town, 12, 15, at=NOW, deadline=clock(11, 20))

    _cancel(town, meeting, at=clock(11, 20, 12, 1))

    item.refresh_from_db()
    assert item.state == ItemState.WAITING


def test_an_urgent_report_goes_to_a_called_meeting(town):
    meeting = planned(town, 12, 1)
    item = opened(town, route=Route.VERY_NEXT)
    after = planned(town, 12, 15)
    services.dispatch_meeting(after, at=NOW, actor=town.actor("ingrid"))

    _cancel(town, meeting)

    item.refresh_from_db()
    assert item.meeting == after


def test_members_hear_that_the_meeting_is_off_and_why(town):
    _cancel(town, planned(town, 12, 1))

    assert (
        told("lena", "mikael", town=town) == [f"Mötet är inställt: Kommunstyrelsen {DAY}"] * 2
    )


def test_the_invited_get_the_new_day_or_hear_that_it_waits(town):
    asked = [(town.person("maria"), Purpose.ACCOUNT)]
    meeting = planned(town, 12, 1)
    item = opened(town, invitees=asked)
    after = planned(town, 12, 15)

    _cancel(town, meeting)
    _cancel(town, after)

    assert told("maria", town=town) == [
        f"Inbjudan: Kommunstyrelsen {DAY}",
        f"Ny tid: Kommunstyrelsen {AFTER}",
        "Väntar på möte: Kommunstyrelsen",
    ]
    invitee = item.invitees.get()
    assert (invitee.calendar_sequence, invitee.in_calendar) == (2, False)


def test_the_invited_are_invited_again_with_a_higher_sequence_when_the_item_lands(town):
    meeting = planned(town, 12, 1)
    item = opened(town, invitees=[(town.person("maria"), Purpose.ACCOUNT)])
    _cancel(town, meeting)

    planned(town, 12, 15)

    invitee = item.invitees.get()
    assert (invitee.calendar_sequence, invitee.in_calendar) == (2, True)
    assert told("maria", town=town)[-1] == f"Inbjudan: Kommunstyrelsen {AFTER}"


def test_others_hear_that_each_item_moved_and_why(town):
    meeting, heard = planned(town, 12, 1), []
    item = opened(town)
    after = planned(town, 12, 15)
    events.item_moved.connect(lambda **sent: heard.append(sent), weak=False, dispatch_uid="t")

    try:
        _cancel(town, meeting)
    finally:
        events.item_moved.disconnect(dispatch_uid="t")

    assert [(s["item"], s["previous"], s["meeting"], s["why"]) for s in heard] == [
        (item, meeting, after, Leaving.CANCELLED)
    ]
    assert acts()[-2:] == ["meetings.meeting.cancelled", "meetings.item.moved"]


def test_a_meeting_is_not_cancelled_without_a_reason(town):
    meeting = planned(town, 12, 1)

    with pytest.raises(MeetingRefused, match="Skriv varför"):
        _cancel(town, meeting, reason="  ")

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_a_meeting_is_cancelled_once(town):
    meeting = planned(town, 12, 1)
    _cancel(town, meeting)
    before = acts()

    with pytest.raises(MeetingRefused, match="redan inställt"):
        _cancel(town, meeting)

    assert acts() == before


@pytest.mark.parametrize("name", ["karin", "pia", "maria", "tomas"])
def test_only_the_secretary_cancels(town, name):
    meeting = planned(town, 12, 1)
    before = acts()

    with pytest.raises(NotAllowed):
        _cancel(town, meeting, actor=name)

    assert acts() == before
