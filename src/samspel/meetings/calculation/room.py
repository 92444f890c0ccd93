"""The room as plain values: the agenda's lines, who is there, the item that is handled.

Filled by ``meetings.queries.workbench``; the workbench and the screen are drawn from it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from samspel.meetings.calculation.procedure import Answer, Planned, Procedure
from samspel.meetings.calculation.record import DraftDecision, PersonRef, ProposalRecord
from samspel.meetings.enums import (
    ItemState,
    PresenceEnd,
    ProposalKind,
    QuestionKind,
    SeatKind,
    VoteChoice,
)


class Entry(NamedTuple):
    """A line of the agenda as the workbench lists it."""

    item_id: int
    uuid: UUID
    position: int
    title: str
    paragraph: str
    is_closed: bool
    state: str
    begun_at: dt.datetime | None
    ended_at: dt.datetime | None
    outcome: str | None
    case_number: str | None

    @property
    def is_going_on(self) -> bool:
        """Whether the item is being handled."""
        return self.begun_at is not None and self.ended_at is None

    @property
    def is_done(self) -> bool:
        """Whether the item has been concluded."""
        return self.state == ItemState.HANDLED


@dataclass(frozen=True, slots=True)
class Attendant:
    """Somebody on the meeting's list as things stand now."""

    pk: int
    person_id: int
    name: str
    party: str
    role: str
    seat: SeatKind
    order: int
    excuse: str
    from_at: dt.datetime | None
    to_at: dt.datetime | None
    remote: bool
    serving: bool
    serving_for: int | None
    ended: str
    broke_off: bool = False
    """Whether the person has broken off service that day (KL 5 kap. 20 §)."""

    @property
    def is_here(self) -> bool:
        """Whether the person is in the room."""
        return self.from_at is not None and self.to_at is None

    @property
    def serves(self) -> bool:
        """Whether the person serves just now."""
        return self.is_here and self.serving

    @property
    def has_left(self) -> bool:
        """Whether the person was in the room and has left it."""
        return self.ended == PresenceEnd.LEFT

    @property
    def is_out_for_conflict(self) -> bool:
        """Whether the person is out of the room because of the item."""
        return self.ended == PresenceEnd.CONFLICT

    @property
    def printed(self) -> str:
        """Name and party: "Karin Sundell (M)"."""
        return f"{self.name} ({self.party})" if self.party else self.name


@dataclass(frozen=True, slots=True)
class ItemNow:
    """An item with all that has happened at it so far.

    The lists hold plain mappings as the database gave them; ``people`` of them are keys
    of participations.
    """

    entry: Entry
    version: int
    facts: dict[str, Any]
    papers: tuple[dict[str, Any], ...]
    proposals: tuple[dict[str, Any], ...]
    seconders: dict[int, list[int]]
    questions: tuple[dict[str, Any], ...]
    ballots: dict[int, dict[str, Any]]
    votes: dict[int, dict[int, str]]
    decision: dict[str, Any] | None
    reservations: tuple[dict[str, Any], ...]
    notes: tuple[dict[str, Any], ...]
    conflicts: tuple[dict[str, Any], ...]
    abstaining: frozenset[int]
    wishes: tuple[dict[str, Any], ...]
    pages: dict[int | None, int]
    asking: dict[str, Any] | None = None
    is_tabled_by_law: bool = False

    @property
    def open_question(self) -> dict[str, Any] | None:
        """The question that has been put and not settled."""
        return next((each for each in self.questions if not each["result"]), None)

    @property
    def ballot(self) -> dict[str, Any] | None:
        """The vote that is going on, if one is."""
        pending = self.open_question
        return self.ballots.get(pending["id"]) if pending else None

    def procedure(self, people: dict[int, Attendant]) -> Procedure:
        """Give the item's proposals, arranged for the chair."""
        points = tuple(self.facts.get("draft_points") or ())
        draft = DraftDecision(self.facts.get("draft_origin") or "", points) if points else None
        return Procedure(
            draft,
            tuple(_proposal(each, people) for each in self.proposals),
            self.facts.get("main") or "",
        )

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What the questions that are settled came to."""
        return tuple(
            Answer(
                QuestionKind(each["kind"]),
                tuple(side["key"] for side in each["alternatives"]),
                each["result"],
            )
            for each in self.questions
            if each["result"]
        )

    def next_question(self, people: dict[int, Attendant]) -> Planned | None:
        """Give the question that the chair is to put next, if any is left."""
        return self.procedure(people).next_question(self.answers)


def _proposal(row: dict[str, Any], people: dict[int, Attendant]) -> ProposalRecord:
    mover = people.get(row["mover"])
    return ProposalRecord(
        proposal_id=row["id"],
        number=row["number"],
        kind=ProposalKind(row["kind"]),
        text=row["text"],
        mover=PersonRef(mover.person_id, mover.name, mover.party)
        if mover
        else PersonRef(None, ""),
        made_at=instant(row["made_at"]),
        supports=row["supports"],
        withdrawn_at=instant(row["withdrawn_at"]) if row["withdrawn_at"] else None,
        refused_because=row["refused"],
        becomes=tuple(row.get("becomes") or ()),
    )


def instant(text: str) -> dt.datetime:
    """Give an instant that the database wrote as JSON."""
    return dt.datetime.fromisoformat(text)


def counted(votes: dict[int, str]) -> dict[VoteChoice, int]:
    """Give how many have voted what so far."""
    found = dict.fromkeys(VoteChoice, 0)
    for choice in votes.values():
        found[VoteChoice(choice)] += 1
    return found
