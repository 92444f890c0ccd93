"""The record's persons: who was there, who served, who was out, who asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.meetings.enums import (
    ConflictGround,
    ConflictState,
    CouncilQuestionKind,
    PresenceEnd,
    SeatKind,
)


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as the minutes print one: name, party abbreviation, role in the body."""

    person_id: int | None
    name: str
    party: str = ""
    role: str = ""

    @property
    def printed(self) -> str:
        """Name and party: "Karin Sundell (M)"."""
        return f"{self.name} ({self.party})" if self.party else self.name


@dataclass(frozen=True, slots=True)
class BodyRef:
    """The body, as printed; ``kind`` is a value of ``people.enums.BodyKind``."""

    body_id: int
    name: str
    short_name: str
    kind: str

    @property
    def is_council(self) -> bool:
        """Whether the rules of KL 5 kap. apply and not those of 6 kap."""
        return self.kind == "council"


@dataclass(frozen=True, slots=True)
class Presence:
    """One stretch of presence; ``to_at`` None while the person is still there.

    ``ended`` says why it ended: a stretch that ends with ``SEAT`` is followed at once by
    the next, in which the person serves for somebody, no longer does, or has gone remote.
    """

    from_at: dt.datetime
    to_at: dt.datetime | None = None
    remote: bool = False
    serving: bool = False
    serving_for: PersonRef | None = None
    ended: PresenceEnd | None = None

    def covers(self, at: dt.datetime) -> bool:
        """Whether the person is there at the instant."""
        return self.from_at <= at and (self.to_at is None or at < self.to_at)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at the meeting, or called to it: ``intervals`` is empty for the absent.

    ``order`` is the body's own order of calling (roll call, substitutes). ``serves`` of
    an interval says for whom a substitute served. ``excuse`` is what was notified.
    """

    participation_id: int
    person: PersonRef
    seat: SeatKind
    order: int = 0
    function: str = ""
    intervals: tuple[Presence, ...] = ()
    excuse: str = ""

    @property
    def was_there(self) -> bool:
        """Whether the person was there at all."""
        return bool(self.intervals)

    @property
    def served(self) -> bool:
        """Whether the person served at any time."""
        return any(each.serving for each in self.intervals)


@dataclass(frozen=True, slots=True)
class Adjournment:
    """Ajournering: a break, with the item that was being handled."""

    from_at: dt.datetime
    to_at: dt.datetime | None
    item_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """Somebody who serves at an item; ``serving_for`` None for a member of the body."""

    person: PersonRef
    serving_for: PersonRef | None = None
    remote: bool = False
    presides: bool = False


@dataclass(frozen=True, slots=True)
class QuorumRecord:
    """Beslutförhet: how many served against how many had to (KL 5 kap. 45–46 §§)."""

    present: int
    needed: int
    seats: int
    conflict_exception: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the body may decide."""
        return self.present >= self.needed or self.conflict_exception


@dataclass(frozen=True, slots=True)
class CouncilQuestion:
    """Interpellation or question in the council (KL 5 kap. 59–64, 68 §§)."""

    kind: CouncilQuestionKind
    asker: PersonRef
    answerer: PersonRef | None
    subject: str
    allowed: bool | None
    is_answered: bool
    speakers: tuple[PersonRef, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictRecord:
    """Jäv: who was out of an item, on what ground, between which times."""

    conflict_id: int
    person: PersonRef
    ground: ConflictGround
    state: ConflictState
    raised_by: PersonRef | None = None
    out_at: dt.datetime | None = None
    in_at: dt.datetime | None = None
    replaced_by: PersonRef | None = None
    concerned_took_part: bool | None = None
