"""Proportional elections: the quota, how places fall on groups, and lots (lag 2022:629)."""

from __future__ import annotations

from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspel.meetings.calculation.minutes import PartKey, texts_of, write
from samspel.meetings.calculation.proportional import (
    Distribution,
    Group,
    NamesMissing,
    distribute,
    elected,
    quota,
)
from samspel.meetings.enums import ItemState
from samspel.meetings.errors import RecordRefused, UnlawfulAct
from samspel.meetings.models import Ballot, BallotVote, ItemDecision
from samspel.meetings.queries.record import record_of
from samspel.rules.catalogue.choices import ElectionOf
from tests.law import amended
from tests.meetings.minutes.reading import frame
from tests.meetings.room import assembly, at
from tests.stages import staged

# Sveriges Kommuner och Regioner's own example: 31 vote, seven places, four groups.
EXAMPLE = [
    Group("A", 17, tuple(f"A{n}" for n in range(1, 8))),
    Group("B", 5, ("B1", "B2")),
    Group("C", 5, ("C1", "C2")),
    Group("G", 4, ("G1", "G2")),
]


@pytest.mark.parametrize(
    ("present", "places", "needed"),
    [(51, 11, 5), (51, 7, 7), (61, 1, 31), (60, 1, 30), (12, 2, 4)],
)
def test_lpv_2_the_quota_is_rounded_up(present, places, needed):
    assert quota(present, places, added=1) == needed


def test_kl_5_58_the_places_fall_by_the_highest_comparative_number():
    spread = distribute(EXAMPLE, 7)

    assert [spread.places_of(name) for name in "ABCG"] == [4, 1, 1, 1]
    assert [step.number for step in spread.steps] == [
        *(17, Fraction(17, 2), Fraction(17, 3), 5, 5, Fraction(17, 4), 4)
    ]
    assert elected(EXAMPLE, spread)["A"] == ("A1", "A2", "A3", "A4")


def test_kl_5_58_lots_fall_only_where_there_are_too_few_places_for_those_who_are_level():
    waiting = distribute(EXAMPLE, 4)

    assert (len(waiting.steps), waiting.level) == (3, ("B", "C"))
    drawn = distribute(EXAMPLE, 4, ("C",))
    assert (drawn.places_of("C"), drawn.places_of("B")) == (1, 0)
    assert drawn.steps[-1].by_lot
    for wrong in (("A",), ("C", "B")):
        with pytest.raises(ValueError):  # noqa: PT011  the service words it
            distribute(EXAMPLE, 4, wrong)
    with pytest.raises(ValueError):  # noqa: PT011  nobody was level
        distribute(EXAMPLE, 7, ("B",))


def test_a_group_with_fewer_names_than_places_is_told():
    with pytest.raises(NamesMissing):
        elected([Group("A", 3, ("A1",))], distribute([Group("A", 3, ("A1",))], 2))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a loaded machine
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(1, 15))
def test_no_group_is_behind_one_with_fewer_votes(votes, places):
    groups = [Group(str(n), count, ()) for n, count in enumerate(votes)]
    spread = distribute(groups, places)
    while spread.level:
        drawn = tuple(step.group for step in spread.steps if step.by_lot)
        spread = distribute(groups, places, (*drawn, spread.level[0]))

    assert len(spread.steps) == (places if any(votes) else 0)
    for more in groups:
        for less in groups:
            if more.votes > less.votes:
                assert spread.places_of(more.name) >= spread.places_of(less.name)
    assert spread == Distribution(spread.steps)


@staged
def scene(town):
    """A council of 13, about to elect three to a committee: 8 against 5."""
    made = assembly(town, 13, items=1)
    made.room.do("describe_item", made.item, draft_points=[], is_election=True, when=at(17, 30))
    made.room.begin(made.item)
    return made


def _elect(scene, **more):
    asked = {
        "of": ElectionOf.COMMITTEE,
        "supporters": scene.members[:4],
        "groups": [Group("Alliansen", 8, ("Bo Ek", "Asta Lind")), Group("S", 5, ("Disa Ro",))],
        "places": 3,
        "key": uuid4(),
    }
    return scene.room.do("elect_proportionally", scene.item, **(asked | more))


def test_kl_5_58_and_lpv_2_the_quota_asks_for_it_and_one_fewer_may_not(scene):
    with pytest.raises(UnlawfulAct, match="3 begär proportionellt val, och minst 4"):
        _elect(scene, supporters=scene.members[:3])
    assert Ballot.objects.count() == 0

    with (
        amended(("kvotens-tillagg", "value: 1", "value: 0")),
        pytest.raises(UnlawfulAct, match="4 begär proportionellt val, och minst 5"),
    ):
        _elect(scene)

    ballot = _elect(scene)

    assert [each["name"] for each in ballot.candidates if each["elected"]] == [
        *("Bo Ek", "Asta Lind", "Disa Ro")
    ]
    assert _elect(scene, key=ballot.key) == ballot
    scene.room.do("conclude_item", scene.item)
    scene.item.refresh_from_db()
    assert scene.item.state == ItemState.HANDLED
    assert ItemDecision.objects.get().points[0]["text"] == "Bo Ek, Asta Lind, Disa Ro väljs."


def test_lpv_5_nobody_knows_who_wrote_what_and_the_minutes_tell_the_groups(scene):
    _elect(scene)
    scene.room.do("conclude_item", scene.item)

    text = write(record_of(scene.room.meeting, scene.room.actor), frame())

    vote = " ".join(texts_of(text.paragraphs[0].part(PartKey.VOTE).blocks))
    assert "Valet är proportionellt och hålls med slutna sedlar (lagen 2022:629" in vote
    assert "Alliansen 8 2 Bo Ek, Asta Lind S 5 1 Disa Ro" in vote
    assert "Bo Ek, Asta Lind och Disa Ro är därmed valda." in vote
    assert not BallotVote.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"of": ElectionOf.OTHER}, "5 kap. 58 §"),
        ({"is_of_substitutes": True}, "3 § lagen"),
        ({"groups": [Group("A", 14, ("A",))]}, "Fler röster"),
        ({"groups": []}, "varje grupp en gång"),
        ({"places": 0}, "hur många som ska väljas"),
        ({"drawn": ("S",)}, "Lotten kan bara falla"),
        ({"groups": [Group("A", 6, ("A1",)), Group("S", 6, ("S1",))], "places": 1}, "Dra lott"),
        ({"groups": [Group("A", 8, ("A1",)), Group("S", 5, ("S1",))]}, "Skriv fler namn"),
    ],
)
def test_what_the_law_or_the_count_does_not_allow_is_refused(scene, more, words):
    if more.get("places") == 1:
        more = {**more, "supporters": scene.members}

    with pytest.raises(RecordRefused, match=words):
        _elect(scene, **more)

    assert Ballot.objects.count() == 0


def test_lpv_1_only_an_election_is_proportional(town):
    made = assembly(town, 13, items=1)
    made.room.begin(made.item)

    with pytest.raises(UnlawfulAct, match="Ärendet är inget val"):
        _elect(made)


def test_lpv_3_substitutes_are_elected_so_when_the_members_were(scene):
    assert _elect(scene, is_of_substitutes=True, members_were_proportional=True).places == 3
