"""The meeting and its items, whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.meetings.calculation.record.participants import (
    Adjournment,
    BodyRef,
    ConflictRecord,
    CouncilQuestion,
    Participant,
    PersonRef,
    QuorumRecord,
    Serving,
)
from samspel.meetings.calculation.record.proceedings import (
    BasisDocument,
    DecisionRecord,
    DraftDecision,
    NoteRecord,
    PreparationStep,
    ProposalRecord,
    QuestionRecord,
    Recipient,
    ReservationRecord,
)
from samspel.meetings.enums import ItemKind, ItemState, MeetingState


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item of the meeting with all that happened at it.

    ``is_hidden`` is true where the viewer may not see it: then every text is empty.
    ``serving`` is who took part, ``not_deciding`` whom of them abstained from deciding.
    """

    item_id: int
    uuid: str
    position: int
    title: str
    kind: ItemKind
    state: ItemState
    paragraph: str = ""
    case_number: str = ""
    is_closed: bool = False
    closed_because: str = ""
    is_hidden: bool = False
    is_late: bool = False
    is_election: bool = False
    summary: str = ""
    description: str = ""
    basis: tuple[BasisDocument, ...] = ()
    preparation: tuple[PreparationStep, ...] = ()
    draft: DraftDecision | None = None
    begun_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    serving: tuple[Serving, ...] = ()
    quorum: QuorumRecord | None = None
    proposals: tuple[ProposalRecord, ...] = ()
    questions: tuple[QuestionRecord, ...] = ()
    decision: DecisionRecord | None = None
    not_deciding: tuple[PersonRef, ...] = ()
    reservations: tuple[ReservationRecord, ...] = ()
    notes: tuple[NoteRecord, ...] = ()
    conflicts: tuple[ConflictRecord, ...] = ()
    council_questions: tuple[CouncilQuestion, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    immediately_approved_at: dt.datetime | None = None
    version: int = 1

    @property
    def standing_proposals(self) -> tuple[ProposalRecord, ...]:
        """The proposals that the minutes must hold: not withdrawn (KL 5 kap. 67 § 1)."""
        return tuple(each for each in self.proposals if each.stands)

    @property
    def is_immediately_approved(self) -> bool:
        """Whether the body declared the paragraph approved at once."""
        return self.immediately_approved_at is not None


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A whole meeting: what is printed at the head, who was there, and every item."""

    meeting_id: int
    uuid: str
    body: BodyRef
    day: dt.date
    number: int
    year: int
    state: MeetingState
    scheduled_from: dt.datetime
    scheduled_to: dt.datetime
    place: str
    participants: tuple[Participant, ...] = ()
    items: tuple[ItemRecord, ...] = ()
    opened_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    adjournments: tuple[Adjournment, ...] = ()
    chairs: tuple[PersonRef, ...] = ()
    secretary: PersonRef | None = None
    approvers: tuple[PersonRef, ...] = ()
    notice_on: dt.date | None = None
    is_public: bool = False
    remote_checked_by: PersonRef | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The §§ of the meeting, in order."""
        return tuple(each.paragraph for each in self.items if each.paragraph)

    def item(self, item_id: int) -> ItemRecord:
        """Give the item; KeyError when it is not on this meeting."""
        for each in self.items:
            if each.item_id == item_id:
                return each
        raise KeyError(item_id)
