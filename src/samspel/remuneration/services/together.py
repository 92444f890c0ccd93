"""Meetings that the municipality doesn't keep: told by one, they arrive at all who were there.

A party's group and a presidium meet without a roll call. Nobody should have to key what
somebody else has told already (KL 4 kap. 16 §: equal duties are paid equally).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.people.models import Mandate
from samspel.remuneration import policies
from samspel.remuneration.enums import DutyOrigin, DutyState
from samspel.remuneration.errors import DutyRefused
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.roles import role_of
from samspel.remuneration.queries.together import companions, is_shared
from samspel.remuneration.services.keeping import locked, require_in

_STANDS = (DutyState.OPEN, DutyState.SUBMITTED, DutyState.CHECKED, DutyState.CERTIFIED)


@transaction.atomic
def tell_of_others(
    duty: Duty, *, others: Iterable[Mandate], actor: Actor, at: dt.datetime
) -> list[Duty]:
    """Tell who else was at one's own group or presidium meeting.

    The duty arrives at each with the same day, times and decision, open until they hand it
    in themselves: nobody claims for another. Refuses somebody else's duty, one of another
    kind, and whoever does not belong to the group or has the duty already.
    """
    duty = locked(duty)
    policies.require(policies.is_own(duty, actor), policies.ONLY_OWN)
    require_in(duty, *_STANDS)
    if not is_shared(duty):
        raise DutyRefused(_("Bara gruppmöten och presidiets möten delas med andra."))
    known = {each.pk: each for each in companions(duty)}
    chosen = {each.pk for each in others}
    if not chosen or not chosen <= known.keys():
        raise DutyRefused(_("Välj bland dem som hör till mötet och inte redan har det."))
    return [_arrived(duty, known[key], actor, at) for key in sorted(chosen)]


def _arrived(duty: Duty, seat: Mandate, actor: Actor, at: dt.datetime) -> Duty:
    made = Duty.objects.create(
        person_id=seat.person_id,
        body=duty.body,
        mandate=seat,
        origin=DutyOrigin.CLAIM,
        kind=duty.kind,
        role=role_of(seat.role),
        subject=duty.subject,
        on=duty.on,
        starts=duty.starts,
        minutes=duty.minutes,
        scheduled=duty.scheduled,
        decision_id=duty.decision_id,
        is_approved=duty.is_approved,
        arrived_at=at,
    )
    audit.record(
        "remuneration.duty.arrived",
        subject=made,
        actor=actor,
        facts={"person": made.person_id, "kind": str(made.kind), "minutes": made.minutes},
        also=[made.body, duty],
    )
    return made
