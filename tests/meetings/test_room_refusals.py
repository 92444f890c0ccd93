"""What the room refuses besides what the law stops: each in words, and nothing is written."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspel.audit.models import AuditEntry
from samspel.meetings import services
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    CouncilQuestionKind,
    ProposalKind,
    SeatKind,
    VoteChoice,
)
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import AgendaItem
from tests.meetings.room import Room, assembly, at

NO, YES = VoteChoice.NO, VoteChoice.YES


def _refused(cases):
    """Try each act; all are refused in the words, and leave no entry."""
    before = AuditEntry.objects.count()
    for words, act in cases:
        with pytest.raises(RecordRefused, match=words):
            act()
    assert AuditEntry.objects.count() == before


def test_before_the_meeting_is_open_and_before_an_item_is_begun(town):
    room = Room(town, "KS", items=2)
    waiting = AgendaItem.objects.get(
        pk=services.open_item(
            town.body("BUN"),
            title="Väntar",
            ready_at=at(9),
            key="test.waiting",
            actor=town.actor("anna"),
        ).pk
    )
    lena, ulla = room.who("lena"), room.who("ulla")
    _refused(
        [
            ("inte öppnat", lambda: room.begin(room.items[0])),
            ("inte på något möte", lambda: room.begin(waiting)),
        ]
    )
    room.open("karin", "perolof", "ulla", "lena")
    item = room.items[0]
    _refused(
        [
            ("redan öppnat", lambda: room.do("open_meeting", room.meeting)),
            ("inte påbörjat", lambda: room.propose(item, ProposalKind.REJECTION, "lena")),
            ("inte påbörjat", lambda: room.do("note_opinion", item, lena)),
            ("inte avgjort", lambda: room.do("approve_at_once", item)),
            ("inte ajournerat", lambda: room.do("resume", room.meeting)),
            (
                "anmäler det",
                lambda: room.do(
                    "raise_conflict",
                    item,
                    lena,
                    ground=ConflictGround.OTHER,
                    raised_by=lena,
                ),
            ),
        ]
    )
    room.begin(item)
    room.do("declare_conflict", item, lena, ground=ConflictGround.OTHER, when=at(18, 15))
    raised = room.do(
        "raise_conflict",
        item,
        ulla,
        ground=ConflictGround.OTHER,
        raised_by=room.who("karin"),
        when=at(18, 16),
    )
    _refused(
        [
            ("Ett annat ärende", lambda: room.begin(room.items[1])),
            ("redan påbörjat", lambda: room.begin(item)),
            (
                "redan antecknat",
                lambda: room.do("declare_conflict", item, lena, ground=ConflictGround.OTHER),
            ),
        ]
    )
    room.do("settle_conflict", raised, upheld=True, when=at(18, 17))

    assert room.serving() == {"Karin": "", "Per-Olof": ""}


def test_what_makes_no_sense_at_an_item_is_refused(town):
    room = Room(town, "KS", items=2).open("karin", "perolof", "ulla", "lena")
    item, other = room.items
    room.begin(item)
    rejecting = room.propose(item, ProposalKind.REJECTION, "lena")
    lena = room.who("lena")
    _refused(
        [
            (
                "Bara ett bifallsyrkande",
                lambda: room.propose(item, ProposalKind.REJECTION, "ulla", supports=rejecting),
            ),
            ("instämma", lambda: room.do("second_proposal", rejecting, [lena])),
            ("varför", lambda: room.do("refuse_proposal", rejecting, reason=" ")),
            ("inget sådant", lambda: room.do("choose_main", item, key="p0")),
            ("bara finna", lambda: room.do("put_question", item, found="tabling")),
            ("inte ställda", lambda: room.do("conclude_item", item)),
            (
                "Ingen har yrkat",
                lambda: room.do(
                    "defer_by_minority", item, kind=ProposalKind.TABLING, supporters=[lena]
                ),
            ),
            (
                "Namn räknas bara vid val",
                lambda: room.do("elect_by_ballot", item, counts={"Bo Ek": 1}, key=uuid4()),
            ),
        ]
    )
    question = room.do("put_question", item, found="draft", confirmed=False)
    _refused(
        [
            (
                "ett av de två",
                lambda: room.do(
                    "open_ballot",
                    question,
                    method=BallotMethod.ROLL_CALL,
                    key=uuid4(),
                    yes="tabling",
                ),
            ),
        ]
    )
    ballot = room.do("open_ballot", question, method=BallotMethod.SHOW_OF_HANDS, key=uuid4())
    _refused(
        [
            ("begärd", lambda: room.do("confirm_question", question)),
            ("begärd", lambda: room.do("take_back_question", question)),
            (
                "Bara vid upprop",
                lambda: room.do("cast_vote", ballot, lena, choice=NO, key=uuid4()),
            ),
            ("hur många", lambda: room.do("confirm_ballot", ballot)),
        ]
    )
    room.do("confirm_ballot", ballot, counts={YES: 3, NO: 1})
    _refused(
        [
            ("redan avgjord", lambda: room.do("confirm_question", question)),
            ("inget mer", lambda: room.do("put_question", item, found="draft")),
            ("inget beslut", lambda: room.do("conclude_item", item, points=[" "])),
        ]
    )
    room.do("conclude_item", item, points=["Riktlinjen antas."])
    reservation = room.do("reserve", item, lena, motivation="Skäl.")
    note = room.do("note_opinion", item, lena, text="Mening.")
    _refused(
        [
            ("redan avgjort", lambda: room.propose(item, ProposalKind.REJECTION, "lena")),
            ("redan avgjort", lambda: room.do("agree_on_urgency", item)),
            ("redan avgjort", lambda: room.do("describe_item", item, summary="Annat.")),
            (
                "redan avgjort",
                lambda: room.do("declare_conflict", item, lena, ground=ConflictGround.OTHER),
            ),
            (
                "motivering",
                lambda: room.do("motivate_reservation", reservation, motivation=""),
            ),
            ("antecknas", lambda: room.do("write_note", note, text=" ")),
        ]
    )
    room.begin(other, at(18, 40))
    room.do("put_question", other, found="draft", when=at(18, 41))
    room.do("conclude_item", other, when=at(18, 42))
    _refused(
        [
            (
                "annat ärende",
                lambda: room.do("reserve", other, lena, proposal=rejecting, when=at(18, 43)),
            ),
        ]
    )
    room.do("close_meeting", room.meeting, when=at(19))
    _refused(
        [
            ("med resten", lambda: room.do("approve_at_once", item, when=at(19))),
            ("avslutat", lambda: room.do("adjourn", room.meeting, when=at(19, 1))),
            (
                "redan hållet",
                lambda: room.do("prepare_attendance", room.meeting, when=at(19, 1)),
            ),
        ]
    )


def test_an_election_counts_no_more_papers_than_there_are_and_lots_only_among_the_level(town):
    room = Room(town, "KS").open("karin", "perolof", "ulla", "lena")
    item = room.items[0]
    room.do("describe_item", item, is_election=True, draft_points=[], when=at(18, 5))
    room.begin(item)

    def elect(counts, **more):
        return lambda: room.do("elect_by_ballot", item, counts=counts, key=uuid4(), **more)

    _refused(
        [
            ("Fler röster", elect({"Bo Ek": 4}, blank_count=1)),
            ("lika många röster", elect({"Bo Ek": 2, "Anna": 2}, drawn=("Cilla",))),
            ("Dra lott", elect({"Bo Ek": 2, "Anna": 2})),
        ]
    )
    elect({"Bo Ek": 3, "Anna": 1}, blank_count=0)()

    assert room.do("conclude_item", item).decision.text == "Bo Ek väljs."


def test_the_council_does_not_ask_the_same_twice_nor_answer_again(town):
    scene = assembly(town, 5)
    room, item, asker = scene.room, scene.item, scene.members[1]

    def ask(**more):
        facts = {"kind": CouncilQuestionKind.QUESTION, "asker": asker, "subject": "När?"}
        return room.do("ask_council", item, **{**facts, **more})

    _refused([("vad som frågas", lambda: ask(subject=" "))])
    asked = ask()
    room.do("allow_asking", asked, allowed=True)
    room.do("answer_asking", asked, speakers=[asker])
    _refused(
        [
            ("redan en interpellation", ask),
            ("redan besvarad", lambda: room.do("allow_asking", asked, allowed=False)),
        ]
    )


def test_an_item_without_a_proposal_is_noted_and_takes_no_wording(town):
    room = Room(town, "KS").open("karin", "perolof", "ulla")
    item = room.items[0]
    room.do("describe_item", item, draft_points=[], when=at(18, 5))
    room.begin(item)

    _refused([("inget beslut", lambda: room.do("conclude_item", item, points=["Antas."]))])

    assert (
        room.do("conclude_item", item).decision.text
        == "Informationen antecknas till protokollet."
    )


def test_the_list_belongs_to_its_own_meeting_and_is_made_first(town):
    room, other = Room(town, "KS"), Room(town, "SN")
    unprepared = services.plan_meeting(
        town.body("KS"),
        starts_at=at(9),
        ends_at=at(10),
        at=at(8),
        actor=room.actor,
    )
    stranger = next(iter(other.people.values()))
    _refused(
        [
            (
                "annat mötes lista",
                lambda: services.note_arrivals(
                    [room.who("karin"), stranger], at=at(18), actor=room.actor
                ),
            ),
            (
                "närvarolistan",
                lambda: services.add_participant(
                    unprepared,
                    town.person("bo"),
                    seat=SeatKind.CALLED,
                    at=at(18),
                    actor=room.actor,
                ),
            ),
            (
                "inte systemet",
                lambda: services.check_remote(
                    room.meeting, at=at(18), actor=type(room.actor).system("prov")
                ),
            ),
        ]
    )
    room.come("karin", when=at(18))
    room.leave("karin", at(19))
    services.note_excuse(room.who("lena"), text="Sjuk", at=at(17), actor=room.actor)
    _refused([("var på plats då", lambda: room.come("karin", when=at(18, 30)))])

    assert room.who("lena").meeting.participations.get(excuse="Sjuk").name == "Lena Strand"
