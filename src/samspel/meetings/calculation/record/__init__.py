"""The record of a meeting, whole, as plain values: what the minutes are written from.

Nothing here knows the database. ``meetings.queries.record.record_of`` fills it; the
minutes, the room and the fees read it. What KL 5 kap. 65–68 §§ asks of minutes has its
place here: who served, the proposals that stood, the order in which the chair put the
question, votes and their result, the decision, who took part, and reservations.
"""

from samspel.meetings.calculation.record.meeting import ItemRecord, MeetingRecord
from samspel.meetings.calculation.record.participants import (
    Adjournment,
    BodyRef,
    ConflictRecord,
    CouncilQuestion,
    Participant,
    PersonRef,
    Presence,
    QuorumRecord,
    Serving,
)
from samspel.meetings.calculation.record.proceedings import (
    DRAFT,
    ELECTED,
    NOTHING,
    REJECT,
    TODAY,
    Alternative,
    BallotRecord,
    BasisDocument,
    CandidateCount,
    DecisionPoint,
    DecisionRecord,
    DraftDecision,
    NoteRecord,
    PreparationStep,
    ProposalRecord,
    QuestionRecord,
    Recipient,
    ReservationRecord,
    RollCallRow,
)

__all__ = [
    "DRAFT",
    "ELECTED",
    "NOTHING",
    "REJECT",
    "TODAY",
    "Adjournment",
    "Alternative",
    "BallotRecord",
    "BasisDocument",
    "BodyRef",
    "CandidateCount",
    "ConflictRecord",
    "CouncilQuestion",
    "DecisionPoint",
    "DecisionRecord",
    "DraftDecision",
    "ItemRecord",
    "MeetingRecord",
    "NoteRecord",
    "Participant",
    "PersonRef",
    "PreparationStep",
    "Presence",
    "ProposalRecord",
    "QuestionRecord",
    "QuorumRecord",
    "Recipient",
    "ReservationRecord",
    "RollCallRow",
    "Serving",
]
