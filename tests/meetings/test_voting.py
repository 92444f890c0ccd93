"""Quorum, counts, ties, lots and the minority, each side of every border."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.meetings.calculation.statute import (
    count_laid_down,
    is_laid_down,
    judged,
    majority_of,
    quorum_part,
)
from samspel.meetings.calculation.voting import (
    count_rows,
    elect,
    is_enough,
    part_of,
    quorum,
    tally,
    turned,
)
from samspel.meetings.enums import VoteChoice
from samspel.rules.catalogue.choices import TieBreak
from tests.law import amended

TODAY = dt.date(2026, 11, 12)
HALF = 2
SIMPLE = majority_of(TODAY, is_council=False, is_election=False)
ON_A_PERSON = majority_of(TODAY, is_council=False, is_election=True)
ANEW = majority_of(TODAY, is_council=True, is_election=False, is_extra_election=True)
YES, NO, ABSTAIN = VoteChoice.YES, VoteChoice.NO, VoteChoice.ABSTAIN


@pytest.mark.parametrize(
    ("present", "seats", "met"),
    [(31, 61, True), (30, 61, False), (5, 10, False), (6, 10, True)],
)
def test_kl_5_45_and_6_27_more_than_half_must_be_there(present, seats, met):
    assert quorum(present, seats, more_than_one_in=HALF, excepts_conflicts=True).is_met is met
    assert quorum(present, seats, more_than_one_in=HALF).is_met is met


def of_61(present, *, out, council):
    excepts = is_laid_down(
        "meeting.handle_item", "quorum.excepts_conflicts", TODAY, is_council=council
    )
    part = quorum_part(TODAY, is_council=council)
    return quorum(
        present, 61, more_than_one_in=part, out_for_conflict=out, excepts_conflicts=excepts
    )


def test_kl_5_46_a_conflict_of_interest_makes_only_the_council_competent_all_the_same():
    assert of_61(30, out=1, council=True).is_met
    assert of_61(30, out=1, council=True).conflict_exception
    assert not of_61(29, out=1, council=True).is_met
    assert not of_61(31, out=1, council=True).conflict_exception
    assert not of_61(30, out=1, council=False).is_met  # 6:27 has no such exception


def test_kl_5_46_the_exception_is_the_statutes():
    with amended(
        ("jav-undantas-i-fullmaktige", "value: ja", "value: nej"),
        ("jav-undantas-inte-i-namnd", "value: nej", "value: ja"),
    ):
        assert not of_61(30, out=1, council=True).is_met
        assert of_61(30, out=1, council=False).is_met


@pytest.mark.parametrize(("yes", "no", "carried"), [(5, 4, True), (4, 5, False)])
def test_kl_5_55_a_simple_majority_of_those_who_vote_settles_it(yes, no, carried):
    counted = tally({YES: yes, NO: no, ABSTAIN: 40}, SIMPLE)

    assert (counted.carried, counted.tie, counted.abstained) == (carried, TieBreak.NONE, 40)


def test_kl_5_55_another_share_in_the_law_is_another_outcome():
    votes = {YES: 6, NO: 4}

    with amended(
        ("enkel-majoritet-delar", "value: 1", "value: 2"),
        ("enkel-majoritet-av", "value: 2", "value: 3"),
    ):
        asked = majority_of(TODAY, is_council=False, is_election=False)
        assert tally(votes, asked).carried is False
        assert tally({YES: 7, NO: 3}, asked).carried is True
    assert tally(votes, SIMPLE).carried is True


def test_kl_5_56_a_tie_is_settled_by_how_the_chair_voted_and_waits_for_it():
    even = {YES: 5, NO: 5}

    assert tally(even, SIMPLE, casting=YES).carried is True
    assert tally(even, SIMPLE, casting=NO).carried is False
    assert tally(even, SIMPLE).carried is None
    assert tally(even, SIMPLE).tie is TieBreak.CASTING_VOTE


def test_kl_4_25_a_chair_who_abstains_settles_nothing():
    assert tally({YES: 5, NO: 5, ABSTAIN: 1}, SIMPLE, casting=ABSTAIN).carried is None


def test_kl_5_56_a_tie_on_a_person_is_settled_by_lots_and_never_by_the_chair():
    even = {YES: 5, NO: 5}

    assert tally(even, ON_A_PERSON, casting=YES).carried is None
    assert tally(even, ON_A_PERSON).tie is TieBreak.LOT
    assert tally(even, ON_A_PERSON, lot=False).carried is False


def test_kl_5_56_what_settles_a_tie_is_what_the_law_says():
    with amended(("utslagsrost", "value: casting_vote", "value: lot")):
        asked = majority_of(TODAY, is_council=False, is_election=False)

        assert tally({YES: 5, NO: 5}, asked, casting=YES).tie is TieBreak.LOT


def test_kl_5_10_two_thirds_of_those_present_and_not_one_less():
    assert tally({YES: 41, NO: 20}, ANEW, present=61).carried is True
    assert tally({YES: 40, NO: 0}, ANEW, present=61).carried is False
    assert tally(turned({YES: 20, NO: 41}), ANEW, present=61).carried is True
    with pytest.raises(ValueError, match="2"):
        tally({YES: 41}, ANEW)


@given(st.lists(st.sampled_from(VoteChoice), max_size=61), st.sampled_from([YES, NO]))
def test_every_vote_is_counted_once_and_the_casting_vote_leaves_nothing_open(rows, casting):
    counts = count_rows(rows)
    counted = tally(counts, SIMPLE, casting=casting)

    assert counted.yes + counted.no + counted.abstained + counted.absent == len(rows)
    assert counted.carried is not None
    other_way = tally(turned(counts), SIMPLE, casting=NO if casting is YES else YES)
    assert other_way.carried is not counted.carried


def test_kl_5_56_lots_are_drawn_between_those_on_the_border_and_nobody_else():
    counts = {"Anna": 9, "Bo": 7, "Cia": 7, "Dan": 7, "Eva": 0}

    assert elect(counts, 3).elected == ("Anna",)
    assert elect(counts, 3).tied == ("Bo", "Cia", "Dan")
    assert elect(counts, 3).places_left == 2
    assert elect(counts, 3, ["Cia", "Dan"]).elected == ("Anna", "Cia", "Dan")
    assert elect(counts, 3, ["Cia", "Dan"]).tied == ()
    assert elect(counts, 4).tied == ()
    for wrong in (["Anna"], ["Bo", "Bo"], ["Bo", "Cia", "Dan"]):
        with pytest.raises(ValueError, match=wrong[0]):
            elect(counts, 3, wrong)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 5)), st.integers(0, 6))
def test_an_election_fills_no_more_places_than_there_are_and_never_passes_anybody(
    counts, places
):
    result = elect(counts, places)

    assert len(result.elected) + result.places_left <= max(places, 0)
    lowest = min((counts[name] for name in result.elected), default=0)
    passed = [counts[n] for n in counts if n not in result.elected and n not in result.tied]
    assert not result.elected or max(passed, default=0) <= lowest
    assert len(result.tied) > result.places_left or not result.tied


@pytest.mark.parametrize(("present", "third"), [(61, 21), (60, 20), (59, 20), (3, 1), (1, 1)])
def test_kl_5_50_a_third_of_those_present_is_rounded_up(present, third):
    one_in = count_laid_down("meeting.defer", "deferral.one_in", TODAY)

    assert part_of(present, one_in=one_in) == third
    assert is_enough(third, present, one_in=one_in)
    assert not is_enough(third - 1, present, one_in=one_in)
    assert not is_enough(0, 0, one_in=one_in), "nobody is no third of nobody"


def test_kl_5_50_a_minority_defers_once_and_not_an_election_and_not_in_a_committee():
    met = {
        "body.is_council": True,
        "item.is_election": False,
        "deferral.supporters_count": 40,
        "deferral.third_count": 21,
        "deferral.third_is_met": True,
        "deferral.minority_used": False,
        "deferral.is_referral_back": False,
        "deferral.has_reason": True,
    }

    def stopped(**other):
        return [
            each.clause.heading for each in judged("meeting.defer", met | other, TODAY).stopping
        ]

    assert stopped() == []
    assert stopped(**{"deferral.minority_used": True}) == ["5 kap. 50 §"]
    assert stopped(**{"item.is_election": True}) == ["5 kap. 50 §"]
    assert stopped(**{"body.is_council": False}) == ["6 kap. 33 §"]


@pytest.mark.parametrize("is_council", [True, False])
def test_how_large_a_part_is_asked_for_is_data(is_council):
    assert quorum_part(TODAY, is_council=is_council) == HALF == 2
    asked = count_laid_down("meeting.request", "request.one_in", TODAY, is_council=is_council)
    assert asked == 3
