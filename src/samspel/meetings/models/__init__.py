"""The tables of meetings."""

from samspel.meetings.models.agenda import (
    AgendaAttachment,
    AgendaInvitee,
    AgendaItem,
    AgendaPlacement,
    AgendaQuestion,
)
from samspel.meetings.models.balloting import Ballot, BallotVote
from samspel.meetings.models.board import (
    BoardNotice,
    BoardOutage,
    BoardSettings,
    Publication,
    PublicationMask,
)
from samspel.meetings.models.calling import NoticeAnswer, SubstituteCall
from samspel.meetings.models.deciding import (
    ItemDecision,
    ItemHandling,
    PreparationNote,
    Proposal,
    PutQuestion,
    Seconding,
)
from samspel.meetings.models.decisions import Decision, DelegatedDecision
from samspel.meetings.models.duties import DecisionHold, MeetingRequest, Ordinance
from samspel.meetings.models.following import PrivateNote, Reading, Wish
from samspel.meetings.models.meetings import BodyMeetingSettings, Meeting
from samspel.meetings.models.minutes import (
    Approver,
    DecisionAssignment,
    Dispatch,
    Extract,
    Minutes,
    MinutesPhrase,
    MinutesSettings,
    MinutesWording,
    Signature,
)
from samspel.meetings.models.packs import NoticePack, PackPart
from samspel.meetings.models.participation import (
    ConflictOfInterest,
    Participation,
    PresenceInterval,
)
from samspel.meetings.models.placing import SeatPlace, TurnDeparture
from samspel.meetings.models.remarks import (
    CouncilAsking,
    ItemRecipient,
    NotDeciding,
    ProtocolNote,
    Reservation,
)
from samspel.meetings.models.sitting import Adjournment, DecidingSettings, Sitting

__all__ = [
    "Adjournment",
    "AgendaAttachment",
    "AgendaInvitee",
    "AgendaItem",
    "AgendaPlacement",
    "AgendaQuestion",
    "Approver",
    "Ballot",
    "BallotVote",
    "BoardNotice",
    "BoardOutage",
    "BoardSettings",
    "BodyMeetingSettings",
    "ConflictOfInterest",
    "CouncilAsking",
    "DecidingSettings",
    "Decision",
    "DecisionAssignment",
    "DecisionHold",
    "DelegatedDecision",
    "Dispatch",
    "Extract",
    "ItemDecision",
    "ItemHandling",
    "ItemRecipient",
    "Meeting",
    "MeetingRequest",
    "Minutes",
    "MinutesPhrase",
    "MinutesSettings",
    "MinutesWording",
    "NotDeciding",
    "NoticeAnswer",
    "NoticePack",
    "Ordinance",
    "PackPart",
    "Participation",
    "PreparationNote",
    "PresenceInterval",
    "PrivateNote",
    "Proposal",
    "ProtocolNote",
    "Publication",
    "PublicationMask",
    "PutQuestion",
    "Reading",
    "Reservation",
    "SeatPlace",
    "Seconding",
    "Signature",
    "Sitting",
    "SubstituteCall",
    "TurnDeparture",
    "Wish",
]
