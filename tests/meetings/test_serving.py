"""Who serves for whom: the order of substitutes, and no return the same day."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspel.meetings.calculation.record import Presence
from samspel.meetings.calculation.serving import (
    Seated,
    SubstituteRule,
    calling_order,
    is_barred,
    who_serves,
)
from samspel.meetings.calculation.turns import LocalOrder, substitute_law
from samspel.meetings.enums import PresenceEnd
from samspel.rules.catalogue.choices import LocalDecision
from tests.law import amended

DAY = dt.date(2026, 11, 12)
COUNCIL = SubstituteRule(substitute_law(DAY, is_council=True))
NOON = dt.datetime(2026, 11, 12, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def committee(turns=None, **decided):
    """Give the rule of a committee, with what the council has decided of it."""
    return SubstituteRule(
        substitute_law(DAY, is_council=False, local=LocalOrder(**decided)), turns=turns or {}
    )


def member(key, party="M", *, here=True, order=1, constituency=""):
    return Seated(key, True, party, order, here, constituency)


def substitute(key, party="M", *, order=1, here=True, **more):
    return Seated(key, False, party, order, here, **more)


def test_kl_5_17_a_substitute_serves_only_for_a_member_who_is_away():
    seated = [member(1), member(2, here=False), substitute(11), substitute(12, order=2)]

    assert who_serves(seated, COUNCIL) == {1: None, 11: 2}


def test_kl_5_18_the_agreed_order_counts_unless_another_has_begun():
    by_order = [member(1, here=False), substitute(11, order=2), substitute(12, order=1)]
    begun = [member(1, here=False), substitute(11, order=2, has_begun=True), substitute(12)]

    assert who_serves(by_order, COUNCIL) == {12: 1}
    assert who_serves(begun, COUNCIL) == {11: 1}


def test_kl_5_18_who_serves_already_keeps_the_place():
    seated = [member(1, here=False), substitute(11, order=9, serving_for=1), substitute(12)]

    assert who_serves(seated, COUNCIL) == {11: 1}


def test_kl_5_19_a_member_who_comes_takes_the_place_back():
    seated = [member(1), substitute(11, serving_for=1, has_begun=True)]

    assert who_serves(seated, COUNCIL) == {1: None}


def test_kl_5_21_only_the_partys_own_and_the_same_constituency_first():
    away = member(1, "C", here=False, constituency="norra")
    near = substitute(11, "C", order=5, constituency="norra")
    far = substitute(12, "C", order=1, constituency="södra")
    other_party = substitute(13, "M", constituency="norra")

    assert who_serves([away, other_party], COUNCIL) == {}
    assert who_serves([away, far, near, other_party], COUNCIL) == {11: 1}
    assert who_serves([away, far, other_party], COUNCIL) == {12: 1}


def test_kl_5_21_second_paragraph_the_list_of_the_first_place_comes_next():
    first, second = member(1, order=1), member(2, order=2)
    away = member(3, here=False, order=3)
    of_second = substitute(11, order=1, lists=frozenset({2}))
    of_first = substitute(12, order=2, lists=frozenset({1}))
    own = substitute(13, order=9, lists=frozenset({3}))

    assert calling_order(away, [of_second, of_first, own], [first, second, away], COUNCIL) == [
        13,
        12,
        11,
    ]


def test_kl_5_21_third_paragraph_the_constituency_with_most_votes_comes_next():
    rule = SubstituteRule(COUNCIL.law, constituencies=("södra", "norra", "östra"))
    away = member(1, here=False, constituency="norra")
    east = substitute(11, constituency="östra")
    south = substitute(12, order=9, constituency="södra")

    assert calling_order(away, [east, south], [away], rule) == [12, 11]


def test_kl_6_16_a_committee_may_have_one_order_for_all():
    rule = committee(own_party_first=LocalDecision.NO)
    seated = [member(1, "S", here=False), substitute(11, "S", order=2), substitute(12, "M")]

    assert who_serves(seated, rule) == {12: 1}


def test_kl_6_17_own_party_first_and_then_the_councils_order_of_parties():
    rule = committee(turns={"C": ("KD", "M")})
    away = member(1, "C", here=False)
    others = [substitute(11, "M"), substitute(12, "KD", order=2), substitute(13, "S", order=3)]
    own = substitute(14, "C", order=4)

    assert calling_order(away, [*others, own], [away], rule) == [14, 12, 11, 13]


def test_kl_6_17_nobody_takes_the_substitute_of_a_party_that_needs_its_own():
    rule = committee()
    seated = [
        member(1, "S", here=False, order=1),
        member(2, "M", here=False, order=2),
        substitute(11, "M", order=1),
        substitute(12, "C", order=2),
    ]

    assert who_serves(seated, rule) == {11: 2, 12: 1}


@pytest.mark.parametrize(
    ("ended", "served", "when", "barred"),
    [
        (PresenceEnd.LEFT, True, NOON + dt.timedelta(hours=3), True),
        (PresenceEnd.LEFT, True, NOON + dt.timedelta(hours=12), False),  # the day after
        (PresenceEnd.LEFT, False, NOON + dt.timedelta(hours=3), False),
        (PresenceEnd.CONFLICT, True, NOON + dt.timedelta(hours=3), False),
        (PresenceEnd.SEAT, True, NOON + dt.timedelta(hours=3), False),
    ],
)
def test_kl_5_20_who_broke_off_does_not_return_the_same_day_except_after_a_conflict(
    ended, served, when, barred
):
    left = Presence(NOON - dt.timedelta(hours=1), NOON, serving=served, ended=ended)
    lenient = committee(return_same_day=LocalDecision.YES)

    assert is_barred([left], when, COUNCIL) is barred
    assert is_barred([left], when, lenient) is False


JA = ("value: ja", "value: nej")
FAR = {"constituency": "södra"}


def council_rule():
    return SubstituteRule(
        substitute_law(DAY, is_council=True), constituencies=("södra", "norra", "östra")
    )


@pytest.mark.parametrize(
    ("id_", "change", "seated", "as_it_stands", "amended_to"),
    [
        (
            "borjat-gar-fore-i-fullmaktige",
            JA,
            [member(1, here=False), substitute(11, order=2, has_begun=True), substitute(12)],
            {11: 1},
            {12: 1},
        ),
        (
            "ledamoten-tar-platsen-i-fullmaktige",
            JA,
            [member(1), substitute(11, serving_for=1, has_begun=True)],
            {1: None},
            {11: 1},
        ),
        (
            "egna-valkretsen-forst",
            JA,
            [
                member(1, here=False, constituency="norra"),
                substitute(11, order=5, constituency="norra"),
                substitute(12, order=1, **FAR),
            ],
            {11: 1},
            {12: 1},
        ),
        (
            "sedan-partiets-forsta-plats",
            JA,
            [
                member(1, here=False),
                member(2),
                substitute(11, order=9),
                substitute(12, order=1, lists=frozenset({2})),
            ],
            {2: None, 11: 1},
            {2: None, 12: 1},
        ),
        (
            "sist-valkretsen-med-flest-roster",
            JA,
            [
                member(1, here=False, constituency="norra"),
                substitute(11, order=1, constituency="östra"),
                substitute(12, order=2, **FAR),
            ],
            {12: 1},
            {11: 1},
        ),
        (
            "partiets-egna-ersattare",
            ("is: seat.is_of_same_party", "is_not: seat.member_serves"),
            [member(1, "C", here=False), substitute(11, "M")],
            {},
            {11: 1},
        ),
    ],
)
def test_kl_5_17_to_21_who_serves_in_the_council_is_what_the_statute_says(
    id_, change, seated, as_it_stands, amended_to
):
    assert who_serves(seated, council_rule()) == as_it_stands

    with amended((id_, *change)):
        assert who_serves(seated, council_rule()) == amended_to


def test_kl_6_16_and_17_what_counts_in_a_committee_without_a_decision_is_the_statutes():
    seated = [member(1, "S", here=False), substitute(11, "S", order=2), substitute(12, "M")]
    begun = [member(1, here=False), substitute(11, order=2, has_begun=True), substitute(12)]
    assert who_serves(seated, committee()) == who_serves(begun, committee()) == {11: 1}

    with amended(("egna-partiet-forst-i-namnd", *JA), ("borjat-gar-fore-i-namnd", *JA)):
        assert who_serves(seated, committee()) == who_serves(begun, committee()) == {12: 1}


@pytest.mark.parametrize(
    ("council", "id_", "ended"),
    [
        (True, "inte-tillbaka-i-fullmaktige", PresenceEnd.LEFT),
        (False, "inte-tillbaka-i-namnd", PresenceEnd.LEFT),
        (True, "jav-bryter-inte-i-fullmaktige", PresenceEnd.CONFLICT),
        (False, "jav-bryter-inte-i-namnd", PresenceEnd.CONFLICT),
    ],
)
def test_kl_5_18_and_5_20_who_may_serve_again_that_day_is_what_the_statute_says(
    council, id_, ended
):
    was = Presence(NOON - dt.timedelta(hours=1), NOON, serving=True, ended=ended)
    change = JA if ended is PresenceEnd.CONFLICT else ("is_not: seat.broke", "is: seat.broke")

    def barred():
        rule = SubstituteRule(substitute_law(DAY, is_council=council))
        return is_barred([was], NOON + dt.timedelta(hours=3), rule)

    before = barred()
    with amended((id_, *change)):
        assert barred() is not before
    assert barred() is (ended is PresenceEnd.LEFT)


PARTIES = st.sampled_from(["S", "M", "C"])
MEMBERS = st.lists(st.tuples(PARTIES, st.booleans(), st.sampled_from("ab")), max_size=9)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    MEMBERS,
    MEMBERS,
    st.builds(
        SubstituteRule,
        st.builds(
            substitute_law,
            st.just(DAY),
            is_council=st.booleans(),
            local=st.builds(LocalOrder, *[st.sampled_from(LocalDecision)] * 3),
        ),
    ),
)
def test_nobody_serves_for_two_no_place_is_filled_twice_and_none_is_left_that_can_be_filled(
    members, substitutes, rule
):
    seated = [
        Seated(key, True, party, key, here, where)
        for key, (party, here, where) in enumerate(members)
    ] + [
        Seated(100 + key, False, party, key, here, where)
        for key, (party, here, where) in enumerate(substitutes)
    ]
    by_key = {each.key: each for each in seated}

    serving = who_serves(seated, rule)

    served = [absent for absent in serving.values() if absent is not None]
    assert len(served) == len(set(served))
    assert all(by_key[key].may_serve for key in serving)
    assert {key for key, absent in serving.items() if absent is None} == {
        each.key for each in seated if each.is_member and each.may_serve
    }
    for key, absent in serving.items():
        if absent is not None:
            assert not by_key[absent].may_serve
            assert not rule.law.only_own_party or by_key[key].party == by_key[absent].party
    idle = [s for s in seated if not s.is_member and s.may_serve and s.key not in serving]
    empty = [m for m in seated if m.is_member and not m.may_serve and m.key not in served]
    assert not any(
        not rule.law.only_own_party or s.party == m.party for s in idle for m in empty
    )
    assert who_serves(reversed(seated), rule) == serving
