"""What the election said of the seats: constituency, place for the party, lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from samspel.meetings.models import SeatPlace
from samspel.people.models import Body
from samspel.people.queries import MemberRow, members_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A seat's constituency and place, and the persons whose list a substitute stands on."""

    constituency: str = ""
    place: int | None = None
    lists: tuple[int, ...] = ()
    citation: str = ""


NOWHERE = Placed()


def placed_seats(mandate_ids: Iterable[int]) -> dict[int, Placed]:
    """Give what is known of the seats, by mandate; two statements."""
    rows = SeatPlace.objects.filter(mandate_id__in=list(mandate_ids))
    return {
        each.mandate_id: Placed(
            each.constituency,
            each.place,
            tuple(mandate.person_id for mandate in each.lists.all()),
            each.citation,
        )
        for each in rows.prefetch_related("lists")
    }


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat of the body with where it stands, as the page shows it."""

    member: MemberRow
    placed: Placed
    lists_of: tuple[str, ...]


def as_shown(seats: Iterable[SeatRow]) -> list[list[object]]:
    """Give what a page shows of the seats, to see if they have been changed since."""
    return [[each.member.mandate_id, *astuple(each.placed)] for each in seats]


def seats_with_places(body: Body, on: dt.date) -> list[SeatRow]:
    """Give every seat of the body on the day with where it stands; three statements."""
    members = members_of(body, on)
    placed = placed_seats(each.mandate_id for each in members)
    return [
        SeatRow(
            each,
            found := placed.get(each.mandate_id, NOWHERE),
            tuple(listed.name for listed in members if listed.person_id in found.lists),
        )
        for each in members
    ]
