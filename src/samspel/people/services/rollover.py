"""A new term: the seats that go on are elected again, in one go, from a list confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.people import policies
from samspel.people.enums import PositionRole
from samspel.people.errors import RegisterRefused
from samspel.people.models import Body, Mandate, Party, Person, Term
from samspel.people.services.mandates import elect


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of the confirmed list: who sits where, as what, for which party."""

    person: Person
    body: Body
    role: PositionRole
    party: Party | None = None
    substitute_order: int | None = None


@transaction.atomic
def roll_over(
    term: Term,
    seats: Sequence[Seat],
    *,
    actor: Actor,
    elected_by: str = "",
    elected_on: dt.date | None = None,
    elected_paragraph: str = "",
) -> list[Mandate]:
    """Elect everybody on the confirmed list for the term, all or none.

    Each is elected by the same act as one alone, with the same refusals; the first one
    refuses the whole list and names the person. Whoever keeps some of the bodies only
    takes only those.
    """
    policies.require_may_keep(actor)
    if not seats:
        raise RegisterRefused(_("Välj minst en person att föra över."))
    mandates = [
        elect(
            seat.person,
            seat.body,
            seat.role,
            valid_from=max(term.valid_from, seat.body.valid_from),
            valid_to=term.valid_to,
            term=term,
            party=seat.party,
            substitute_order=seat.substitute_order,
            elected_by=elected_by,
            elected_on=elected_on,
            elected_paragraph=elected_paragraph,
            actor=actor,
        )
        for seat in seats
    ]
    record(
        "people.term.rolled_over",
        subject=term,
        actor=actor,
        facts={"count": len(mandates), "bodies": sorted({seat.body.pk for seat in seats})},
    )
    return mandates
