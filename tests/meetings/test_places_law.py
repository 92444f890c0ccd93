"""Who leads and who is out: another word in the statute is another answer in the room."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspel.meetings import services
from samspel.meetings.enums import BallotMethod, ConflictGround, ProposalKind, VoteChoice
from samspel.meetings.errors import UnlawfulAct
from samspel.meetings.models import Sitting
from samspel.people.enums import PositionRole
from tests.law import amended, changed
from tests.meetings.room import Room, assembly, at
from tests.stages import staged


@staged
def room(town):
    return Room(town, "KS", items=2)


def test_kl_5_43_and_6_22_who_leads_is_asked_of_the_statute(room):
    room.come("perolof", "lena")

    with pytest.raises(UnlawfulAct, match=r"6 kap\. 22 §"):
        services.preside(room.who("lena"), at=at(18), actor=room.actor)
    with amended(("presidiet-leder-namnden", "is_not: meeting", "is: meeting")):
        services.preside(room.who("lena"), at=at(18), actor=room.actor)

    assert Sitting.objects.get().chair == room.who("lena")


def test_kl_5_11_5_43_and_5_53_the_council_has_sections_of_its_own_for_the_same(town):
    scene = assembly(town, 5)
    room, item = scene.room, scene.item
    by_role = {each.role: each for each in scene.members}
    member, idle = by_role[PositionRole.MEMBER], scene.substitutes[0]

    def refused(act, section, *args, **more):
        with pytest.raises(UnlawfulAct, match=section):
            room.do(act, *args, **more)

    refused("preside", r"5 kap\. 43 §", member)
    with changed("presidiet-leder-fullmaktige"):
        assert room.do("preside", member).chair == member
        refused("preside", r"5 kap\. 11 §", idle)
    room.begin(item)
    room.do("propose", item, kind=ProposalKind.REJECTION, mover=member, when=at(18, 20))
    room.do("put_question", item, found="draft", confirmed=False)
    late = {"kind": ProposalKind.APPROVAL, "mover": by_role[PositionRole.CHAIR]}
    refused("propose", r"5 kap\. 53 §", item, **late)
    with changed("overlaggning-fore-proposition-i-fullmaktige"):
        assert room.do("propose", item, **late).number == 2


def test_kl_6_30_that_the_disqualified_is_out_is_asked_of_the_statute(room):
    item = room.items[0]
    room.open("karin", "perolof", "ulla", "lena", "mikael")
    services.declare_conflict(
        item, room.who("ulla"), ground=ConflictGround.AFFECTED, at=at(18, 5), actor=room.actor
    )

    with amended(("javig-tar-inte-del-i-namnd", "value: ja", "value: nej")):
        room.begin(item)

    assert room.serving()["Ulla"] == ""
    assert item.conflicts.get().out_at is None


def test_kl_5_56_an_even_vote_on_a_person_waits_for_the_lot(room):
    item = room.items[0]
    room.open("karin", "perolof", "ulla", "lena")
    services.describe_item(item, is_election=True, at=at(18, 2), actor=room.actor)
    room.begin(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    question = room.do("put_question", item, found="draft", confirmed=False)
    ballot = room.do("open_ballot", question, method=BallotMethod.SECRET, key=uuid4())
    even = {VoteChoice.YES: 2, VoteChoice.NO: 2}

    with pytest.raises(UnlawfulAct, match=r"5 kap\. 56 §"):
        room.do("confirm_ballot", ballot, counts=even)
    drawn = room.do("confirm_ballot", ballot, counts=even, lot=True)

    assert drawn.confirmed_at == at(18, 30)
