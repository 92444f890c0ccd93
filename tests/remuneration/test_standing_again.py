"""What has fallen away and stands again, and what somebody told that is put right later."""

from __future__ import annotations

import datetime as dt

from samspel.meetings.enums import PresenceEnd
from samspel.meetings.services import close_meeting
from samspel.messaging.models import Message
from samspel.messaging.todo import todo_for
from samspel.messaging.veils import is_stale, revealed, veiled
from samspel.people.models import Mandate
from samspel.remuneration.enums import DutyKind, DutyOrigin, DutyState, GatheringState, Presence
from samspel.remuneration.models import Duty, GatheringSeat, GroupLeader
from samspel.remuneration.queries.gatherings import leaders_of
from samspel.remuneration.services import preparing
from samspel.remuneration.services.arriving import arrive_from_meeting, correct_duty
from samspel.remuneration.services.gatherings import move_gathering, tell_attendance
from samspel.remuneration.services.lapsing import strike_duty
from tests.meetings.room import Room, at
from tests.remuneration.acting import (
    NOW,
    adopted,
    certified,
    duty,
    fresh,
    gathering,
    leading,
    seat,
)
from tests.remuneration.test_arriving import SYSTEM, _put_right, _reading
from tests.remuneration.test_gatherings import NOON, YESTERDAY, by, held, told
from tests.stages import staged


@staged
def evening(town):
    """KS meets 18 to 20: Karin, Per-Olof, Lena and Ulla are there."""
    adopted(town)
    leading(town, "ulla")
    room = Room(town, "KS").open("karin", "perolof", "lena", "ulla")
    close_meeting(room.meeting, at=at(20), actor=room.actor)
    return room


def test_reading_that_comes_again_is_certified_again(evening, town, monkeypatch):
    monkeypatch.setattr(preparing, "rates_known", lambda: _reading("{once: grund}"))
    arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)
    read = Duty.objects.get(person=town.person("lena"), kind=DutyKind.PREPARATION)
    first = certified(town, read)
    _put_right(evening, "lena", None)
    evening.who("lena").intervals.create(
        from_at=at(18), to_at=at(20), serving=True, ended=PresenceEnd.CLOSED
    )

    arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)

    assert fresh(read).version > first.version
    assert certified(town, fresh(read)).state == DutyState.CERTIFIED


def test_only_a_meeting_of_the_body_has_been_read_for(evening, town, monkeypatch):
    """A group's meeting in the same body put right makes no reading of its own."""
    held(town)
    monkeypatch.setattr(preparing, "rates_known", lambda: _reading("{once: grund}"))
    group = Duty.objects.get(person=town.person("karin"), origin=DutyOrigin.GATHERING)

    correct_duty(
        group,
        starts=NOON,
        minutes=30,
        presence=Presence.SERVING,
        reason="Hon gick tidigt.",
        actor=town.actor("ingrid"),
        at=NOW,
    )

    assert not Duty.objects.filter(kind=DutyKind.PREPARATION).exists()


def test_what_came_before_the_roll_was_remembered_stays_taken_away(evening, town):
    """Duties from before are told of nothing: the roll, unchanged, says nothing new of them."""
    Duty.objects.update(told="")
    sat = Duty.objects.get(person=town.person("lena"))
    strike_duty(sat, reason="Fel person i listan.", actor=town.actor("ingrid"), at=NOW)

    arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)

    assert fresh(sat).is_lapsed
    _put_right(evening, "lena", at(19))
    assert (fresh(sat).state, fresh(sat).minutes) == (DutyState.SUBMITTED, 60)


def test_reading_from_before_goes_with_its_meeting_too(evening, town, monkeypatch):
    monkeypatch.setattr(preparing, "rates_known", lambda: _reading("{once: grund}"))
    arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)
    read = Duty.objects.get(person=town.person("lena"), kind=DutyKind.PREPARATION)
    Duty.objects.filter(pk=read.pk).update(prepares=None)
    own = duty(town, "ulla", kind=DutyKind.PREPARATION, on=read.on, subject="Inläsning")

    for name in ("lena", "ulla"):
        _put_right(evening, name, None)

    assert fresh(read).is_lapsed
    assert not fresh(own).is_lapsed


def test_attendance_put_right_keeps_what_stood_on_the_duty(evening, town):
    row = held(town)
    Duty.objects.filter(person=town.person("ulla"), seat__isnull=False).update(
        note="Mötet drog ut."
    )

    told(town, row, reason="Protokollet säger så.", ulla=(NOON, 90), karin=(NOON, 60))

    note = Duty.objects.get(person=town.person("ulla"), seat__isnull=False).note
    assert note.endswith("Ulla Granath: Protokollet säger så. Mötet drog ut.")


