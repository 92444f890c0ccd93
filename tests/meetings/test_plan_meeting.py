import datetime as dt
from contextlib import nullcontext

import pytest
from django.db import IntegrityError, transaction

from samspel.audit.actors import Actor
from samspel.foundation.dates import AmbiguousTime, NoSuchTime
from samspel.foundation.refusal import NotAllowed, Stale
from samspel.meetings import services
from samspel.meetings.errors import MeetingRefused
from samspel.meetings.models import BodyMeetingSettings, Meeting
from tests.meetings.acting import NOW, acts, clock, planned


def test_a_meeting_gets_its_number_and_its_chain_of_deadlines(town):
    meeting = planned(town, 12, 1)

    assert (meeting.year, meeting.number) == (2026, 1)
    assert meeting.dispatch_deadline_at == clock(11, 19, 12)
    assert meeting.notice_on == dt.date(2026, 11, 24)
    assert meeting.approval_on == dt.date(2026, 12, 15)
    assert acts() == ["meetings.meeting.planned"]


def test_numbers_run_per_body_and_year(town):
    numbers = [
        planned(town, 12, 1).number,
        planned(town, 12, 8).number,
        planned(town, 12, 8, body="SN").number,
        planned(town, 1, 12, year=2027).number,
    ]

    assert numbers == [1, 2, 1, 1]


def test_kl_6_23_the_bodys_own_settings_count_the_deadlines(town):
    services.change_settings(
        town.body("KS"),
        dispatch_days=14,
        notice_days=7,
        counts_weekdays=False,
        dispatch_time=dt.time(9),
        on=NOW.date(),
        actor=town.actor("ingrid"),
    )

    meeting = planned(town, 12, 2)

    assert meeting.dispatch_deadline_at == clock(11, 18, 9)
    assert meeting.notice_on == dt.date(2026, 11, 25)


def test_a_deadline_may_be_given_for_the_one_meeting(town):
    meeting = planned(town, 11, 17, deadline=clock(11, 16, 8))

    assert meeting.dispatch_deadline_at == clock(11, 16, 8)


def test_a_deadline_on_the_meetings_own_day_is_never_after_its_start(town):
    services.change_settings(
        town.body("KS"),
        dispatch_days=0,
        notice_days=0,
        dispatch_time=dt.time(23),
        on=NOW.date(),
        actor=town.actor("ingrid"),
    )

    meeting = planned(town, 12, 1)

    assert meeting.dispatch_deadline_at == meeting.starts_at


@pytest.mark.parametrize("name", ["karin", "anna", "pia", "helena", "tomas", "elisabet"])
def test_only_the_bodys_secretary_plans_its_meetings(town, name):
    with pytest.raises(NotAllowed, match="sekreterare i Kommunstyrelsen"):
        services.plan_meeting(
            town.body("KS"),
            starts_at=clock(12, 1, 13),
            ends_at=clock(12, 1, 16),
            at=NOW,
            actor=town.actor(name),
        )

    assert Meeting.objects.count() == 0
    assert acts() == []


def _refused(town, start, end, match, deadline=None):
    with pytest.raises(MeetingRefused, match=match):
        services.plan_meeting(
            town.body("KS"),
            starts_at=start,
            ends_at=end,
            dispatch_deadline_at=deadline,
            at=NOW,
            actor=town.actor("ingrid"),
        )
    assert acts() == []


def test_a_meeting_ends_after_it_starts(town):
    _refused(town, clock(12, 1, 16), clock(12, 1, 16), "senare än starttiden")


def test_a_meeting_is_not_planned_in_the_past(town):
    _refused(town, NOW, clock(11, 12, 16), "redan passerat")


def test_papers_are_not_taken_in_after_the_start(town):
    _refused(town, clock(12, 1, 13), clock(12, 1, 16), "före mötets start", clock(12, 1, 13, 1))


def test_a_body_is_not_in_two_meetings_at_once(town):
    planned(town, 12, 1)

    with pytest.raises(
        MeetingRefused, match=r"redan ett möte tisdag 1.december 2026 kl.\s13.00"
    ):
        services.plan_meeting(
            town.body("KS"),
            starts_at=clock(12, 1, 15, 59),
            ends_at=clock(12, 1, 18),
            at=NOW,
            actor=town.actor("ingrid"),
        )

    assert Meeting.objects.count() == 1


def test_meetings_may_meet_end_to_end(town):
    planned(town, 12, 1)

    services.plan_meeting(
        town.body("KS"),
        starts_at=clock(12, 1, 16),
        ends_at=clock(12, 1, 18),
        at=NOW,
        actor=town.actor("ingrid"),
    )

    assert Meeting.objects.count() == 2


