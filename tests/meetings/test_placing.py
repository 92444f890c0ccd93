"""Constituency, place and lists of the council's seats, and departures from the order of turn."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.meetings import services
from samspel.meetings.errors import MeetingsNotAllowed, RecordRefused
from samspel.meetings.models import Participation, SeatPlace, TurnDeparture
from samspel.meetings.queries.calling import substitutes_in_turn
from samspel.meetings.queries.placing import seats_with_places
from samspel.meetings.services import PlaceOfSeat
from samspel.people.enums import PositionRole
from tests.meetings.acting import NOW, planned
from tests.meetings.minutes.playing import seat, serve_everybody
from tests.meetings.room import DAY, Room, at
from tests.stages import staged

CITED = "Länsstyrelsens beslut 2022-09-26"


@staged
def council(town):
    """Two members of M in two constituencies, and a substitute of M in each."""
    serve_everybody(town)
    seat(
        town,
        "KF",
        ("karin", PositionRole.CHAIR, "M"),
        ("ulla", PositionRole.MEMBER, "M"),
        ("perolof", PositionRole.MEMBER, "S"),
        ("gunnar", PositionRole.SUBSTITUTE, "M"),
        ("mikael", PositionRole.SUBSTITUTE, "M"),
        ("larsake", PositionRole.SUBSTITUTE, "S"),
    )
    return town.body("KF")


def _key(town, name):
    return town.mandate(name, "KF").pk


def _place(town, *rows, who="ingrid", citation=CITED):
    given = [PlaceOfSeat(_key(town, name), *rest) for name, *rest in rows]
    return services.place_seats(
        town.body("KF"), given, citation=citation, at=NOW, actor=town.actor(who)
    )


def test_kl_5_21_the_list_of_who_may_come_carries_constituency_place_and_lists(town, council):
    _place(
        town,
        ("karin", "Norra", 1),
        ("ulla", "Södra", 1),
        ("gunnar", "Södra", None, (_key(town, "ulla"),)),
        ("mikael", "Norra"),
    )

    room = Room(town, "KF")

    assert {each.person_id: each.constituency for each in Participation.objects.all()} == {
        town.person("karin").pk: "Norra",
        town.person("ulla").pk: "Södra",
        town.person("perolof").pk: "",
        town.person("gunnar").pk: "Södra",
        town.person("mikael").pk: "Norra",
        town.person("larsake").pk: "",
    }
    assert room.who("ulla").list_place == 1
    assert room.who("gunnar").lists == [town.person("ulla").pk]
    room.open("perolof", "karin", "gunnar", "mikael")
    assert room.serving()["Gunnar"] == "Ulla"
    asked = substitutes_in_turn(planned(town, 12, 1, body="KF"), town.person("karin"))
    assert [each.member.given_name for each in asked] == ["Mikael", "Gunnar"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("gunnar", 1, ())], "Platsen anges för ledamöter"),
        ([("karin", 1, ()), ("ulla", 1, ())], "samma plats"),
        ([("larsake", None, ("karin",))], "inte från samma parti"),
        ([("karin", 1, ("ulla",))], "bara stå på en lista för en ledamot"),
        ([("gunnar", None, ("mikael",))], "bara stå på en lista för en ledamot"),
    ],
)
def test_what_the_election_can_not_have_said_is_refused(town, council, rows, words):
    given = [
        (name, "Norra", place, tuple(_key(town, each) for each in lists))
        for name, place, lists in rows
    ]

    with pytest.raises(RecordRefused, match=words):
        _place(town, *given)

    assert SeatPlace.objects.count() == 0


def test_a_seat_is_placed_with_its_citation_by_whoever_keeps_the_body(town, council):
    with pytest.raises(RecordRefused, match="vilket beslut"):
        _place(town, ("karin", "Norra", 1), citation=" ")
    with pytest.raises(MeetingsNotAllowed):
        _place(town, ("karin", "Norra", 1), who="karin")
    assert _place(town, ("karin", "Norra", 1)) == 1
    assert _place(town, ("karin", "Södra", 2)) == 1

    assert SeatPlace.objects.get().constituency == "Södra"
    assert AuditEntry.objects.filter(act="meetings.seats.placed").count() == 2


def test_the_seats_are_entered_on_a_page_line_by_line(town, council, as_person):
    address = reverse("meetings:seats", args=[council.uuid])
    text = (
        "Karin Sundell (M); Norra; 1\n"
        "Ulla Granath\tNorra\t2\n"
        "Gunnar Lidén; Norra; ; Karin Sundell, Ulla Granath (M)\n"
    )

    refused = as_person("ingrid").post(address, {"citation": CITED, "rows": "Bo Ek; Norra; 1"})
    assert refused.status_code == 422
    assert "Bo Ek har inget uppdrag i organet" in refused.content.decode()
    answer = as_person("ingrid").post(address, {"citation": CITED, "rows": text})

    assert answer.status_code == 302
    shown = as_person("ingrid").get(address).content.decode()
    assert "Gunnar Lidén (M); Norra; ; Karin Sundell, Ulla Granath" in shown
    seats = {each.member.given_name: each.placed for each in seats_with_places(council, DAY)}
    assert (seats["Ulla"].constituency, seats["Ulla"].place) == ("Norra", 2)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_seats_are_read_in_as_many_statements_whatever_their_number(
    town, council, statement_count, rows
):
    _place(town, *[(name, "Norra") for name in ("karin", "ulla", "gunnar")[:rows]])

    with statement_count() as counted:
        seats_with_places(council, DAY)

    assert len(counted) == 3


def test_the_order_is_departed_from_for_a_reason_and_stands_until_the_member_comes(town):
    room = Room(town, "KS").open("karin", "perolof", "lena", "anna", "mikael")
    assert room.serving()["Mikael"] == "Ulla"

    room.do("depart_from_turn", room.who("ulla"), room.who("anna"), reason="Överenskommet.")

    assert room.serving()["Anna"] == "Ulla"
    assert "Mikael" not in room.serving()
    room.leave("lena", at(19))
    assert room.serving()["Mikael"] == "Lena"
    room.come("ulla", when=at(19, 30))
    assert "Anna" not in room.serving()
    assert AuditEntry.objects.filter(act="meetings.attendance.turn_departed").count() == 1
    assert TurnDeparture.objects.get().reason == "Överenskommet."


@pytest.mark.parametrize(
    ("absent", "substitute", "reason", "words"),
    [
        ("ulla", "anna", " ", "varför ni går ifrån"),
        ("karin", "anna", "Skäl", "tjänstgör själv"),
        ("ulla", "lena", "Skäl", "Välj en ledamot"),
        ("anna", "mikael", "Skäl", "Välj en ledamot"),
        ("ulla", "mikael", "Skäl", "inte på plats"),
    ],
)
def test_a_departure_that_makes_no_sense_is_refused(town, absent, substitute, reason, words):
    room = Room(town, "KS").open("karin", "perolof", "lena", "anna")

    with pytest.raises(RecordRefused, match=words):
        room.do("depart_from_turn", room.who(absent), room.who(substitute), reason=reason)

    assert TurnDeparture.objects.count() == 0


def test_kl_5_21_and_5_20_no_other_party_serves_in_the_council_and_nobody_comes_back(
    town, council
):
    room = Room(town, "KF").open("karin", "perolof", "gunnar", "mikael", "larsake")
    ulla = room.who("ulla")

    with pytest.raises(RecordRefused, match="partiets egna ersättare"):
        room.do("depart_from_turn", ulla, room.who("larsake"), reason="Skäl")
    assert room.serving()["Gunnar"] == "Ulla"
    room.leave("gunnar", at(19))
    room.come("gunnar", when=at(20))
    with pytest.raises(RecordRefused, match="får inte tjänstgöra mer i dag"):
        room.do("depart_from_turn", ulla, room.who("gunnar"), reason="Skäl", when=at(20, 1))
