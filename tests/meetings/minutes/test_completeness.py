"""KL 5 kap. 65–68 §§: what minutes must hold, on each side of every border."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samspel.meetings.calculation import record as r
from samspel.meetings.calculation.minutes import missing_from
from samspel.meetings.enums import (
    CouncilQuestionKind,
    ItemKind,
    ItemState,
    Outcome,
    ProposalKind,
    QuestionKind,
    VoteChoice,
)
from tests.law import amended
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
        ({"chairs": ()}, "ordforanden-star-dar"),
        ({"secretary": None}, "sekreteraren-star-dar"),
        ({"approvers": ()}, "justerare-utsedda"),
        ({"participants": ()}, "tjanstgorande-star-dar"),
        ({"closed_at": None}, "motets-tider"),
        ({"opened_at": None}, "motets-tider"),
    ],
)
def test_kl_5_65_and_66_the_meeting_itself(changed, what):
    assert lacks(make.item(1), **changed) == [what]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"state": ItemState.PLACED, "paragraph": ""}, "arendet-behandlat"),
        ({"paragraph": ""}, "arendet-har-paragraf"),
        ({"decision": None}, "beslutet-redovisas"),
        ({"decision": make.decided("  ")}, "beslutet-redovisas"),
        ({"serving": ()}, "deltagande-redovisas"),
        (
            {"proposals": (make.proposal(1, ProposalKind.REJECTION, make.LENA),)},
            "propositionsordning-redovisas",
        ),
        (
            {
                "proposals": (make.proposal(1, ProposalKind.REJECTION, make.person(9, " ")),),
                "questions": (VOTED,),
            },
            "yrkanden-redovisas",
        ),
        (
            {
                "proposals": (make.proposal(1, ProposalKind.ADDITION, make.LENA, " "),),
                "questions": (VOTED,),
            },
            "yrkanden-redovisas",
        ),
        ({"questions": (replace(VOTED, result=""),)}, "omrostningar-redovisas"),
        (
            {
                "questions": (
                    replace(VOTED, ballot=replace(VOTED.ballot, rows=VOTED.ballot.rows[:-1])),
                )
            },
            "oppna-roster-redovisas",
        ),
        (
            {"reservations": (r.ReservationRecord(1, (), make.at(15)),)},
            "reservationer-redovisas",
        ),
        (
            {
                "decision": replace(
                    make.decided(), outcome=Outcome.REFERRED_BACK, by_minority=True
                )
            },
            "minoritetens-skal-redovisas",
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
        (("skolmaten", None, True), ["fragor-redovisas"]),
        ((" ", make.CHAIR, False), ["fragor-redovisas"]),
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


def test_kl_5_66_of_one_paragraph_only_its_own_item_and_the_meetings_head_are_judged():
    whole, left = make.item(1), make.item(2, state=ItemState.PLACED, paragraph="")
    record = make.meeting(whole, left, closed_at=None, secretary=None)

    assert [each.what for each in missing_from(record, 1)] == ["sekreteraren-star-dar"]
    assert [each.what for each in missing_from(record)] == [
        "motets-tider",
        "sekreteraren-star-dar",
        "arendet-behandlat",
    ]


def test_kl_5_67_what_is_missing_is_said_in_the_words_of_the_law_with_its_section():
    (found,) = missing_from(make.meeting(make.item(1, serving=())))

    assert found.says == "Vilka som deltog i beslutet"
    assert found.section == "5 kap. 67 § 5"


def test_kl_5_67_another_law_asks_for_something_else():
    silent = make.item(1, reservations=(r.ReservationRecord(1, (), make.at(15)),))
    asked = ("fact: item.nameless_reservations_count\n    eq: 0", "is: item.is_settled")

    with amended(("reservationer-redovisas", *asked)):
        assert lacks(silent) == []
    with amended(("fragor-redovisas", "- is: body.is_council", "- is_not: body.is_council")):
        assert lacks(silent) == ["reservationer-redovisas"]
    assert lacks(silent) == ["reservationer-redovisas"]
