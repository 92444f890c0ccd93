"""The order of the questions and what they come to; who may do what at an item."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.meetings.calculation.procedure import Answer, NotAskedYet, Procedure
from samspel.meetings.calculation.record import (
    DRAFT,
    NOTHING,
    REJECT,
    TODAY,
    DraftDecision,
    PersonRef,
    ProposalRecord,
)
from samspel.meetings.calculation.rights import LocalRights, Place, rights_of
from samspel.meetings.enums import Outcome, ProposalKind, QuestionKind, SeatKind
from samspel.rules.catalogue.choices import Attending, LocalDecision
from tests.law import amended

NOW = dt.datetime(2026, 11, 12, 18, tzinfo=dt.UTC)
ANNA = PersonRef(1, "Anna Ekelöf", "C")
THE_DRAFT = DraftDecision("Arbetsutskottets förslag", ("Riktlinjen antas.", "Den gäller nu."))


def proposed(number, kind, text="", **more):
    return ProposalRecord(number, number, kind, text, ANNA, NOW, **more)


def played(procedure, choose=lambda planned: planned.keys[0]):
    """Answer every question until nothing is left to put."""
    answers = []
    while (planned := procedure.next_question(answers)) is not None:
        answers.append(Answer(planned.kind, planned.keys, choose(planned)))
    return answers


def test_kl_5_53_one_proposal_gives_one_question_with_one_side():
    procedure = Procedure(THE_DRAFT, (proposed(1, ProposalKind.APPROVAL),))

    answers = played(procedure)

    assert answers == [Answer(QuestionKind.SINGLE, (DRAFT,), DRAFT)]
    result = procedure.result(answers)
    assert (result.outcome, result.winner) == (Outcome.DECIDED, DRAFT)
    assert [(each.number, each.text) for each in procedure.points(result)] == [
        (1, "Riktlinjen antas."),
        (2, "Den gäller nu."),
    ]


def test_kl_5_53_approval_against_rejection_is_one_question():
    procedure = Procedure(
        THE_DRAFT, (proposed(1, ProposalKind.REJECTION), proposed(2, ProposalKind.APPROVAL))
    )

    assert played(procedure) == [Answer(QuestionKind.MAIN, (DRAFT, REJECT), DRAFT)]
    lost = [Answer(QuestionKind.MAIN, (DRAFT, REJECT), REJECT)]
    assert procedure.result(lost).winner == REJECT
    assert procedure.points(procedure.result(lost)) == ()


def test_kl_5_53_counter_proposals_are_settled_before_the_main_question():
    procedure = Procedure(
        THE_DRAFT,
        (
            proposed(1, ProposalKind.OWN, "En annan riktlinje antas."),
            proposed(2, ProposalKind.AMENDMENT, "Riktlinjen antas med ett tillägg."),
            proposed(3, ProposalKind.REJECTION),
        ),
    )

    answers = played(procedure, lambda planned: planned.keys[-1])

    assert answers == [
        Answer(QuestionKind.COUNTER, ("p1", "p2"), "p2"),
        Answer(QuestionKind.COUNTER, ("p2", REJECT), REJECT),
        Answer(QuestionKind.MAIN, (DRAFT, REJECT), REJECT),
    ]


def test_the_chair_chooses_the_main_proposal_and_a_withdrawn_one_is_never_put():
    rejecting = proposed(3, ProposalKind.REJECTION, withdrawn_at=NOW)
    own = proposed(1, ProposalKind.OWN, "Egen lydelse.")
    procedure = Procedure(THE_DRAFT, (own, rejecting), main="p1")

    assert played(procedure) == [Answer(QuestionKind.MAIN, ("p1", DRAFT), "p1")]
    assert [each.text for each in procedure.points(procedure.result(played(procedure)))] == [
        "Egen lydelse."
    ]


def test_whether_today_comes_first_and_a_deferred_matter_is_not_put():
    both = (proposed(1, ProposalKind.REFERRAL_BACK), proposed(2, ProposalKind.TABLING))
    one = Procedure(THE_DRAFT, both[:1])
    two = Procedure(THE_DRAFT, both)

    assert one.next_question([]).keys == (TODAY, "referral_back")
    later = [Answer(QuestionKind.WHEN, (TODAY, "referral_back"), "referral_back")]
    assert one.result(later).outcome is Outcome.REFERRED_BACK
    assert played(one)[-1].kind is QuestionKind.SINGLE  # today won: the matter follows
    assert [each.keys for each in played(two, lambda planned: planned.keys[-1])] == [
        (TODAY, "later"),
        ("referral_back", "tabling"),
    ]
    assert two.result(played(two, lambda p: p.keys[-1])).outcome is Outcome.TABLED


def test_additions_come_last_one_by_one_and_fall_with_a_rejection():
    procedure = Procedure(
        THE_DRAFT,
        (
            proposed(1, ProposalKind.ADDITION, "Den följs upp."),
            proposed(2, ProposalKind.ADDITION, "Den översätts."),
            proposed(3, ProposalKind.REJECTION),
        ),
    )
    answers = played(procedure, lambda p: NOTHING if p.keys[0] == "p2" else p.keys[0])

    result = procedure.result(answers)

    assert [each.keys for each in answers] == [
        (DRAFT, REJECT),
        ("p1", NOTHING),
        ("p2", NOTHING),
    ]
    assert result.additions == ("p1",)
    assert procedure.points(result)[-1].text == "Den följs upp."
    rejected = [Answer(QuestionKind.MAIN, (DRAFT, REJECT), REJECT)]
    assert procedure.next_question(rejected) is None


def test_an_item_without_any_proposal_is_noted_and_none_is_concluded_half_way():
    assert Procedure(None, ()).result([]).outcome is Outcome.NOTED
    with pytest.raises(NotAskedYet):
        Procedure(THE_DRAFT, ()).result([])


KINDS = st.sampled_from(ProposalKind)


@given(st.lists(KINDS, max_size=8), st.booleans(), st.data())
def test_kl_5_53_every_question_has_two_sides_and_each_round_removes_one(
    kinds, has_draft, data
):
    procedure = Procedure(
        THE_DRAFT if has_draft else None,
        tuple(
            proposed(number, kind, f"Text {number}.") for number, kind in enumerate(kinds, 1)
        ),
    )

    answers = played(procedure, lambda planned: data.draw(st.sampled_from(planned.keys)))

    result = procedure.result(answers)
    on_matter = [a for a in answers if a.kind in {QuestionKind.COUNTER, QuestionKind.MAIN}]
    deferred = result.outcome in {Outcome.REFERRED_BACK, Outcome.TABLED}
    assert all(len(each.keys) == 2 for each in on_matter)
    if not deferred and len(procedure.substantive) > 1:
        assert len(on_matter) == len(procedure.substantive) - 1
        assert {key for each in on_matter for key in each.keys} == {
            each.key for each in procedure.substantive
        }
    assert not deferred or not on_matter
    assert all(each.result in each.keys for each in answers)


DAY = dt.date(2026, 11, 12)
YES, NO = LocalDecision.YES, LocalDecision.NO


def rights(seat, *, council=False, serves=False, full_time=False, **decided):
    local = LocalRights(**decided)
    return rights_of(
        Place(seat, council, serves=serves, is_full_time=full_time, local=local), DAY
    )


def test_the_statute_knows_the_seats_of_a_meeting():
    assert [each.value for each in Attending] == [each.value for each in SeatKind]


def test_kl_4_22_a_serving_substitute_has_a_members_rights():
    serving = rights(SeatKind.SUBSTITUTE, serves=True)

    assert serving == rights(SeatKind.MEMBER, serves=True)
    assert serving.decide
    assert not rights(SeatKind.MEMBER).speak  # as who has left and come back


def test_kl_6_17_a_substitute_who_does_not_serve_has_what_the_council_gave():
    idle = rights(SeatKind.SUBSTITUTE)
    given_more = rights(SeatKind.SUBSTITUTE, substitutes_speak=NO, substitutes_note=YES)

    assert (idle.attend, idle.speak, idle.note, idle.decide) == (True, True, False, False)
    assert (given_more.speak, given_more.note, given_more.propose) == (False, True, False)


def test_kl_5_40_a_substitute_in_the_council_speaks_only_where_the_council_has_decided_it():
    silent = rights(SeatKind.SUBSTITUTE, council=True)
    heard = rights(SeatKind.SUBSTITUTE, council=True, substitutes_speak=YES)

    assert (silent.attend, silent.speak) == (True, False)
    assert (heard.speak, heard.propose, heard.decide, heard.note) == (True, False, False, False)


def test_kl_5_39_a_full_time_councillor_proposes_in_the_council_but_never_decides():
    seat = SeatKind.ATTENDING_RIGHT
    inside = rights(seat, council=True, full_time=True)
    other = rights(seat, council=True)
    committee = rights(seat, full_time=True)

    assert (inside.speak, inside.propose, inside.decide) == (True, True, False)
    assert (other.propose, committee.propose, committee.note) == (False, False, False)


def test_kl_6_26_whoever_is_called_speaks_if_the_body_says_so_and_never_decides():
    called = rights(SeatKind.CALLED)
    silent = rights(SeatKind.CALLED, called_speak=NO)

    assert (called.speak, called.decide, called.propose) == (True, False, False)
    assert not silent.speak


def test_kl_4_28_an_opinion_of_one_with_a_right_to_attend_is_noted_where_it_is_decided():
    assert not rights(SeatKind.ATTENDING_RIGHT).note
    assert rights(SeatKind.ATTENDING_RIGHT, attending_note=YES).note


def test_nobody_has_rights_at_a_meeting_that_they_are_not_at():
    place = Place(SeatKind.MEMBER, is_council=False, serves=True, is_there=False)

    assert rights_of(place, DAY) == rights_of(
        Place(SeatKind.MEMBER, False, is_there=False), DAY
    )
    assert not rights_of(place, DAY).attend


@pytest.mark.parametrize(
    ("id_", "said", "instead", "seat", "right"),
    [
        (
            "beslut-av-den-som-tjanstgor",
            "is: seat.serves",
            "is_not: seat.serves",
            "substitute",
            "decide",
        ),
        ("yttrande-av-ersattare-i-namnd", "[undecided, yes]", "[yes]", "substitute", "speak"),
        ("narvara-med-plats", "[substitute, ", "[", "substitute", "attend"),
        ("ratt-att-yrka", "is: seat.serves", "is: seat.is_there", "called", "propose"),
        ("narvarande-far-anteckning", "eq: yes", "ne: no", "attending_right", "note"),
    ],
)
def test_what_a_seat_may_do_is_what_the_statute_says(id_, said, instead, seat, right):
    before = getattr(rights(SeatKind(seat)), right)

    with amended((id_, said, instead)):
        assert getattr(rights(SeatKind(seat)), right) is not before

    assert getattr(rights(SeatKind(seat)), right) is before