def test_the_database_refuses_an_overlap_whoever_writes(town):
    meeting = planned(town, 12, 1)
    other = planned(town, 12, 8)

    with (
        pytest.raises(IntegrityError, match="meeting_one_at_a_time_per_body"),
        transaction.atomic(),
    ):
        Meeting.objects.filter(pk=other.pk).update(
            starts_at=meeting.starts_at, ends_at=meeting.ends_at
        )


def test_a_cancelled_meeting_leaves_its_time_free(town):
    services.cancel_meeting(
        planned(town, 12, 1), reason="Få ärenden", at=NOW, actor=town.actor("ingrid")
    )

    assert planned(town, 12, 1).number == 2


def test_a_year_is_planned_whole(town):
    days = [dt.date(2027, 1, 12), dt.date(2027, 2, 9), dt.date(2027, 2, 9)]

    meetings = services.plan_year(
        town.body("KS"),
        days=days,
        start=dt.time(13),
        end=dt.time(16),
        place="Sessionssalen",
        at=NOW,
        actor=town.actor("ingrid"),
    )

    assert [each.starts_at for each in meetings] == [
        clock(1, 12, 13, year=2027),
        clock(2, 9, 13, year=2027),
    ]
    assert [each.number for each in meetings] == [1, 2]


def test_a_year_with_a_clash_is_not_planned_at_all(town):
    planned(town, 2, 9, year=2027)

    with pytest.raises(MeetingRefused, match="redan ett möte"):
        services.plan_year(
            town.body("KS"),
            days=[dt.date(2027, 1, 12), dt.date(2027, 2, 9)],
            start=dt.time(13),
            end=dt.time(16),
            at=NOW,
            actor=town.actor("ingrid"),
        )

    assert Meeting.objects.count() == 1
    assert acts() == ["meetings.meeting.planned"]


def test_a_year_without_days_is_refused(town):
    with pytest.raises(MeetingRefused, match="minst en dag"):
        services.plan_year(
            town.body("KS"),
            days=[],
            start=dt.time(13),
            end=dt.time(16),
            at=NOW,
            actor=town.actor("ingrid"),
        )


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(dt.date(2027, 3, 28), NoSuchTime), (dt.date(2027, 10, 31), AmbiguousTime)],
)
def test_a_night_when_the_clock_is_moved_is_refused_in_words(town, day, refusal):
    with pytest.raises(refusal, match="ställs klockan"):
        services.plan_year(
            town.body("KS"),
            days=[day],
            start=dt.time(2, 30),
            end=dt.time(4),
            at=NOW,
            actor=town.actor("ingrid"),
        )

    assert Meeting.objects.count() == 0


def _settings(town, **values):
    return services.change_settings(
        town.body("KS"), on=NOW.date(), actor=town.actor("ingrid"), **values
    )


@pytest.mark.parametrize(
    ("values", "match"),
    [
        ({"dispatch_days": 3, "notice_days": 5}, "Handlingarna måste vara inne"),
        ({"presidium_days": 2}, "Presidiet måste träffas"),
        ({"approval_days": 15}, "1 till 14 dagar"),
        ({"approval_days": 0}, "1 till 14 dagar"),
        ({"usual_start": dt.time(16), "usual_end": dt.time(13)}, "senare än starttiden"),
    ],
)
def test_days_out_of_order_are_refused(town, values, match):
    with pytest.raises(MeetingRefused, match=match):
        _settings(town, **values)

    assert acts() == []
    assert BodyMeetingSettings.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "is_lawful"),
    [
        ({"notice_days": 5}, True),
        ({"notice_days": 4}, False),
        ({"notice_days": 7, "counts_weekdays": False}, True),
        ({"notice_days": 6, "counts_weekdays": False}, False),
    ],
)
def test_kl_5_13_and_15_the_council_sets_no_notice_nearer_than_a_week(town, values, is_lawful):
    body, actor = town.body("KF"), Actor.system("prov")

    with nullcontext() if is_lawful else pytest.raises(MeetingRefused, match="minst 7 dagar"):
        services.change_settings(body, on=NOW.date(), actor=actor, **values)

    assert BodyMeetingSettings.objects.exists() is is_lawful


def test_settings_that_somebody_else_has_changed_are_stale(town):
    version = _settings(town, usual_place="Sessionssalen").version

    with pytest.raises(Stale, match="Läs in sidan"):
        _settings(town, usual_place="Lilla salen", version=version - 1)

    assert BodyMeetingSettings.objects.get().usual_place == "Sessionssalen"


def test_settings_are_changed_by_the_bodys_secretary_only(town):
    with pytest.raises(NotAllowed):
        services.change_settings(
            town.body("KS"), on=NOW.date(), actor=town.actor("karin"), dispatch_days=9
        )
