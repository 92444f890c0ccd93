"""What residents read: only what other modules have published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.foundation.swedish import likeness, search_key, trigrams
from samspel.people.enums import BodyKind
from samspel.people.queries import bodies_on
from samspel.people.queries.bodies import MemberRow, seats_in
from samspel.visits.queries import (
    LatestReport,
    latest_reports,
    published_contact_politicians,
)
from samspel.visits.queries.coverage import Holder

_ALIKE = 0.45


@dataclass(frozen=True, slots=True)
class PublishedSeat:
    """A seat in a body: who, for which party, in which role."""

    name: str
    party: str
    role: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class PublishedBodySeats:
    """A body with its seats in their order."""

    name: str
    seats: tuple[PublishedSeat, ...]


@dataclass(frozen=True, slots=True)
class ContactRow:
    """An operation, who is contact politician for it, and its latest report."""

    operation: str
    body: str
    politicians: tuple[str, ...]
    latest: LatestReport | None

    @property
    def words(self) -> str:
        """Everything that somebody might search by."""
        place = self.latest.place if self.latest else ""
        return " ".join((self.operation, self.body, *self.politicians, place))


def published_seats(on: dt.date) -> list[PublishedBodySeats]:
    """Give the bodies with who sits in them; a protected person's seat without the name.

    Two statements, whatever the number of bodies and seats.
    """
    bodies = [body for body in bodies_on(on) if body.kind != BodyKind.AUDIT]
    seats: dict[int, list[PublishedSeat]] = {body.pk: [] for body in bodies}
    for row in seats_in(seats, on):
        seats[row.body_id].append(_seat(row))
    return [PublishedBodySeats(body.name, tuple(seats[body.pk])) for body in bodies]


def _seat(row: MemberRow) -> PublishedSeat:
    return PublishedSeat(
        name="" if row.is_protected else row.name,
        party=row.party_name,
        role=row.role,
        is_named=not row.is_protected,
    )


def contact_rows(on: dt.date, search: str = "") -> list[ContactRow]:
    """Give who is contact politician for what, with each operation's latest report.

    With ``search``: the rows that hold its words, or words much like them. Four
    statements, whatever the number of bodies and reports.
    """
    latest = latest_reports()
    rows = [
        ContactRow(
            operation=row.operation,
            body=published.body.name,
            politicians=tuple(dict.fromkeys(map(_politician, row.holders))),
            latest=latest.get(row.operation_id),
        )
        for published in published_contact_politicians(on)
        for row in published.rows
    ]
    return [row for row in rows if _holds(row, search)] if search.strip() else rows


def _politician(holder: Holder) -> str:
    """Name a contact politician with party; the group is named with its members."""
    party = f" ({holder.party})" if holder.party else ""
    return f"{holder.public_name}{party}"


def _holds(row: ContactRow, search: str) -> bool:
    there = search_key(row.words).split()
    return all(
        any(word in each or _alike(word, each) for each in there)
        for word in search_key(search).split()
    )


def _alike(word: str, other: str) -> bool:
    return likeness(trigrams(word), trigrams(other)) >= _ALIKE
