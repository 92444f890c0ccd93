"""Who is there, who serves, who is out: attendance and conflicts of interest in the room."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import Stale
from samspel.meetings import events, services
from samspel.meetings.enums import (
    ConflictGround,
    ConflictState,
    PresenceEnd,
    Purpose,
    RemoteExtent,
    SeatKind,
)
from samspel.meetings.errors import MeetingsNotAllowed, RecordRefused, UnlawfulAct
from samspel.meetings.models import Participation, PresenceInterval, Sitting
from samspel.meetings.queries.workbench import bench_of
from samspel.meetings.web.room.rows import here_not_serving
from tests.meetings.acting import NOW, planned
from tests.meetings.minutes.playing import serve_everybody
from tests.meetings.room import Room, assembly, at
from tests.stages import staged


@staged
def room(town):
    return Room(town, "KS", items=2)


def test_kl_6_17_the_right_substitute_serves_and_steps_back_when_the_member_comes(room):
    room.come("karin", "perolof", "ulla", "anna", "mikael")
    assert room.serving() == {"Karin": "", "Per-Olof": "", "Ulla": "", "Anna": "Lena"}

    room.come("lena", when=at(19))
    assert room.serving() == {"Karin": "", "Per-Olof": "", "Ulla": "", "Lena": ""}

    room.leave("ulla", at(20))
    assert room.serving()["Mikael"] == "Ulla"  # own party first
    stretches = PresenceInterval.objects.filter(participation=room.who("anna"))
    assert [(each.serving, each.ended) for each in stretches] == [
        (True, PresenceEnd.SEAT),
        (False, ""),
    ]


def test_kl_5_42_the_council_meets_in_public_whatever_is_set_and_a_committee_does_not(town):
    serve_everybody(town)
    opened = {}

    for body in ("KF", "KS"):
        meeting = planned(town, 12, 8, body=body)
        by = {"at": NOW, "actor": town.actor("ingrid")}
        opened[body] = services.prepare_attendance(meeting, **by).is_public

    assert opened == {"KF": True, "KS": False}


def test_kl_5_20_a_member_who_left_does_not_serve_again_that_day(room):
    room.come("karin", "perolof", "ulla", "lena", "mikael")
    room.leave("ulla", at(19))

    room.come("ulla", when=at(20))

    assert room.serving()["Mikael"] == "Ulla"
    assert "Ulla" not in room.serving()
    bench = bench_of(room.actor, room.meeting, None)
    why = "gick tidigare i dag och har kommit tillbaka"
    assert here_not_serving(bench) == f"{room.who('ulla').printed} ({why})"


def test_the_council_may_let_a_committees_members_return_the_same_day(room):
    services.change_deciding_settings(
        room.body,
        citations={"return_same_day": "KF 2023-01-30 § 7"},
        return_same_day=True,
        actor=room.actor,
    )
    room.come("karin", "ulla", "mikael")
    room.leave("ulla", at(19))

    room.come("ulla", when=at(20))

    assert room.serving()["Ulla"] == ""
    with pytest.raises(RecordRefused, match="vilket beslut"):
        services.change_deciding_settings(
            room.body, citations={}, seat_count=9, actor=room.actor
        )


def test_kl_6_30_whoever_is_disqualified_is_out_of_the_item_and_serves_again_after_it(room):
    item = room.items[0]
    room.open("karin", "perolof", "ulla", "lena", "mikael")
    services.declare_conflict(
        item, room.who("ulla"), ground=ConflictGround.AFFECTED, at=at(18, 5), actor=room.actor
    )

    room.begin(item)
    assert room.serving()["Mikael"] == "Ulla"
    room.do("put_question", item, found="draft")
    room.do("conclude_item", item, when=at(18, 40))

    assert room.serving()["Ulla"] == ""
    conflict = item.conflicts.get()
    assert (conflict.state, conflict.out_at, conflict.in_at) == (
        ConflictState.DECLARED,
        at(18, 10),
        at(18, 40),
    )
    assert {each["participation"] for each in item.decided.serving} == {
        room.who(name).pk for name in ("karin", "perolof", "lena", "mikael")
    }


def test_kl_6_30_a_raised_conflict_is_settled_before_the_item_and_5_47_has_other_grounds(room):
    item = room.items[0]
    room.open("karin", "perolof", "ulla", "lena")
    raised = services.raise_conflict(
        item,
        room.who("ulla"),
        ground=ConflictGround.OTHER,
        raised_by=room.who("lena"),
        at=at(18, 5),
        actor=room.actor,
    )

    with pytest.raises(UnlawfulAct, match=r"6 kap\. 30 §"):
        room.begin(item)
    with pytest.raises(RecordRefused, match="5 kap"):
        services.declare_conflict(
            room.items[1],
            room.who("ulla"),
            ground=ConflictGround.PERSONAL,
            at=at(18, 5),
            actor=room.actor,
        )
    services.settle_conflict(raised, upheld=False, at=at(18, 6), actor=room.actor)
    room.begin(item)

    assert room.serving()["Ulla"] == ""
    with pytest.raises(RecordRefused, match="redan avgjord"):
        services.settle_conflict(raised, upheld=True, at=at(18, 7), actor=room.actor)


def test_kl_6_27_no_item_is_handled_by_half_of_the_members(room):
    room.open("karin", "perolof")

    with pytest.raises(UnlawfulAct, match=r"6 kap\. 27 §"):
        room.begin(room.items[0])
    room.come("lena", when=at(18, 5))
    room.begin(room.items[0])

    assert room.items[0].handling.is_going_on


def test_kl_5_46_the_council_goes_on_when_a_conflict_makes_it_too_few(town):
    scene = assembly(town, 5)
    room, item = scene.room, scene.item
    for each in scene.members[3:]:
        services.note_departure(each, at=at(18, 2), actor=room.actor)
    services.declare_conflict(
        item, scene.members[0], ground=ConflictGround.PERSONAL, at=at(18, 5), actor=room.actor
    )

    room.begin(item)

    assert len(room.serving()) == 2


def test_kl_5_48_whoever_is_accountable_is_out_in_the_council_and_a_committee_has_no_such_ground(
    town,
):
    scene = assembly(town, 5)
    room, item = scene.room, scene.item
    before = len(room.serving())
    declared = services.declare_conflict(
        item,
        scene.members[0],
        ground=ConflictGround.ACCOUNTABLE,
        at=at(18, 5),
        actor=room.actor,
    )

    room.begin(item)

    assert len(room.serving()) == before - 1
    assert declared.ground.section.startswith("5 kap. 48")
    committee = Room(town, "KS").open("karin", "perolof", "ulla", "lena")
    with pytest.raises(RecordRefused, match="Grunden gäller inte här"):
        services.declare_conflict(
            committee.items[0],
            committee.who("ulla"),
            ground=ConflictGround.ACCOUNTABLE,
            at=at(18, 5),
            actor=committee.actor,
        )


def test_kl_6_25_a_committee_is_public_only_by_the_councils_decision(room):
    with pytest.raises(RecordRefused, match="vilket beslut"):
        services.change_deciding_settings(
            room.body, citations={"is_public": " "}, is_public=True, actor=room.actor
        )

    settings = services.change_deciding_settings(
        room.body,
        citations={"is_public": "KF 2023-01-30 § 8"},
        is_public=True,
        actor=room.actor,
    )

    assert settings.is_public


def test_kl_6_24_remote_needs_the_councils_decision_and_the_chairs_check(room):
    with pytest.raises(UnlawfulAct, match="Fullmäktige har inte beslutat"):
        room.come("lena", remote=True)
    services.change_deciding_settings(
        room.body,
        citations={"remote": "KF 2023-01-30 § 8"},
        remote=RemoteExtent.SOME,
        actor=room.actor,
    )
    with pytest.raises(UnlawfulAct, match=r"prop\. 2025/26:164"):
        room.come("lena", remote=True)

    services.check_remote(room.meeting, at=at(17, 50), actor=room.actor)
    room.come("lena", remote=True)

    assert PresenceInterval.objects.get(participation=room.who("lena")).remote
    assert room.serving() == {"Lena": ""}


def test_kl_6_22_another_member_presides_only_while_nobody_of_the_presidium_can(room):
    room.come("lena", "ulla", "anna")
    services.preside(room.who("lena"), at=at(18), actor=room.actor)
    assert Sitting.objects.get().chair == room.who("lena")

    room.come("perolof", when=at(18, 30))
    assert Sitting.objects.get().chair == room.who("perolof")
    with pytest.raises(RecordRefused, match="presidiet"):
        services.preside(room.who("lena"), at=at(18, 40), actor=room.actor)
    with pytest.raises(RecordRefused, match="tjänstgör inte"):
        services.preside(room.who("karin"), at=at(18, 40), actor=room.actor)


def test_the_list_can_be_made_again_and_holds_who_is_called_and_who_is_added(room, town):
    services.invite_to_item(
        room.items[0],
        town.person("birgit"),
        purpose=Purpose.ACCOUNT,
        at=at(17),
        actor=room.actor,
    )
    before = Participation.objects.filter(meeting=room.meeting).count()

    services.prepare_attendance(room.meeting, at=at(17, 30), actor=room.actor)
    added = services.add_participant(
        room.meeting,
        town.person("johan"),
        seat=SeatKind.OFFICIAL,
        function="utredare",
        at=at(17, 30),
        actor=room.actor,
    )

    assert Participation.objects.filter(meeting=room.meeting).count() == before + 2
    assert (
        Participation.objects.get(meeting=room.meeting, person=town.person("birgit")).seat
        == SeatKind.CALLED
    )
    with pytest.raises(RecordRefused, match="redan på listan"):
        services.add_participant(
            room.meeting, added.person, seat=SeatKind.CALLED, at=at(18), actor=room.actor
        )
    with pytest.raises(RecordRefused, match="registret"):
        services.add_participant(
            room.meeting,
            town.person("bo"),
            seat=SeatKind.MEMBER,
            at=at(18),
            actor=room.actor,
        )


def test_what_can_not_be_is_refused_and_leaves_nothing_behind(room, town):
    room.come("karin", "perolof", "lena")
    entries = AuditEntry.objects.count()
    version = Sitting.objects.get().version

    refused = [
        ("redan på plats", lambda: room.come("karin", when=at(19))),
        ("inte på plats", lambda: room.leave("ulla", at(19))),
        ("kom senare", lambda: room.leave("karin", at(17))),
        (
            "Någon annan",
            lambda: room.come("ulla", when=at(19), version=version - 1),
        ),
    ]
    for words, act in refused:
        with pytest.raises((RecordRefused, Stale), match=words):
            act()
    with pytest.raises(MeetingsNotAllowed):
        services.note_departure(room.who("karin"), at=at(19), actor=town.actor("lena"))

    assert AuditEntry.objects.count() == entries
    assert Sitting.objects.get().version == version


def test_whoever_listens_hears_of_attendance(room):
    heard = []

    def listen(sender, **facts):
        heard.append((facts["meeting"].pk, len(facts["participations"])))

    events.attendance_recorded.connect(listen)
    try:
        room.come("karin", "lena")
    finally:
        events.attendance_recorded.disconnect(listen)

    assert heard == [(room.meeting.pk, 2)]


def test_the_database_itself_refuses_presence_that_overlaps_and_two_who_serve_for_one(room):
    first = PresenceInterval.objects.create(
        participation=room.who("anna"),
        from_at=at(18),
        to_at=at(20),
        serving=True,
        serving_for=room.who("lena"),
        ended=PresenceEnd.LEFT,
    )
    wrong = [
        {"participation": first.participation, "from_at": at(19)},
        {
            "participation": room.who("mikael"),
            "from_at": at(19),
            "serving": True,
            "serving_for": room.who("lena"),
        },
        {
            "participation": room.who("mikael"),
            "from_at": at(19),
            "serving_for": room.who("lena"),
        },
        {
            "participation": room.who("mikael"),
            "from_at": at(19),
            "to_at": at(18),
            "ended": "left",
        },
    ]

    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            PresenceInterval.objects.create(**fields)

    assert PresenceInterval.objects.count() == 1


def test_a_departure_noted_by_mistake_is_taken_back_and_nobody_has_stood_in(room):
    room.come("karin", "perolof", "ulla", "lena", "anna", "mikael")
    before = room.serving()
    room.leave("ulla", at(18, 20))
    during = room.serving()

    room.do("take_back_departure", room.who("ulla"), when=at(18, 21))

    assert during["Mikael"] == "Ulla"
    assert room.serving() == before
    assert not PresenceInterval.objects.filter(serving_for__isnull=False).exists()
    with pytest.raises(RecordRefused, match="har inte gått"):
        room.do("take_back_departure", room.who("ulla"), when=at(18, 22))
    room.leave("ulla", at(18, 24))
    room.leave("lena", at(18, 25))
    with pytest.raises(RecordRefused, match="gått vidare sedan Ulla"):
        room.do("take_back_departure", room.who("ulla"), when=at(18, 26))
