"""KL 5 kap. 65–68 §§: what minutes must hold, on each side of every border."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samspel.meetings.calculation import record as r
from samspel.meetings.calculation.minutes import Requirement, missing_from
from samspel.meetings.enums import (
    CouncilQuestionKind,
    ItemKind,
    ItemState,
    Outcome,
    ProposalKind,
    QuestionKind,
    VoteChoice,
)
from tests.meetings.minutes import records as make

COUNCIL = r.BodyRef(1, "Kommunfullmäktige", "KF", "council")
VOTED = make.question(
    QuestionKind.MAIN,
    (r.DRAFT, r.REJECT),
    r.DRAFT,
    ballot=make.roll_call((make.CHAIR, make.BO), (make.LENA,)),
)


def lacks(*items, **changed):
    return [each.what for each in missing_from(make.meeting(*items, **changed))]


def test_kl_5_65_to_67_whole_minutes_lack_nothing():
    assert lacks(make.proposing(), make.contested(), make.item(3, questions=(VOTED,))) == []


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"chairs": ()}, Requirement.CHAIR),
        ({"secretary": None}, Requirement.SECRETARY),
        ({"approvers": ()}, Requirement.APPROVERS),
        ({"participants": ()}, Requirement.SERVING),
        ({"closed_at": None}, Requirement.OPEN_MEETING),
        ({"opened_at": None}, Requirement.OPEN_MEETING),
    ],
)
def test_kl_5_65_and_66_the_meeting_itself(changed, what):
    assert lacks(make.item(1), **changed) == [what]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"state": ItemState.PLACED, "paragraph": ""}, Requirement.MATTERS),
        ({"paragraph": ""}, Requirement.PARAGRAPH),
        ({"decision": None}, Requirement.DECISION),
        ({"decision": make.decided("  ")}, Requirement.DECISION),
        ({"serving": ()}, Requirement.WHO_DECIDED),
        (
            {"proposals": (make.proposal(1, ProposalKind.REJECTION, make.LENA),)},
            Requirement.PUTTING,
        ),
        (
            {
                "proposals": (make.proposal(1, ProposalKind.REJECTION, make.person(9, " ")),),
                "questions": (VOTED,),
            },
            Requirement.PROPOSALS,
        ),
        (
            {
                "proposals": (make.proposal(1, ProposalKind.ADDITION, make.LENA, " "),),
                "questions": (VOTED,),
            },
            Requirement.PROPOSALS,
        ),
        ({"questions": (replace(VOTED, result=""),)}, Requirement.VOTES),
        (
            {
                "questions": (
                    replace(VOTED, ballot=replace(VOTED.ballot, rows=VOTED.ballot.rows[:-1])),
                )
            },
            Requirement.HOW_VOTED,
        ),
        (
            {"reservations": (r.ReservationRecord(1, (), make.at(15)),)},
            Requirement.RESERVATIONS,
        ),
        (
            {
                "decision": replace(
                    make.decided(), outcome=Outcome.REFERRED_BACK, by_minority=True
                )
            },
            Requirement.MINORITY_REASON,
        ),
    ],
)
def test_kl_5_67_each_of_the_six_things_is_named_with_its_item(changed, what):
    found = missing_from(make.meeting(make.item(4, **changed)))

    assert [(each.what, each.item_id) for each in found] == [(what, 4)]


@pytest.mark.parametrize(
    "changed",
    [
        {
            "proposals": (
                make.proposal(1, ProposalKind.REJECTION, make.LENA, withdrawn_at=make.at(14)),
            )
        },
        {"decision": replace(make.decided(), outcome=Outcome.TABLED)},
        {"kind": ItemKind.NOTICE, "decision": None},
        {"state": ItemState.WITHDRAWN, "paragraph": "", "decision": None},
        {"is_hidden": True, "decision": None},
        {
            "questions": (
                replace(
                    VOTED,
                    ballot=replace(
                        VOTED.ballot,
                        rows=(
                            *VOTED.ballot.rows,
                            r.RollCallRow(make.SIV, VoteChoice.ABSENT),
                        ),
                        absent_count=1,
                    ),
                ),
            )
        },
    ],
)
def test_kl_5_67_what_is_empty_by_right_is_not_missing(changed):
    assert lacks(make.item(4, **changed)) == []


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (("skolmaten", make.CHAIR, True), []),
        (("skolmaten", None, False), []),
        (("skolmaten", None, True), [Requirement.COUNCIL_QUESTIONS]),
        ((" ", make.CHAIR, False), [Requirement.COUNCIL_QUESTIONS]),
    ],
)
def test_kl_5_68_questions_of_the_council_say_what_and_whether_answered(asked, wanted):
    subject, answerer, is_answered = asked
    question = r.CouncilQuestion(
        CouncilQuestionKind.QUESTION, make.LENA, answerer, subject, True, is_answered
    )
    item = make.item(1, council_questions=(question,))

    assert lacks(item, body=COUNCIL) == wanted
    assert lacks(item) == []
