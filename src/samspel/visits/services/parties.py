"""Party visits: another kind of visit, with the same offer to every party that fits.

The municipality decides itself whether parties may come, but can't admit one and refuse
another on other than objective grounds (likställighetsprincipen, KL 2 kap. 3 §).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import at_wall_clock, local_day
from samspel.people.models import Operation, Party, Unit
from samspel.rulebooks.queries import judge
from samspel.rulebooks.services import enforce
from samspel.visits import kinds, policies
from samspel.visits.enums import Initiator, PartyAnswer, VisitKind, VisitState
from samspel.visits.errors import PartyVisitRefused
from samspel.visits.facts import (
    BookingPlan,
    Facts,
    PartyKnown,
    Place,
    booking_facts,
    gather,
    party_facts,
    place_facts,
    visit_facts,
)
from samspel.visits.models import PartyOffer, PartyOfferRow, Visit
from samspel.visits.queries.parties import parties_in_council, party_visits_in_year
from samspel.visits.services.letters import Letter, event_of, manager_of, tell
from samspel.visits.services.making import new_visit, require_place, require_time

_NOON = dt.time(12)


@transaction.atomic
def offer_party_visits(
    place: Unit | Operation,
    *,
    parties: Sequence[Party],
    first_day: dt.date,
    last_day: dt.date,
    grounds: str,
    actor: Actor,
    at: dt.datetime,
    during_lessons: bool = False,
    reason: str = "",
) -> PartyOffer:
    """Offer parties visits on the same terms, on grounds that are written down.

    Judged for every party. Refuses an offer that leaves a party in the council out
    without the rules letting it, one without grounds, and days that have passed.
    """
    chosen = Place.of(place)
    body = chosen.operation.department.body
    policies.require(policies.may_offer_parties(body.pk, actor), policies.ONLY_SECRETARY)
    _require_offer(parties, first_day, last_day, grounds, at)
    require_place(place, body, first_day)
    offer = PartyOffer.objects.create(
        body=body,
        operation=chosen.operation,
        unit=chosen.unit,
        first_day=first_day,
        last_day=last_day,
        grounds=grounds.strip(),
        during_lessons=during_lessons,
        offered_at=at,
    )
    asked = list(dict.fromkeys(parties))
    PartyOfferRow.objects.bulk_create(
        PartyOfferRow(offer=offer, party=party) for party in asked
    )
    start = at_wall_clock(first_day, _NOON)
    for party in asked:
        day, facts = _facts(offer, party, start, start + dt.timedelta(hours=1), at=at)
        judgement = judge("visit.party", facts, body_id=body.pk, on=day)
        enforce(judgement, subject=offer, actor=actor, at=at, reason=reason)
    audit.record(
        "visits.party_offer.made",
        subject=offer,
        actor=actor,
        facts={"parties": [each.pk for each in asked], "first": first_day, "last": last_day},
        reason=grounds,
        also=[body],
    )
    return offer


def _require_offer(
    parties: Sequence[Party],
    first_day: dt.date,
    last_day: dt.date,
    grounds: str,
    at: dt.datetime,
) -> None:
    if not parties:
        raise PartyVisitRefused(_("Välj de partier som ska få erbjudandet."))
    if not grounds.strip():
        raise PartyVisitRefused(_("Skriv de sakliga grunder som erbjudandet vilar på."))
    if last_day < first_day or first_day < local_day(at):
        raise PartyVisitRefused(
            _("Välj dagar som ligger framåt, med den första före den sista.")
        )


def _facts(
    offer: PartyOffer,
    party: Party,
    start: dt.datetime,
    end: dt.datetime,
    *,
    at: dt.datetime,
    besides: int | None = None,
) -> tuple[dt.date, Facts]:
    """Give the day and the facts for one party's visit under the offer."""
    place = Place(offer.operation, offer.unit)
    ground = gather(
        body_id=offer.body_id, place=place, persons=[], times=[(start, end)], visit_id=besides
    )
    plan = BookingPlan(
        starts_at=start,
        ends_at=end,
        visitors=frozenset(),
        initiator=Initiator.POLITICIAN,
        kind=VisitKind.PARTY,
        unit_manager_agreed=None,
    )
    represented = parties_in_council(plan.day)
    offered = set(offer.rows.values_list("party_id", flat=True))
    known = PartyKnown(
        is_represented=party.pk in represented,
        same_offer_to_all=represented <= offered,
        has_grounds=bool(offer.grounds),
        visits_this_year=party_visits_in_year(
            party.pk, offer.operation_id, offer.unit_id, plan.day.year, besides=besides
        ),
        during_lessons=offer.during_lessons,
    )
    return plan.day, {
        **visit_facts(ground, plan),
        **booking_facts(ground, plan, None, at=at),
        **place_facts(ground, plan),
        **party_facts(known),
    }


