"""What happened at an item: basis, proposals, questions, ballots, the decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.meetings.calculation.record.participants import PersonRef
from samspel.meetings.enums import (
    BallotMethod,
    Outcome,
    PreparationKind,
    ProposalKind,
    QuestionKind,
    VoteChoice,
)

# Keys of alternatives that are not proposals made at the meeting.
DRAFT = "draft"  # the proposal that the item came with
REJECT = "reject"  # to reject it
TODAY = "today"  # to settle the matter at this meeting
NOTHING = "nothing"  # to leave an addition out
ELECTED = "elected"  # whoever got the most votes, in an election by ballot papers


@dataclass(frozen=True, slots=True)
class BasisDocument:
    """Handling: one document of the basis for the decision, in order."""

    title: str
    dated_on: dt.date | None = None
    url: str = ""
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class PreparationStep:
    """A step of the preparation: who handled the matter before, when, and what it gave."""

    kind: PreparationKind
    text: str
    body_name: str = ""
    on: dt.date | None = None
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class DraftDecision:
    """Förslag till beslut: what the item came with; ``origin`` is whose it is."""

    origin: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalRecord:
    """Yrkande: what somebody asked the body to decide; ``key`` is "p" and the id.

    ``supports`` is the id of the proposal that an approval or an amendment speaks of;
    None means what the item came with. ``becomes`` is how the whole decision reads with an
    amendment; empty where the text is the whole of it.
    """

    proposal_id: int
    number: int
    kind: ProposalKind
    text: str
    mover: PersonRef
    made_at: dt.datetime
    seconders: tuple[PersonRef, ...] = ()
    by_chair: bool = False
    supports: int | None = None
    withdrawn_at: dt.datetime | None = None
    refused_because: str = ""
    becomes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How questions point to it."""
        return f"p{self.proposal_id}"

    @property
    def stands(self) -> bool:
        """Whether it is neither withdrawn nor refused (KL 5 kap. 57 och 67 §§)."""
        return self.withdrawn_at is None and not self.refused_because


@dataclass(frozen=True, slots=True)
class Alternative:
    """One side of a question: its key, how it is printed, the proposals behind it."""

    key: str
    label: str
    proposal_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """One member's vote in an open vote, in the order of the roll."""

    person: PersonRef
    choice: VoteChoice
    serving_for: PersonRef | None = None


@dataclass(frozen=True, slots=True)
class CandidateCount:
    """How many votes a name got in an election by ballot papers.

    In a proportional election ``group`` is whose list the name stands on, and ``votes`` are
    the group's.
    """

    name: str
    votes: int
    elected: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class BallotRecord:
    """Omröstning: what yes and no meant, the counts, the rows of an open vote.

    ``casting_vote`` is the chair whose vote settled a tie (KL 5 kap. 56 §), ``by_lot``
    that lots did (5 kap. 56 §). Rows are empty for a secret ballot and a show of hands
    that was only counted. ``result`` is the key of the alternative that won.
    """

    ballot_id: int
    method: BallotMethod
    yes: Alternative
    no: Alternative
    yes_count: int
    no_count: int
    abstained_count: int
    absent_count: int
    result: str
    rows: tuple[RollCallRow, ...] = ()
    requested_by: PersonRef | None = None
    casting_vote: PersonRef | None = None
    by_lot: bool = False
    candidates: tuple[CandidateCount, ...] = ()
    blank_count: int = 0
    held_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """Proposition: alternatives that the chair set against each other, and the finding.

    ``found`` is what the chair found, ``result`` what it came to after a vote, if one
    was asked for. ``by_minority`` when a third of those present settled it (5 kap. 50 §).
    """

    question_id: int
    number: int
    kind: QuestionKind
    alternatives: tuple[Alternative, ...]
    found: str
    result: str
    put_at: dt.datetime
    ballot: BallotRecord | None = None
    by_minority: bool = False
    wording: str = ""

    def alternative(self, key: str) -> Alternative:
        """Give the alternative with the key; KeyError for what was not asked."""
        for each in self.alternatives:
            if each.key == key:
                return each
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """One point (att-sats) of a decision; ``number`` 0 where there is only one."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """Beslut: the introductory phrase, the points, and what became of the matter."""

    outcome: Outcome
    introduction: str
    points: tuple[DecisionPoint, ...]
    taken_at: dt.datetime
    decision_id: int | None = None
    by_minority: bool = False
    minority_reason: str = ""
    proposes_to: str = ""


@dataclass(frozen=True, slots=True)
class ReservationRecord:
    """Reservation: who dissents, for whose proposal, and the written motivation."""

    reservation_id: int
    persons: tuple[PersonRef, ...]
    announced_at: dt.datetime
    proposal_id: int | None = None
    motivation: str = ""


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """Protokollsanteckning: an opinion noted in the minutes, with its text."""

    note_id: int
    person: PersonRef
    announced_at: dt.datetime
    text: str
    others: tuple[PersonRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Mottagare: who gets an extract of the paragraph."""

    name: str
    address: str = ""
    is_internal: bool = True
