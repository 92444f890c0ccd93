"""An amendment holds the whole decision as it becomes, so that no point of the draft is lost."""

from __future__ import annotations

import pytest

from samspel.meetings.enums import ProposalKind
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import ItemDecision, Proposal
from tests.meetings.room import Room, at
from tests.stages import staged

DRAFT = ["Hallen byggs.", "Nämnden får i uppdrag att upphandla.", "Kostnaden ryms i budgeten."]
BECOMES = [
    "Hallen byggs.",
    "Nämnden får i uppdrag att upphandla.",
    "Kostnaden delas på två år.",
]


@staged
def scene(town):
    """KS with a draft of three points."""
    room = Room(town, "KS")
    room.do("describe_item", room.items[0], draft_points=DRAFT, when=at(17, 30))
    room.open("karin", "perolof", "lena", "ulla")
    room.begin(room.items[0])
    return room


def _amend(room, text="Punkt 3: Kostnaden delas på två år.", **more):
    return room.propose(room.items[0], ProposalKind.AMENDMENT, "lena", text=text, **more)


def test_the_whole_decision_stands_when_the_amendment_wins(scene):
    made = _amend(scene, becomes=BECOMES)
    scene.do("put_question", scene.items[0], found=made.key)

    scene.do("conclude_item", scene.items[0])

    decided = ItemDecision.objects.get()
    assert [each["text"] for each in decided.points] == BECOMES
    assert [each["number"] for each in decided.points] == [1, 2, 3]


def test_the_draft_stands_untouched_when_the_amendment_loses(scene):
    _amend(scene, becomes=BECOMES)
    scene.do("put_question", scene.items[0], found="draft")

    scene.do("conclude_item", scene.items[0])

    assert [each["text"] for each in ItemDecision.objects.get().points] == DRAFT


@pytest.mark.parametrize(
    ("becomes", "words"),
    [((), "Skriv hela beslutet"), ((" ", ""), "Skriv hela beslutet"), (DRAFT, "ingenting")],
)
def test_an_amendment_that_leaves_points_unsaid_or_changes_nothing_is_refused(
    scene, becomes, words
):
    with pytest.raises(RecordRefused, match=words):
        _amend(scene, becomes=becomes)

    assert Proposal.objects.count() == 0


def test_where_the_draft_is_one_point_the_amended_point_is_all_of_it(town):
    room = Room(town, "KS").open("karin", "perolof", "lena", "ulla")
    room.begin(room.items[0])

    made = _amend(room, text="Förslag 1 antas från och med maj.")

    assert made.becomes == ["Förslag 1 antas från och med maj."]


def test_a_point_may_fall_away_or_be_added(scene):
    made = _amend(scene, text="Punkt 3 utgår.", becomes=DRAFT[:2])
    more = _amend(scene, text="En fjärde punkt.", becomes=[*DRAFT, "Beslutet följs upp."])

    assert (len(made.becomes), len(more.becomes)) == (2, 4)
