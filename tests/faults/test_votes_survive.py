"""The database killed with kill -9 in a roll call and in its decision: nothing confirmed is lost.

Two secretaries send the same votes at the same time, in opposite order and with the same
keys. Whatever was answered with a receipt is there, once, and the outcome adds up; the
decision is there whole, with the next paragraph, however often it had to be sent.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import InterfaceError, OperationalError, connections

from samspel.audit.models import AuditEntry
from samspel.audit.queries import verified_chain
from samspel.audit.services import seal
from samspel.meetings import services
from samspel.meetings.enums import BallotMethod, ItemState, ProposalKind, VoteChoice
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import AgendaItem, Ballot, BallotVote, Decision, ItemDecision
from tests import cast
from tests.faults.cluster import kill, own_cluster, revived
from tests.meetings.room import assembly, at
from tests.messaging.processes import wait_for

SIZE = 61


@pytest.fixture
def data(django_db_setup, django_db_blocker) -> Iterator[Path]:
    with django_db_blocker.unblock(), own_cluster() as found:
        yield found


class Secretary(threading.Thread):
    """Somebody who enters the votes, and sends a vote again until it is answered."""

    def __init__(self, scene: SimpleNamespace, ballot: Ballot, votes: list[tuple]) -> None:
        super().__init__()
        self.scene, self.ballot, self.votes = scene, ballot, votes
        self.told: list[UUID] = []

    def run(self) -> None:
        for member, choice, key in self.votes:
            while not self.sent(member, choice, key):
                connections.close_all()
                time.sleep(0.05)
            self.told.append(key)
        connections.close_all()

    def sent(self, member: object, choice: VoteChoice, key: UUID) -> bool:
        try:
            services.cast_vote(
                self.ballot,
                member,
                choice=choice,
                key=key,
                at=at(18, 40),
                actor=self.scene.room.actor,
            )
        except (OperationalError, InterfaceError):
            return False
        return True


class Deciding(threading.Thread):
    """Somebody who confirms the decision, and sends it again until they know that it stands."""

    def __init__(self, scene: SimpleNamespace, item: AgendaItem) -> None:
        super().__init__()
        self.scene, self.item = scene, item

    def run(self) -> None:
        while not self.sent():
            connections.close_all()
            time.sleep(0.05)
        connections.close_all()

    def sent(self) -> bool:
        try:
            self.scene.room.do("conclude_item", self.item, when=at(18, 55))
        except (OperationalError, InterfaceError):
            return False
        except RecordRefused:  # it was decided, and only the answer was lost
            return True
        return True


def _roll_call(scene: SimpleNamespace, number: int) -> Ballot:
    item = scene.room.items[number]
    scene.room.begin(item, at(18, 10))
    scene.room.do(
        "propose",
        item,
        kind=ProposalKind.REJECTION,
        mover=scene.members[1],
        when=at(18, 20),
    )
    question = scene.room.do("put_question", item, found="draft", confirmed=False)
    return scene.room.do("open_ballot", question, method=BallotMethod.ROLL_CALL, key=uuid4())


def _vote_through(scene: SimpleNamespace, data: Path, number: int, kills: int) -> None:
    """Let the roll be called while the database dies, and check what it holds after it."""
    ballot = _roll_call(scene, number)
    choices = [VoteChoice.YES, VoteChoice.NO, VoteChoice.YES]
    votes = [
        (member, choices[place % 3], uuid4()) for place, member in enumerate(scene.members)
    ]
    both = [Secretary(scene, ballot, votes), Secretary(scene, ballot, votes[::-1])]
    for each in both:
        each.start()
    for round_number in range(1, kills):  # the last is for the decision
        enough = round_number * SIZE // kills
        wait_for(lambda enough=enough: len(both[0].told) >= enough, seconds=60)
        kill(data)
        wait_for(revived, seconds=3)
    for each in both:
        each.join()
    connections.close_all()  # this thread's own was killed too

    rows = {row.key: row for row in BallotVote.objects.filter(ballot=ballot)}
    assert set(both[0].told) == set(both[1].told) == set(rows)
    assert {(row.participation_id, row.choice) for row in rows.values()} == {
        (member.pk, choice) for member, choice, _key in votes
    }
    confirmed = scene.room.do("confirm_ballot", ballot, when=at(18, 50))
    assert (confirmed.yes_count, confirmed.no_count, confirmed.absent_count) == (41, 20, 0)
    _decide_through(scene, data, number)


def _decide_through(scene: SimpleNamespace, data: Path, number: int) -> None:
    """Let the item be decided while the database dies, a little later each time."""
    item = scene.room.items[number]
    deciding = Deciding(scene, item)
    deciding.start()
    time.sleep(0.01 * number)
    kill(data)
    wait_for(revived, seconds=3)
    deciding.join()
    connections.close_all()

    item.refresh_from_db()
    assert (item.state, item.paragraph) == (ItemState.HANDLED, f"§ {number + 1}")
    assert ItemDecision.objects.filter(item=item).count() == 1
    assert Decision.objects.filter(item=item).count() == 1


def _check_the_trail(ballots: int) -> None:
    for act, times in (("ballot.voted", SIZE), ("item.concluded", 1)):
        entries = AuditEntry.objects.filter(act=f"meetings.{act}")
        assert entries.count() == times * ballots
    while seal():
        continue
    assert verified_chain().waiting_count == 0


def test_five_kills_lose_no_vote_and_no_decision_and_count_none_twice(data):
    scene = assembly(cast.town(), SIZE)

    _vote_through(scene, data, 0, kills=5)

    _check_the_trail(1)


@pytest.mark.soak
def test_fifty_kills_lose_no_vote_and_no_decision_and_count_none_twice(data):
    scene = assembly(cast.town(), SIZE, items=10)

    for number in range(10):
        _vote_through(scene, data, number, kills=5)

    _check_the_trail(10)
