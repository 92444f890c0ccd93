"""Two secretaries in the same meeting at once lose nothing; and who may do what in the room."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connections

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import Stale
from samspel.meetings import services
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    CouncilQuestionKind,
    ProposalKind,
    SeatKind,
    VoteChoice,
)
from samspel.meetings.errors import MeetingsNotAllowed, RecordRefused
from samspel.meetings.models import (
    AgendaItem,
    BallotVote,
    CouncilAsking,
    ItemDecision,
    PresenceInterval,
    Proposal,
)
from samspel.meetings.queries.room import putting_of
from tests import cast
from tests.meetings.room import Room, assembly, at


def _together(*acts: Callable[[], object]) -> list[object]:
    """Do the acts at the same time, each in a thread of its own; give what came of each."""
    results: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[place] = act()
        except (RecordRefused, Stale) as refusal:
            results[place] = refusal
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_who_write_at_once_lose_no_proposal_no_vote_and_no_number(committed_db: None):
    scene = assembly(cast.town(), 9, items=2)
    room, item = scene.room, scene.item
    room.begin(item)

    made = _together(
        *(
            lambda mover=mover: room.do(
                "propose", item, kind=ProposalKind.OWN, mover=mover, text=f"Av {mover.pk}."
            )
            for mover in scene.members[:4]
        )
    )
    assert sorted(each.number for each in made) == [1, 2, 3, 4]
    assert Proposal.objects.filter(item=item).count() == 4

    for _round in range(3):
        question = room.do("put_question", item, found=_first(item))
        assert question.is_settled
    last = room.do("put_question", item, found="draft", confirmed=False)
    key = uuid4()
    ballots = _together(
        *[lambda: room.do("open_ballot", last, method=BallotMethod.ROLL_CALL, key=key)] * 2
    )
    assert ballots[0] == ballots[1]
    sent = [(member, uuid4()) for member in scene.members]
    _together(
        *(
            lambda votes=votes: [
                room.do("cast_vote", ballots[0], member, choice=VoteChoice.YES, key=one)
                for member, one in votes
            ]
            for votes in (sent, sent[::-1])
        )
    )
    assert {row.key for row in BallotVote.objects.all()} == {one for _member, one in sent}

    confirmed = _together(*[lambda: room.do("confirm_ballot", ballots[0])] * 2)
    assert sum(isinstance(each, RecordRefused) for each in confirmed) == 1
    ended = _together(*[lambda: room.do("conclude_item", item)] * 2)
    assert sum(isinstance(each, ItemDecision) for each in ended) == 1
    item.refresh_from_db()
    assert item.paragraph == "§ 1"


def _first(item: AgendaItem) -> str:
    """Give the first side of the next question."""
    putting = putting_of(item.handling)
    return putting.procedure.next_question(putting.answers).keys[0]


def test_two_who_come_and_go_at_once_leave_nobody_in_two_seats(committed_db: None):
    room = Room(cast.town(), "KS")
    room.come("karin", "perolof", "ulla", "lena", "mikael", "anna")

    _together(
        lambda: room.leave("ulla", at(19)),
        lambda: room.leave("lena", at(19)),
    )

    assert room.serving() == {
        "Karin": "",
        "Per-Olof": "",
        "Mikael": "Ulla",
        "Anna": "Lena",
    }
    assert PresenceInterval.objects.filter(to_at__isnull=True).count() == 4


def test_only_whoever_presides_and_the_secretary_act_in_the_room(town):
    """Each act tried by everybody of the cast; the allowed are held in the other tests."""
    room = Room(town, "KS", items=2).open("karin", "perolof", "ulla")
    item, meeting, lena = room.items[0], room.meeting, room.who("lena")
    room.begin(item)
    proposal = room.propose(item, ProposalKind.REJECTION, "ulla")
    question = room.do("put_question", item, found="draft", confirmed=False)
    ballot = room.do("open_ballot", question, method=BallotMethod.ROLL_CALL, key=uuid4())
    room.do("cast_vote", ballot, room.who("karin"), choice=VoteChoice.YES, key=uuid4())
    note = room.do("note_opinion", item, room.who("ulla"))
    conflict = room.do(
        "declare_conflict", room.items[1], room.who("ulla"), ground=ConflictGround.OTHER
    )
    acts: dict[str, tuple[tuple, dict]] = {
        "prepare_attendance": ((meeting,), {}),
        "add_participant": ((meeting, town.person("bo")), {"seat": SeatKind.CALLED}),
        "note_arrivals": (([lena],), {}),
        "note_departure": ((room.who("ulla"),), {}),
        "take_back_departure": ((room.who("ulla"),), {}),
        "note_excuse": ((lena,), {"text": "Sjuk"}),
        "check_remote": ((meeting,), {}),
        "preside": ((lena,), {}),
        "declare_conflict": ((item, lena), {"ground": ConflictGround.OTHER}),
        "raise_conflict": (
            (item, lena),
            {"ground": ConflictGround.OTHER, "raised_by": room.who("ulla")},
        ),
        "settle_conflict": ((conflict,), {"upheld": True}),
        "open_meeting": ((meeting,), {}),
        "begin_item": ((room.items[1],), {}),
        "agree_on_urgency": ((item,), {}),
        "adjourn": ((meeting,), {}),
        "resume": ((meeting,), {}),
        "close_meeting": ((meeting,), {}),
        "describe_item": ((item,), {"summary": "Annat."}),
        "propose": ((item,), {"kind": ProposalKind.REJECTION, "mover": room.who("ulla")}),
        "second_proposal": ((proposal, [room.who("karin")]), {}),
        "withdraw_proposal": ((proposal,), {}),
        "refuse_proposal": ((proposal,), {"reason": "Nytt ärende."}),
        "choose_main": ((item,), {"key": "draft"}),
        "put_question": ((item,), {"found": "draft"}),
        "confirm_question": ((question,), {}),
        "take_back_question": ((question,), {}),
        "defer_by_minority": (
            (item,),
            {"kind": ProposalKind.TABLING, "supporters": [room.who("ulla")]},
        ),
        "open_ballot": ((question,), {"method": BallotMethod.ROLL_CALL, "key": uuid4()}),
        "cast_vote": (
            (ballot, room.who("ulla")),
            {"choice": VoteChoice.NO, "key": uuid4()},
        ),
        "confirm_ballot": ((ballot,), {}),
        "elect_by_ballot": ((item,), {"counts": {"Bo Ek": 1}, "key": uuid4()}),
        "conclude_item": ((item,), {}),
        "abstain_from_deciding": ((item, room.who("ulla")), {}),
        "reserve": ((item, room.who("ulla")), {}),
        "note_opinion": ((item, room.who("ulla")), {}),
        "write_note": ((note,), {"text": "Annat."}),
        "approve_at_once": ((item,), {}),
        "put_anyway": ((proposal,), {}),
        "allow_asking": ((CouncilAsking(item=item),), {"allowed": True}),
        "answer_asking": ((CouncilAsking(item=item),), {}),
        "ask_council": (
            (item,),
            {"kind": CouncilQuestionKind.QUESTION, "asker": lena, "subject": "När?"},
        ),
    }
    outside = set(cast.PERSONS) - {"ingrid", "karin", "perolof"}
    before = AuditEntry.objects.count()

    for name, (args, more) in acts.items():
        for who in sorted(outside):
            with pytest.raises(MeetingsNotAllowed):
                getattr(services, name)(*args, at=at(18, 50), actor=town.actor(who), **more)

    assert AuditEntry.objects.count() == before
