"""A meeting's rows as they are read: plain, and found by what they hang on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from samspel.meetings.calculation.record import PersonRef, Serving

Row = dict[str, Any]


class ItemRow(NamedTuple):
    """An item as it stands in its table; the fields are the model's."""

    pk: int
    body_id: int
    uuid: UUID
    position: int | None
    kind: str
    state: str
    title: str
    text: str
    paragraph: str
    is_closed: bool
    closed_because: str


class HandlingRow(NamedTuple):
    """An item's handling, if somebody has said anything of it; what is JSON is text."""

    version: int
    case_number: str
    summary: str
    description: str
    draft_origin: str
    draft_points: str
    is_election: bool
    proposes_to: str
    begun_at: dt.datetime | None
    ended_at: dt.datetime | None
    immediately_approved_at: dt.datetime | None


class DecidedRow(NamedTuple):
    """An item's decision; what is JSON is text."""

    outcome: str
    introduction: str
    points: str
    taken_at: dt.datetime
    decision_id: int | None
    by_minority: bool
    minority_reason: str
    quorum: str
    serving: str


class SeenItem(NamedTuple):
    """An item with what was done with it, and whether the viewer may see it."""

    row: ItemRow
    handling: HandlingRow
    decided: DecidedRow | None
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """A meeting's rows, by what they hang on: an item, a proposal, a question, a vote.

    ``bare`` are the items that nothing hangs on: most of those of a long meeting.
    """

    items: list[SeenItem]
    participations: Mapping[int, Row]
    hanging: Mapping[tuple[str, int], list[Row]]
    bare: frozenset[int] = frozenset()
    printed: dict[int, PersonRef] = field(default_factory=dict)
    served: dict[str, tuple[Serving, ...]] = field(default_factory=dict)
    read: dict[str, Any] = field(default_factory=dict)

    def person(self, key: int) -> PersonRef:
        """Give a participant as printed: made once, and asked for at every item."""
        found = self.printed.get(key)
        if found is None:
            row = self.participations[key]
            found = PersonRef(row["person"], row["name"], row["party"], row["role"])
            self.printed[key] = found
        return found

    def maybe(self, key: int | None) -> PersonRef | None:
        """Give a participant as printed, where there is one."""
        return None if key is None else self.person(key)

    def rows(self, kind: str, parent: int) -> list[Row]:
        """Give the rows of a kind that hang on something."""
        return self.hanging.get((kind, parent), [])

    def people(self, kind: str, parent: int) -> tuple[PersonRef, ...]:
        """Give whom the rows of a kind name."""
        return tuple(self.person(row["by"]) for row in self.rows(kind, parent))

    def json_of(self, text: str) -> Any:
        """Read a column that holds JSON, once for all the items that say the same."""
        found = self.read.get(text)
        if found is None:
            found = self.read[text] = json.loads(text)
        return found

    def serving(self, text: str) -> tuple[Serving, ...]:
        """Give who served, once for all the items at which the same served."""
        found = self.served.get(text)
        if found is None:
            found = self.served[text] = tuple(
                Serving(
                    self.person(each["participation"]),
                    self.maybe(each["serving_for"]),
                    each["remote"],
                    each["presides"],
                )
                for each in json.loads(text)
            )
        return found
