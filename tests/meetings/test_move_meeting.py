import pytest

from samspel.foundation.refusal import NotAllowed, Stale
from samspel.meetings import events, services
from samspel.meetings.enums import MeetingState, Purpose
from samspel.meetings.errors import MeetingRefused
from samspel.messaging.models import Delivery
from tests.meetings.acting import NOW, acts, clock, opened, planned, told

DAY = "tisdag 1 december 2026 kl. 13.00"
NEW_DAY = "torsdag 3 december 2026 kl. 13.00"


def _move(town, meeting, month=12, day=3, actor="ingrid", **facts):
    return services.move_meeting(
        meeting,
        starts_at=clock(month, day, 13, year=facts.pop("year", 2026)),
        ends_at=clock(month, day, 16, year=facts.pop("to_year", 2026)),
        at=facts.pop("at", NOW),
        actor=town.actor(actor),
        **facts,
    )


def test_a_moved_meeting_carries_its_items_along(town):
    meeting = planned(town, 12, 1)
    first, second = opened(town, "a"), opened(town, "b")

    moved = _move(town, meeting)

    assert list(moved.items.order_by("position")) == [first, second]
    assert moved.starts_at == clock(12, 3, 13)


def test_the_deadlines_are_counted_anew_and_the_sequence_grows(town):
    meeting = planned(town, 12, 1)

    moved = _move(town, meeting, place="Lilla salen")

    assert moved.dispatch_deadline_at == clock(11, 23, 12)
    assert (moved.calendar_sequence, moved.version, moved.place) == (1, 2, "Lilla salen")
    assert acts() == ["meetings.meeting.planned", "meetings.meeting.moved"]


def test_a_meeting_keeps_its_place_when_only_the_time_is_moved(town):
    assert _move(town, planned(town, 12, 1)).place == "Sessionssalen"


def test_a_meeting_that_moves_to_another_year_is_numbered_there(town):
    planned(town, 1, 12, year=2027)
    meeting = planned(town, 12, 1)

    moved = _move(town, meeting, 1, 19, year=2027, to_year=2027)

    assert (moved.year, moved.number) == (2027, 2)


def test_members_and_substitutes_hear_of_the_move(town):
    _move(town, planned(town, 12, 1))

    assert (
        told("perolof", "anna", town=town)
        == [f"Mötet är flyttat: Kommunstyrelsen {NEW_DAY}"] * 2
    )
    assert told("gunnar", town=town) == []


def test_the_invited_get_the_new_time_under_the_same_uid_and_the_next_sequence(town):
    meeting = planned(town, 12, 1)
    item = opened(town, invitees=[(town.person("maria"), Purpose.ACCOUNT)])

    _move(town, meeting)

    invitee = item.invitees.get()
    assert (invitee.calendar_sequence, invitee.in_calendar) == (1, True)
    assert told("maria", town=town) == [
        f"Inbjudan: Kommunstyrelsen {DAY}",
        f"Ny tid: Kommunstyrelsen {NEW_DAY}",
    ]


def test_calendar_entries_of_members_are_moved_once_the_notice_has_gone_out(town):
    meeting = planned(town, 12, 1)
    services.dispatch_meeting(meeting, at=NOW, actor=town.actor("ingrid"))

    _move(town, meeting)

    sent = Delivery.objects.filter(channel="calendar", message__recipient=town.person("anna"))
    assert sent.count() == 2


def test_a_called_meeting_that_moves_is_still_called(town):
    meeting = planned(town, 12, 1)
    services.dispatch_meeting(meeting, at=NOW, actor=town.actor("ingrid"))

    assert _move(town, meeting).state == MeetingState.CALLED


def test_others_hear_of_the_move_in_the_same_transaction(town):
    meeting, heard = planned(town, 12, 1), []
    events.meeting_moved.connect(
        lambda **sent: heard.append(sent), weak=False, dispatch_uid="t"
    )

    try:
        _move(town, meeting)
    finally:
        events.meeting_moved.disconnect(dispatch_uid="t")

    assert [(s["meeting"], s["previous_starts_at"]) for s in heard] == [
        (meeting, clock(12, 1, 13))
    ]


def test_a_stale_page_moves_nothing(town):
    meeting = planned(town, 12, 1)
    _move(town, meeting)

    with pytest.raises(Stale, match="Läs in sidan"):
        _move(town, meeting, 12, 4, version=1)

    meeting.refresh_from_db()
    assert meeting.starts_at == clock(12, 3, 13)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_a_meeting_that_is_over_is_not_moved(town, state):
    meeting = planned(town, 12, 1)
    if state == "held":
        services.hold_meeting(meeting, at=clock(12, 1, 16), actor=town.actor("ingrid"))
    else:
        services.cancel_meeting(meeting, reason="Snö", at=NOW, actor=town.actor("ingrid"))

    with pytest.raises(MeetingRefused, match="redan avslutat"):
        _move(town, meeting)


def test_a_meeting_where_something_has_been_handled_is_neither_moved_nor_cancelled(town):
    meeting, item = planned(town, 12, 1), opened(town)
    at = clock(12, 1, 14)
    services.handle_item(item, paragraph="1", at=at, actor=town.actor("ingrid"))

    with pytest.raises(MeetingRefused, match="redan införda"):
        _move(town, meeting, at=at)
    with pytest.raises(MeetingRefused, match="redan införda"):
        services.cancel_meeting(meeting, reason="Snö", at=at, actor=town.actor("ingrid"))


def test_a_meeting_is_not_moved_onto_another_of_the_body(town):
    planned(town, 12, 3)

    with pytest.raises(MeetingRefused, match="redan ett möte"):
        _move(town, planned(town, 12, 1))


def test_a_meeting_may_be_moved_over_its_own_old_time(town):
    meeting = planned(town, 12, 1)

    moved = services.move_meeting(
        meeting,
        starts_at=clock(12, 1, 14),
        ends_at=clock(12, 1, 17),
        at=NOW,
        actor=town.actor("ingrid"),
    )

    assert moved.starts_at == clock(12, 1, 14)


def test_only_the_secretary_moves_a_meeting_and_its_deadline(town):
    meeting = planned(town, 12, 1)
    before = acts()

    with pytest.raises(NotAllowed):
        _move(town, meeting, actor="karin")
    with pytest.raises(NotAllowed):
        services.change_deadline(
            meeting, dispatch_deadline_at=NOW, at=NOW, actor=town.actor("karin")
        )

    assert acts() == before


def test_the_deadline_may_be_no_later_than_the_start(town):
    meeting = planned(town, 12, 1)

    with pytest.raises(MeetingRefused, match="före mötets start"):
        services.change_deadline(
            meeting,
            dispatch_deadline_at=clock(12, 1, 13, 1),
            at=NOW,
            actor=town.actor("ingrid"),
        )


def test_the_deadline_of_a_called_meeting_stands(town):
    meeting = planned(town, 12, 1)
    services.dispatch_meeting(meeting, at=NOW, actor=town.actor("ingrid"))

    with pytest.raises(MeetingRefused, match="redan gått ut"):
        services.change_deadline(
            meeting, dispatch_deadline_at=clock(11, 30), at=NOW, actor=town.actor("ingrid")
        )


def test_items_stay_when_the_deadline_is_brought_forward(town):
    meeting, item = planned(town, 12, 1), opened(town)

    services.change_deadline(
        meeting, dispatch_deadline_at=clock(11, 2), at=NOW, actor=town.actor("ingrid")
    )

    item.refresh_from_db()
    assert item.meeting == meeting
