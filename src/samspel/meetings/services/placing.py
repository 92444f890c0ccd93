"""To place the council's seats: constituency, place for the party, and substitutes' lists.

KL 5 kap. 21 §. The county administrative board says it when it has counted the votes; here
it is entered with its citation, once for the term or when somebody new takes a seat.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.as_read import require_as_read
from samspel.foundation.dates import local_day
from samspel.meetings import policies
from samspel.meetings.calculation.turns import ServeFacts
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import SeatPlace
from samspel.meetings.queries.placing import as_shown, seats_with_places
from samspel.meetings.services.locks import lock_body
from samspel.people.models import Body
from samspel.people.queries import MemberRow, members_of

_COUNCIL = ServeFacts(is_council=True)  # only the council has constituencies and lists


@dataclass(frozen=True, slots=True)
class PlaceOfSeat:
    """What is entered for a seat: ``lists`` are keys of the mandates of members."""

    mandate_id: int
    constituency: str = ""
    place: int | None = None
    lists: tuple[int, ...] = ()


@transaction.atomic
def place_seats(
    body: Body,
    rows: Iterable[PlaceOfSeat],
    *,
    citation: str,
    at: dt.datetime,
    actor: Actor,
    read: str | None = None,
) -> int:
    """Enter constituency, place and lists of the seats; gives how many were entered.

    A seat that is entered again gets what is said last; meetings whose list has been made
    keep theirs. Refuses whoever does not keep the body, an entry without its citation, a
    mandate that is not in the body on the day, a place for a substitute, two members of a
    party on the same place in a constituency, a list that is no member's of the party, and
    (Stale) whoever has ``read`` the seats as they stood before somebody else's entry.
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    if read:
        require_as_read(read, *as_shown(seats_with_places(body, local_day(at))))
    if not citation.strip():
        raise RecordRefused(_("Ange vilket beslut som valkrets och plats bygger på."))
    members = {each.mandate_id: each for each in members_of(body, local_day(at))}
    given = list(rows)
    for each in given:
        _require_right(each, members, local_day(at))
    _require_one_on_each_place(given, members)
    for each in given:
        _write(each, citation.strip())
    audit.record(
        "meetings.seats.placed",
        subject=body,
        actor=actor,
        facts={"mandates": [each.mandate_id for each in given], "citation": citation.strip()},
    )
    return len(given)


def _require_right(row: PlaceOfSeat, members: dict[int, MemberRow], on: dt.date) -> None:
    seat = members.get(row.mandate_id)
    if seat is None:
        raise RecordRefused(
            _("Någon på listan har inget uppdrag här i dag. Läs in sidan igen.")
        )
    if seat.is_substitute and row.place is not None:
        raise RecordRefused(
            _("%(name)s är ersättare. Platsen anges för ledamöter."), name=seat.name
        )
    for key in row.lists:
        listed = members.get(key)
        if listed is None or listed.is_substitute or not seat.is_substitute:
            raise RecordRefused(
                _("%(name)s kan bara stå på en lista för en ledamot här."), name=seat.name
            )
        if listed.party_id != seat.party_id and not _COUNCIL.allow(on, is_of_same_party=False):
            raise RecordRefused(
                _("%(name)s och %(other)s är inte från samma parti (5 kap. 21 §)."),
                name=seat.name,
                other=listed.name,
            )


def _require_one_on_each_place(rows: list[PlaceOfSeat], members: dict[int, MemberRow]) -> None:
    taken: dict[tuple[int | None, str, int], str] = {}
    for row in rows:
        if row.place is None:
            continue
        seat = members[row.mandate_id]
        other = taken.setdefault((seat.party_id, row.constituency, row.place), seat.name)
        if other != seat.name:
            raise RecordRefused(
                _("%(name)s och %(other)s har samma plats i valkretsen."),
                name=seat.name,
                other=other,
            )


def _write(row: PlaceOfSeat, citation: str) -> None:
    entered, _is_new = SeatPlace.objects.update_or_create(
        mandate_id=row.mandate_id,
        defaults={
            "constituency": row.constituency.strip(),
            "place": row.place,
            "citation": citation,
        },
    )
    entered.lists.set(row.lists)