@transaction.atomic
def answer_party_offer(
    row: PartyOfferRow, *, answer: PartyAnswer | str, actor: Actor, at: dt.datetime
) -> PartyOfferRow:
    """Enter what a party answered. Refuses a party whose visit is entered already."""
    row = _locked(row)
    policies.require(policies.may_answer_party_offer(row.offer, actor), policies.ONLY_SECRETARY)
    if row.visit_id is not None:
        raise PartyVisitRefused(
            _("Partiets besök är redan inskrivet. Ändra besöket i stället.")
        )
    row.answer = PartyAnswer(answer)
    row.answered_at = at
    row.save(update_fields=["answer", "answered_at"])
    audit.record(
        "visits.party_offer.answered",
        subject=row.offer,
        actor=actor,
        facts={"party": row.party_id, "answer": row.answer},
    )
    return row


@transaction.atomic
def register_party_visit(
    row: PartyOfferRow,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    actor: Actor,
    at: dt.datetime,
    where: str = "",
    reason: str = "",
) -> Visit:
    """Enter a party's visit under the offer that it was given. The unit is told.

    Refuses a day outside the offer, a party whose visit is entered already, and what
    the rules stop: too close to an election, say.
    """
    row = _locked(row)
    offer = row.offer
    policies.require(policies.may_offer_parties(offer.body_id, actor), policies.ONLY_SECRETARY)
    require_time(starts_at, ends_at, at)
    if row.visit_id is not None:
        raise PartyVisitRefused(
            _("Partiets besök är redan inskrivet. Ändra besöket i stället.")
        )
    if not offer.first_day <= local_day(starts_at) <= offer.last_day:
        raise PartyVisitRefused(
            _("Dagen ligger utanför erbjudandet, som gäller lika för alla.")
        )
    place = Place(offer.operation, offer.unit)
    visit = new_visit(
        place,
        offer.body,
        kind=VisitKind.PARTY,
        initiator=Initiator.POLITICIAN,
        state=VisitState.BOOKED,
        actor=actor,
        at=at,
        party=row.party,
        starts_at=starts_at,
        ends_at=ends_at,
        place=where.strip() or place.address,
    )
    day, facts = _facts(offer, row.party, starts_at, ends_at, at=at, besides=visit.pk)
    judgement = judge("visit.party", facts, body_id=offer.body_id, on=day)
    enforce(judgement, subject=visit, actor=actor, at=at, reason=reason)
    row.visit = visit
    row.answer = PartyAnswer.ACCEPTED
    row.answered_at = row.answered_at or at
    row.save(update_fields=["visit", "answer", "answered_at"])
    audit.record(
        "visits.party_visit.registered",
        subject=visit,
        actor=actor,
        facts={"party": row.party_id, "starts_at": starts_at, "offer": offer.pk},
        reason=reason,
        also=[offer, offer.body],
    )
    tell(
        visit,
        [manager_of(place.unit or place.operation, local_day(at))],
        Letter(
            kinds.BOOKING,
            _("Partibesök bokat: %(place)s"),
            _(
                "Ett parti kommer på besök %(when)s: %(place)s. Alla partier har fått samma erbjudande."
            ),
            {"when": starts_at},
        ),
        actor=actor,
        at=at,
        event=event_of(visit, at),
    )
    return visit


def _locked(row: PartyOfferRow) -> PartyOfferRow:
    return (
        PartyOfferRow.objects.select_for_update(of=("self",))
        .select_related("offer__body", "offer__operation__department", "offer__unit", "party")
        .get(pk=row.pk)
    )
