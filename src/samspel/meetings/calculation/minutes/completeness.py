"""What the Local Government Act asks of minutes, and what is still missing (KL 5 kap. 65–68 §§).

A gate before approval: each thing that is missing is named, with its section and the
item where it belongs, so that the page can lead there. What is there but empty by right
(no proposal was made, nobody reserved) is not missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.meetings.calculation.record import (
    ItemRecord,
    MeetingRecord,
    ProposalRecord,
    QuestionRecord,
)
from samspel.meetings.enums import BallotMethod, ItemKind, ItemState, Outcome, ProposalKind

_NEEDS_WORDS = {ProposalKind.AMENDMENT, ProposalKind.ADDITION, ProposalKind.OWN}


class Requirement(LabelledEnum):
    """A thing that minutes must hold, with the section that asks for it."""

    CHAIR = "chair", _("Ordförande för hela sammanträdet (5 kap. 65 §)")
    SECRETARY = "secretary", _("Vem som fört protokollet")
    APPROVERS = "approvers", _("Utsedda justerare (5 kap. 69 §)")
    SERVING = "serving", _("Vilka som har tjänstgjort (5 kap. 66 §)")
    MATTERS = "matters", _("Ärende som inte är behandlat eller flyttat (5 kap. 66 §)")
    PARAGRAPH = "paragraph", _("Paragraf för ärendet (5 kap. 66 §)")
    PROPOSALS = "proposals", _("Yrkande utan text eller yrkare (5 kap. 67 § 1)")
    PUTTING = "putting", _("Hur ordföranden lade fram förslagen (5 kap. 67 § 2)")
    VOTES = "votes", _("Omröstningens resultat (5 kap. 67 § 3)")
    DECISION = "decision", _("Vilket beslut som fattades (5 kap. 67 § 4)")
    WHO_DECIDED = "who_decided", _("Vilka som deltog i beslutet (5 kap. 67 § 5)")
    HOW_VOTED = "how_voted", _("Hur var och en röstade vid öppen omröstning (5 kap. 67 § 5)")
    RESERVATIONS = "reservations", _("Vem som reserverade sig (5 kap. 67 § 6)")
    COUNCIL_QUESTIONS = (
        "council_questions",
        _("Om interpellationen eller frågan besvarades (5 kap. 68 §)"),
    )
    MINORITY_REASON = "minority_reason", _("Minoritetens motivering (5 kap. 50 §)")
    OPEN_MEETING = "open_meeting", _("När sammanträdet öppnades och avslutades")


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing; ``item_id`` is the item where it belongs, if any."""

    what: Requirement
    item_id: int | None = None
    title: str = ""
    paragraph: str = ""
    uuid: str = ""


def missing_from(record: MeetingRecord) -> list[Missing]:
    """Give everything that is missing, the meeting's own first and then item by item.

    An item that the viewer may not see can't be judged; the gate is asked with the
    record as the body's secretary sees it.
    """
    found = [Missing(each) for each in _of_meeting(record)]
    for item in record.items:
        if item.is_hidden:
            continue
        found.extend(
            Missing(each, item.item_id, item.title, item.paragraph, item.uuid)
            for each in _of_item(item, record)
        )
    return found


def _of_meeting(record: MeetingRecord) -> Iterable[Requirement]:
    if record.opened_at is None or record.closed_at is None:
        yield Requirement.OPEN_MEETING
    if not record.chairs:
        yield Requirement.CHAIR
    if record.secretary is None:
        yield Requirement.SECRETARY
    if not record.approvers:
        yield Requirement.APPROVERS
    served = any(each.was_there for each in record.participants if each.seat.is_elected_to_body)
    if not served:
        yield Requirement.SERVING


def _of_item(item: ItemRecord, record: MeetingRecord) -> Iterable[Requirement]:
    if item.state is ItemState.PLACED:
        yield Requirement.MATTERS
        return
    if item.state is not ItemState.HANDLED:
        return
    if not item.paragraph:
        yield Requirement.PARAGRAPH
    yield from _of_deciding(item)
    yield from _of_participation(item)
    if record.body.is_council:
        yield from _of_council(item)


def _of_deciding(item: ItemRecord) -> Iterable[Requirement]:
    if any(_says_nothing(each) for each in item.standing_proposals):
        yield Requirement.PROPOSALS
    if _is_contested(item) and not item.questions:
        yield Requirement.PUTTING
    if any(_has_no_result(each) for each in item.questions):
        yield Requirement.VOTES
    if _lacks_decision(item):
        yield Requirement.DECISION
    taken = item.decision
    if taken is not None and taken.by_minority and not taken.minority_reason.strip():
        yield Requirement.MINORITY_REASON


def _says_nothing(proposal: ProposalRecord) -> bool:
    """Whether a proposal is nobody's, or is of a kind that is nothing without its words."""
    lacks_words = proposal.kind in _NEEDS_WORDS and not proposal.text.strip()
    return lacks_words or not proposal.mover.name.strip()


def _is_contested(item: ItemRecord) -> bool:
    """Whether there was anything for the chair to put in an order.

    Proposals that all want the same need no order; nor does an item where only
    information was noted, or where the law itself tables it (5 kap. 50 §).
    """
    if item.decision and item.decision.outcome is Outcome.TABLED and not item.questions:
        return False
    aims = {(each.kind, each.text.strip()) for each in item.standing_proposals}
    return len(aims) > 1 or bool(
        aims and item.decision and item.decision.outcome is Outcome.DECIDED
    )


def _has_no_result(question: QuestionRecord) -> bool:
    if not question.result:
        return True
    ballot = question.ballot
    if ballot is None or ballot.candidates:
        return False
    return not ballot.result or (ballot.yes_count + ballot.no_count == 0)


def _lacks_decision(item: ItemRecord) -> bool:
    if item.kind is ItemKind.NOTICE and item.decision is None:
        return False
    taken = item.decision
    if taken is None:
        return True
    return taken.outcome is Outcome.DECIDED and not any(p.text.strip() for p in taken.points)


def _of_participation(item: ItemRecord) -> Iterable[Requirement]:
    if not item.serving:
        yield Requirement.WHO_DECIDED
    for question in item.questions:
        ballot = question.ballot
        if ballot is None or ballot.method is not BallotMethod.ROLL_CALL:
            continue
        counted = ballot.yes_count + ballot.no_count + ballot.abstained_count
        voted = sum(1 for row in ballot.rows if row.choice.value != "absent")
        if voted != counted:
            yield Requirement.HOW_VOTED
    if any(not each.persons for each in item.reservations):
        yield Requirement.RESERVATIONS


def _of_council(item: ItemRecord) -> Iterable[Requirement]:
    """KL 5 kap. 68 §: which were put and which were answered; the asker and the subject."""
    for each in item.council_questions:
        if not each.subject.strip() or (each.is_answered and each.answerer is None):
            yield Requirement.COUNCIL_QUESTIONS
