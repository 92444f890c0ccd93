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
from samspel.meetings.calculation.rights import (
    LocalRights,
    ReservationStop,
    reservation_stop,
    rights_of,
)
from samspel.meetings.enums import Outcome, ProposalKind, QuestionKind, SeatKind

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


LOCAL = LocalRights()


def test_kl_4_22_a_serving_substitute_has_a_members_rights():
    serving = rights_of(SeatKind.SUBSTITUTE, serves=True, is_council=False, local=LOCAL)

    assert serving == rights_of(SeatKind.MEMBER, serves=True, is_council=False, local=LOCAL)
    assert serving.decide


def test_kl_6_17_a_substitute_who_does_not_serve_has_what_the_council_gave():
    idle = rights_of(SeatKind.SUBSTITUTE, serves=False, is_council=False, local=LOCAL)
    given_more = rights_of(
        SeatKind.SUBSTITUTE, serves=False, is_council=False, local=LocalRights(False, True)
    )

    assert (idle.attend, idle.speak, idle.note, idle.decide) == (True, True, False, False)
    assert (given_more.speak, given_more.note, given_more.propose) == (False, True, False)


def test_kl_5_39_a_full_time_councillor_proposes_in_the_council_but_never_decides():
    seat = SeatKind.ATTENDING_RIGHT
    inside = rights_of(seat, serves=False, is_council=True, full_time=True, local=LOCAL)
    other = rights_of(seat, serves=False, is_council=True, local=LOCAL)
    committee = rights_of(seat, serves=False, is_council=False, full_time=True, local=LOCAL)

    assert (inside.speak, inside.propose, inside.decide) == (True, True, False)
    assert (other.propose, committee.propose, committee.note) == (False, False, False)


def test_kl_6_26_whoever_is_called_speaks_if_the_body_says_so_and_never_decides():
    called = rights_of(SeatKind.CALLED, serves=False, is_council=False, local=LOCAL)
    silent = rights_of(
        SeatKind.CALLED, serves=False, is_council=False, local=LocalRights(called_speak=False)
    )

    assert (called.speak, called.decide, called.propose) == (True, False, False)
    assert not silent.speak


@pytest.mark.parametrize(
    ("change", "stop"),
    [
        ({}, None),
        ({"took_part": False}, ReservationStop.TOOK_NO_PART),
        ({"abstained_from_decision": True}, ReservationStop.ABSTAINED),
        ({"is_decided": False}, ReservationStop.NOT_DECIDED),
        ({"closed_at": NOW + dt.timedelta(microseconds=1)}, None),
        ({"closed_at": NOW}, ReservationStop.MEETING_CLOSED),
    ],
)
def test_kl_4_27_only_whoever_took_part_reserves_and_before_the_meeting_is_closed(change, stop):
    usual = {
        "took_part": True,
        "abstained_from_decision": False,
        "is_decided": True,
        "announced_at": NOW,
        "closed_at": None,
    }

    assert reservation_stop(**{**usual, **change}) is stop
