"""Words of meetings: how a meeting and an item stand, and what happens in the room."""

from samspel.meetings.enums.deciding import (
    BallotMethod,
    ConflictGround,
    ConflictState,
    CouncilQuestionKind,
    Numbering,
    Outcome,
    PreparationKind,
    PresenceEnd,
    ProposalKind,
    QuestionKind,
    RemoteExtent,
    SeatKind,
    VoteChoice,
)
from samspel.meetings.enums.planning import (
    DecisionKind,
    ItemKind,
    ItemState,
    Leaving,
    MeetingState,
    Purpose,
    Route,
)

__all__ = [
    "BallotMethod",
    "ConflictGround",
    "ConflictState",
    "CouncilQuestionKind",
    "DecisionKind",
    "ItemKind",
    "ItemState",
    "Leaving",
    "MeetingState",
    "Numbering",
    "Outcome",
    "PreparationKind",
    "PresenceEnd",
    "ProposalKind",
    "Purpose",
    "QuestionKind",
    "RemoteExtent",
    "Route",
    "SeatKind",
    "VoteChoice",
]