def test_who_has_got_another_role_since_keeps_the_place_they_had(evening, town, as_person):
    """The register is put right afterwards: the same person, by another mandate that day."""
    row = held(town)
    was = seat(town, "karin", "KS")
    Mandate.objects.filter(pk=was.pk).update(valid_to=YESTERDAY)
    now = Mandate.objects.create(
        person=was.person, body=was.body, party=was.party, role=was.role, valid_from=YESTERDAY
    )
    page = f"/arvoden/moten/{row.uuid}/narvaro/"

    form = as_person("ulla").get(page).content.decode()
    assert f'name="there_{now.pk}"' in form
    assert form.count("checked") == 2
    there = {seat(town, "ulla", "KS").pk: (NOON, 120), now.pk: (NOON, 90)}
    tell_attendance(row, there=there, is_minuted=False, reason="Fel tid.", **by(town))

    (made,) = Duty.objects.filter(person=town.person("karin"), seat__isnull=False)
    assert (made.minutes, made.seat.mandate_id, made.state) == (90, now.pk, DutyState.SUBMITTED)


def test_two_who_tell_of_the_same_meeting_do_not_write_over_each_other(
    evening, town, as_person
):
    row = gathering(town, day=YESTERDAY)
    pk = seat(town, "karin", "KS").pk
    page = f"/arvoden/moten/{row.uuid}/narvaro/"
    given = {f"there_{pk}": "on", f"from_{pk}": "12:00", f"to_{pk}": "13:00", "version": "1"}
    assert (
        'type="hidden" name="version" value="1"' in as_person("ulla").get(page).content.decode()
    )
    assert as_person("ulla").post(page, given).status_code == 302

    answer = as_person("ingrid").post(page, {**given, f"to_{pk}": "14:00", "reason": "Fel."})

    assert answer.status_code == 422
    assert "Mötet har ändrats sedan du öppnade sidan" in answer.content.decode()
    assert Duty.objects.get(person=town.person("karin"), seat__isnull=False).minutes == 60
    answer = as_person("ingrid").post(
        page, {**given, f"to_{pk}": "14:00", "reason": "Fel.", "version": "2"}, follow=True
    )
    assert "Det som har ändrats granskas och attesteras igen" in answer.content.decode()


def test_who_was_there_and_has_left_the_body_backwards_is_not_forgotten(
    evening, town, as_person
):
    row = held(town)
    gone = seat(town, "karin", "KS")
    Mandate.objects.filter(pk=gone.pk).update(valid_to=YESTERDAY)

    form = as_person("ulla").get(f"/arvoden/moten/{row.uuid}/narvaro/").content.decode()

    assert f'name="there_{gone.pk}"' in form
    assert form.count("checked") == 2


def test_who_is_called_only_by_the_new_day_is_called_and_not_told_of_a_change(evening, town):
    row = gathering(town)
    GatheringSeat.objects.filter(gathering=row, person=town.person("karin")).delete()
    later = row.starts_at + dt.timedelta(days=1)

    move_gathering(
        row, starts_at=later, ends_at=later + dt.timedelta(hours=1), place="", **by(town)
    )

    told_by = {
        name: Message.objects.get(recipient=town.person(name), kind="remuneration.gathering")
        for name in ("karin", "mikael")
    }
    assert told_by["karin"].subject.startswith("Kallelse: Gruppmöte M")
    assert told_by["mikael"].subject.startswith("Ändrad tid eller plats")


def test_whoever_leads_the_group_now_is_asked_to_tell_and_who_no_longer_may_is_not(
    evening, town
):
    gathering(town, day=YESTERDAY)
    asked = "Ange vilka som var med: Gruppmöte M"
    GroupLeader.objects.update(valid_to=NOW.date())
    leading(town, "karin")

    found = {
        name
        for name in ("ulla", "karin", "ingrid", "mikael")
        if asked in {each.verb_object for each in todo_for(town.actor(name), NOW)}
    }

    assert found == {"karin"}
    Mandate.objects.filter(pk=seat(town, "karin", "KS").pk).update(valid_to=NOW.date())
    assert leaders_of(town.body("KS"), NOW.date()) == []


def test_a_mark_that_nobody_has_registered_is_text_like_the_rest():
    text = f"Hej {veiled('ingens', '1')}"

    assert (revealed(text), is_stale(text)) == (text, False)


def test_a_cancelled_meeting_shows_who_was_called_and_nobodys_attendance(
    evening, town, as_person
):
    row = gathering(town, state=GatheringState.CANCELLED)

    page = as_person("ulla").get(f"/arvoden/moten/{row.uuid}/").content.decode()

    assert "Kallade</h2>" in page
    assert "Närvaro</h2>" not in page
