"""Parties: which sit in the council, how often each has come, and what each was offered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samspel.audit.actors import Actor
from samspel.kit.models import in_force
from samspel.people.enums import BodyKind
from samspel.people.models import Mandate, Party
from samspel.visits.enums import PartyAnswer, VisitKind, VisitState
from samspel.visits.models import PartyOffer, PartyOfferRow, Visit
from samspel.visits.queries.sight import OVERVIEW, bodies_overviewed

_LIVE = (VisitState.BOOKED, VisitState.HELD)


def parties_in_council(on: dt.date) -> set[int]:
    """Give the keys of the parties with a mandate in the council on the day.

    A register without a council has parties by their mandates in any body.
    """
    seated = Mandate.objects.filter(in_force(on), party__isnull=False)
    council = seated.filter(body__kind=BodyKind.COUNCIL)
    found = set(council.values_list("party_id", flat=True))
    return found or set(seated.values_list("party_id", flat=True))


def party_visits_in_year(
    party_id: int,
    operation_id: int,
    unit_id: int | None,
    year: int,
    *,
    besides: int | None = None,
) -> int:
    """Count the party's visits held or booked at the place in the year."""
    found = Visit.objects.filter(
        kind=VisitKind.PARTY,
        party_id=party_id,
        operation_id=operation_id,
        state__in=_LIVE,
        starts_at__year=year,
    )
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    return found.exclude(pk=besides or 0).count()


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party under an offer: what it was offered, answered, and whether it has come."""

    offer: PartyOffer
    row: PartyOfferRow
    party_name: str
    answer: PartyAnswer
    visit: Visit | None


def party_offers_visible_to(actor: Actor) -> list[PartyRow]:
    """Give every party's row of every offer that the viewer may see, newest offer first."""
    rows = PartyOfferRow.objects.select_related(
        "offer__body", "offer__operation", "offer__unit", "party", "visit"
    )
    if not actor.everywhere(OVERVIEW):
        rows = rows.filter(offer__body_id__in=bodies_overviewed(actor))
    return [
        PartyRow(row.offer, row, row.party.name, PartyAnswer(row.answer), row.visit)
        for row in rows.order_by("-offer__offered_at", "party__sort_key")
    ]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An offer that still stands, and the parties in the council that were not given it."""

    offer: PartyOffer
    party_names: tuple[str, ...]


def parties_left_out(rows: Iterable[PartyRow], on: dt.date) -> list[LeftOut]:
    """Give the standing offers that not every party in the council has been given.

    ``rows`` are those that the viewer may see.
    """
    standing: dict[int, PartyOffer] = {}
    offered: dict[int, set[int]] = defaultdict(set)
    for each in rows:
        if each.offer.last_day >= on:
            standing[each.offer.pk] = each.offer
            offered[each.offer.pk].add(each.row.party_id)
    if not standing:
        return []
    seated = Party.objects.filter(pk__in=parties_in_council(on)).order_by("sort_key")
    names = dict(seated.values_list("pk", "name"))
    found = [
        LeftOut(offer, tuple(name for pk, name in names.items() if pk not in offered[key]))
        for key, offer in standing.items()
    ]
    return [each for each in found if each.party_names]
