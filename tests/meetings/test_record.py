"""The whole record, read in the same few statements whatever happened at the meeting."""

from __future__ import annotations

import pytest

from samspel.meetings import services
from samspel.meetings.calculation.record import PreparationStep, Recipient
from samspel.meetings.enums import (
    ConflictGround,
    Outcome,
    PreparationKind,
    PresenceEnd,
    ProposalKind,
    VoteChoice,
)
from samspel.meetings.errors import MeetingsNotAllowed
from samspel.meetings.queries.record import record_of
from tests.meetings.room import Room, assembly, at

YES, NO = VoteChoice.YES, VoteChoice.NO


def _evening(town):
    """A board's evening with something of everything."""
    room = Room(town, "KS", items=3)
    item = room.items[0]
    services.describe_item(
        item,
        summary="Ärendet i korthet.",
        proposes_to="kommunfullmäktige",
        preparation=[
            PreparationStep(
                PreparationKind.PREPARING_BODY,
                "Arbetsutskottet föreslår att förslaget antas.",
                "Kommunstyrelsens arbetsutskott",
                at(9).date(),
                "§ 11",
            )
        ],
        recipients=[
            Recipient("Kommundirektören"),
            Recipient("Länsstyrelsen", is_internal=False),
        ],
        at=at(17),
        actor=room.actor,
    )
    services.attach(
        item,
        title="Tjänsteskrivelse",
        url="/handling/1/",
        actor=room.actor,
    )
    room.open("karin", "perolof", "ulla", "lena", "mikael")
    room.do(
        "declare_conflict",
        item,
        room.who("ulla"),
        ground=ConflictGround.AFFECTED,
        when=at(18, 5),
    )
    room.begin(item)
    own = room.propose(item, ProposalKind.OWN, "lena", text="Annat antas.")
    room.do("second_proposal", own, [room.who("perolof")], when=at(18, 21))
    room.do("withdraw_proposal", room.propose(item, ProposalKind.REJECTION, "perolof"))
    ballot = room.vote(item, "draft", karin=YES, perolof=NO, lena=NO, mikael=YES)
    room.do("confirm_ballot", ballot)
    room.do("conclude_item", item, when=at(18, 40))
    for name in ("lena", "perolof"):
        room.do("reserve", item, room.who(name), proposal=own, when=at(18, 41))
    room.do("note_opinion", item, room.who("lena"), text="Underlaget är tunt.", when=at(18, 42))
    room.do("approve_at_once", item, when=at(18, 43))
    room.do("adjourn", room.meeting, when=at(18, 45))
    room.do("resume", room.meeting, when=at(18, 55))
    return room


def test_the_record_holds_what_happened_as_the_minutes_need_it(town):
    room = _evening(town)

    record = record_of(room.meeting, room.actor)

    item = record.items[0]
    people = {each.person.name: each for each in record.participants}
    assert (item.paragraph, item.case_number, item.summary) == (
        "§ 1",
        "KS 2026/1",
        "Ärendet i korthet.",
    )
    assert [each.title for each in item.basis] == ["Tjänsteskrivelse"]
    assert [(each.body_name, each.paragraph) for each in item.preparation] == [
        ("Kommunstyrelsens arbetsutskott", "§ 11")
    ]
    assert item.draft.origin == "Arbetsutskottets förslag"
    standing = item.standing_proposals
    assert [(each.mover.printed, each.seconders[0].printed) for each in standing] == [
        ("Lena Strand (V)", "Per-Olof Hägg (S)")
    ]
    assert len(item.proposals) == 2
    question = item.questions[0]
    ballot = question.ballot
    assert (question.result, ballot.yes.key, ballot.no.key) == (
        "draft",
        "draft",
        standing[0].key,
    )
    assert (ballot.yes_count, ballot.no_count) == (2, 2)
    assert ballot.casting_vote.name == "Karin Sundell"
    assert {each.person.name: each.choice for each in ballot.rows} == {
        "Karin Sundell": YES,
        "Per-Olof Hägg": NO,
        "Lena Strand": NO,
        "Mikael Roos": YES,
    }
    assert (item.decision.outcome, item.decision.introduction) == (
        Outcome.DECIDED,
        "Kommunstyrelsen föreslår kommunfullmäktige besluta",
    )
    assert [each.person.name for each in item.serving if each.serving_for] == ["Mikael Roos"]
    assert [each.person.name for each in item.serving if each.presides] == ["Karin Sundell"]
    assert [each.name for each in item.reservations[0].persons] == [
        "Lena Strand",
        "Per-Olof Hägg",
    ]
    assert item.notes[0].text == "Underlaget är tunt."
    conflict = item.conflicts[0]
    assert (conflict.person.name, conflict.replaced_by.name) == ("Ulla Granath", "Mikael Roos")
    assert (conflict.out_at, conflict.in_at) == (at(18, 10), at(18, 40))
    assert [each.name for each in item.recipients] == ["Kommundirektören", "Länsstyrelsen"]
    assert item.is_immediately_approved
    assert (item.quorum.present, item.quorum.needed) == (4, 3)
    assert [each.ended for each in people["Ulla Granath"].intervals] == [
        PresenceEnd.CONFLICT,
        None,
    ]
    assert not people["Anna Ekelöf"].was_there
    assert [(each.from_at, each.to_at) for each in record.adjournments] == [
        (at(18, 45), at(18, 55))
    ]
    assert record.secretary.name == "Ingrid Falk"
    assert [each.name for each in record.chairs] == ["Karin Sundell"]


def test_the_record_takes_three_statements_whatever_the_size(town, statement_count):
    small = _evening(town)
    large = assembly(town, 31, items=12)
    for minute, item in enumerate(large.room.items[:4]):
        large.room.begin(item, at(19, minute))
        when = at(19, minute)
        large.room.do(
            "propose", item, kind=ProposalKind.REJECTION, mover=large.members[1], when=when
        )
        large.room.do("put_question", item, found="draft", when=when)
        large.room.do("conclude_item", item, when=when)
    counts = []
    for room in (small, large.room):
        with statement_count() as statements:
            record_of(room.meeting, room.actor)
        counts.append(len(statements))

    assert counts == [3, 3]


def test_a_closed_item_is_a_place_without_a_word_for_whoever_may_not_see_it(town):
    room = Room(town, "KS", items=2)
    room.items[0].is_closed = True
    room.items[0].save(update_fields=["is_closed"])

    inside = record_of(room.meeting, town.actor("lena"))
    outside = record_of(room.meeting, town.actor("elisabet"))

    assert [each.title for each in inside.items] == ["Ärende 1", "Ärende 2"]
    hidden = outside.items[0]
    assert (hidden.title, hidden.is_hidden, hidden.position) == ("", True, 1)
    assert (hidden.case_number, hidden.draft, hidden.description) == ("", None, "")
    assert outside.items[1].title == "Ärende 2"
    with pytest.raises(MeetingsNotAllowed):
        record_of(room.meeting, town.actor("maria"))
