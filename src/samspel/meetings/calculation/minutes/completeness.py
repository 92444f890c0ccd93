"""What the Local Government Act asks of minutes, and what is still missing (KL 5 kap. 65–68 §§).

A gate before approval: each thing that is missing is named, with its section and the
item where it belongs, so that the page can lead there. What is asked for, of which body
and in which words is data (rules/data/riket/kommunallagen/protokoll.yaml); here the facts
are gathered from the record. What is there but empty by right (no proposal was made,
nobody reserved) is not missing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.meetings.calculation.record import (
    CouncilQuestion,
    DecisionRecord,
    ItemRecord,
    MeetingRecord,
    ProposalRecord,
    QuestionRecord,
)
from samspel.meetings.calculation.statute import judged, known_from
from samspel.meetings.enums import BallotMethod, ItemKind, ItemState, ProposalKind
from samspel.rules.catalogue.choices import Came
from samspel.rules.law import remembered

_NEEDS_WORDS = {ProposalKind.AMENDMENT, ProposalKind.ADDITION, ProposalKind.OWN}
_SENDING_OUT, _ACCOUNTING = "minutes.send_out", "minutes.account_for"
_Given = tuple[bool | int | str, ...]
_Wanting = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing; ``item_id`` is the item where it belongs, if any.

    ``what`` is the id of the provision that asks for it, ``says`` its title and
    ``section`` where the law says it.
    """

    what: str
    says: str
    section: str
    item_id: int | None = None
    title: str = ""
    paragraph: str = ""
    uuid: str = ""


def missing_from(record: MeetingRecord, only: int | None = None) -> list[Missing]:
    """Give everything that is missing, the meeting's own first and then item by item.

    ``only`` is the item of minutes that are approved at once: then it alone is judged, and
    of the meeting what the law asks for of one paragraph. An item that the viewer may not
    see can't be judged; the gate is asked with the record as the body's secretary sees it.
    """
    on = known_from(record.day)
    given = _of_meeting(record, only is not None)
    found = [Missing(*each) for each in _wanting(_SENDING_OUT, _OF_MEETING, given, on)]
    for item in record.items:
        if only in {None, item.item_id} and _is_judged(item):
            given = _of_item(item, record.body.is_council)
            found += [
                Missing(*each, item.item_id, item.title, item.paragraph, item.uuid)
                for each in _wanting(_ACCOUNTING, _OF_ITEM, given, on)
            ]
    return found


def _is_judged(item: ItemRecord) -> bool:
    """Whether the minutes say anything of the item: those withdrawn or moved are not there."""
    return not item.is_hidden and item.state in {ItemState.PLACED, ItemState.HANDLED}


@remembered
def _wanting(act: str, names: tuple[str, ...], given: _Given, on: dt.date) -> _Wanting:
    """Give the provisions that are not met; items with the same facts are judged once."""
    found = judged(act, dict(zip(names, given, strict=True)), on).stopping
    return tuple((each.id, each.title, each.clause.heading) for each in found)


_OF_MEETING = (
    "minutes.is_of_one_paragraph",
    "minutes.times_are_noted",
    "minutes.chair_is_noted",
    "minutes.secretary_is_noted",
    "minutes.approvers_are_named",
    "minutes.serving_are_noted",
)


def _of_meeting(record: MeetingRecord, is_of_one: bool) -> _Given:
    served = any(each.was_there for each in record.participants if each.seat.is_elected_to_body)
    return (
        is_of_one,
        record.opened_at is not None and record.closed_at is not None,
        bool(record.chairs),
        record.secretary is not None,
        bool(record.approvers),
        served,
    )


_OF_ITEM = (
    "body.is_council",
    "item.is_settled",
    "item.has_paragraph",
    "item.is_message",
    "item.serving_count",
    "item.unclear_proposals_count",
    "item.aims_count",
    "item.puttings_count",
    "item.votes_without_result_count",
    "item.unlisted_votes_count",
    "item.unclear_questions_count",
    "item.nameless_reservations_count",
    "item.came_to",
    "item.points_count",
    "item.minority_deferred",
    "item.minority_says_why",
)


def _of_item(item: ItemRecord, is_council: bool) -> _Given:
    """Tell of an item what the minutes must hold, in the order of the names above."""
    standing, questions = item.standing_proposals, item.questions
    return (
        is_council,
        item.state is ItemState.HANDLED,
        bool(item.paragraph),
        item.kind is ItemKind.NOTICE,
        len(item.serving),
        sum(map(_says_nothing, standing)),
        len({(each.kind, each.text.strip()) for each in standing}),
        len(questions),
        sum(map(_has_no_result, questions)),
        sum(map(_lacks_votes, questions)),
        sum(map(_is_unclear, item.council_questions)),
        sum(not each.persons for each in item.reservations),
        *_taken(item.decision),
    )


def _taken(decision: DecisionRecord | None) -> _Given:
    """Tell what was decided: the kind, how many points, a minority's will and its reason."""
    if decision is None:
        return (Came.NOTHING.value, 0, False, False)
    return (
        decision.outcome.value,
        sum(bool(each.text.strip()) for each in decision.points),
        decision.by_minority,
        bool(decision.minority_reason.strip()),
    )


def _says_nothing(proposal: ProposalRecord) -> bool:
    """Whether a proposal is nobody's, or is of a kind that is nothing without its words."""
    lacks_words = proposal.kind in _NEEDS_WORDS and not proposal.text.strip()
    return lacks_words or not proposal.mover.name.strip()


def _has_no_result(question: QuestionRecord) -> bool:
    if not question.result:
        return True
    ballot = question.ballot
    if ballot is None or ballot.candidates:
        return False
    return not ballot.result or (ballot.yes_count + ballot.no_count == 0)


def _lacks_votes(question: QuestionRecord) -> bool:
    """Whether the vote was open by the roll, and not every vote is noted."""
    ballot = question.ballot
    if ballot is None or ballot.method is not BallotMethod.ROLL_CALL:
        return False
    counted = ballot.yes_count + ballot.no_count + ballot.abstained_count
    return counted != sum(1 for row in ballot.rows if row.choice.value != "absent")


def _is_unclear(asked: CouncilQuestion) -> bool:
    """Whether an interpellation or a question lacks its subject, or who answered it."""
    return not asked.subject.strip() or (asked.is_answered and asked.answerer is None)
