"""Who leads and who is out: another word in the statute is another answer in the room."""

from __future__ import annotations

import pytest

from samspel.meetings import services
from samspel.meetings.calculation.statute import judged
from samspel.meetings.enums import ConflictGround
from samspel.meetings.errors import UnlawfulAct
from samspel.meetings.models import Sitting
from tests.law import amended
from tests.meetings.acting import NOW
from tests.meetings.room import Room, at
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
    for serves, presidium, section in (
        (True, True, "5 kap. 43 §"),
        (False, False, "5 kap. 11 §"),
    ):
        facts = {
            "body.is_council": True,
            "presider.serves": serves,
            "meeting.presidium_serves": presidium,
        }
        (stopping,) = judged("meeting.preside", facts, NOW.date()).stopping
        assert stopping.clause.heading == section


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
