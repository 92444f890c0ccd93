"""Duties to be read: one's own, those that wait, one by its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, Sum

from samspel.audit.actors import Actor
from samspel.meetings.models import Decision
from samspel.meetings.queries.sight import of_open_items
from samspel.people.models import Body, Mandate
from samspel.remuneration import enums
from samspel.remuneration.enums import RunState
from samspel.remuneration.models import (
    Certification,
    Cost,
    Duty,
    Entry,
    IncomeCertificate,
    Journey,
    Run,
    StandIn,
)
from samspel.remuneration.queries.certifiers import WAITING, Takers, standing_before
from samspel.remuneration.queries.facts import with_parts
from samspel.remuneration.queries.in_time import may_claim_for
from samspel.rules.amounts.rates import Rules

_DECISIONS = 40


@dataclass(frozen=True)
class Waiting:
    """The duties that wait for somebody to certify them, and who takes the steps."""

    rows: list[Duty]
    takers: Takers


def own_duty(uuid: UUID, actor: Actor) -> Duty | None:
    """Give a duty of the actor's own by its address, with all that hangs on it."""
    if actor.person_id is None:
        return None
    return _whole(Duty.objects.filter(uuid=uuid, person_id=actor.person_id)).first()


def duty_with_parts(uuid: UUID) -> Duty | None:
    """Give a duty by its address, whoever asks. The caller judges the viewer."""
    return _whole(Duty.objects.filter(uuid=uuid)).first()


def _whole(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Fetch with a duty all that its page shows: its parts, its decision and its receipts."""
    found = with_parts(rows).select_related("decision").prefetch_related(None)
    return found.prefetch_related(Prefetch("costs", Cost.objects.select_related("receipt")))


def waiting_for(
    actor: Actor,
    *,
    today: dt.date,
    body: Body | None = None,
    takers: Takers | None = None,
    rules: Rules | None = None,
) -> Waiting:
    """Give the duties that wait for the actor to check or certify, oldest first.

    Three statements, one with the takers given; none of one's own.
    """
    takers = Takers.around(actor, today) if takers is None else takers
    chosen = takers.bodies if body is None else takers.bodies & {body.pk}
    rows = (
        Duty.objects.filter(body_id__in=chosen, state__in=WAITING)
        .exclude(person_id=actor.person_id or 0)
        .select_related("body", "person")
        .order_by("on", "starts", "pk")
    )
    mine = [
        each
        for each in rows
        if (step := standing_before(each, rules)) is not None
        and takers.taker(each, step, actor) is not None
    ]
    return Waiting(mine, takers)


def certifications_of(duty: Duty) -> list[Certification]:
    """Give the certifications of a duty, oldest first, with who gave them."""
    return list(duty.certifications.select_related("person", "on_behalf_of"))


@dataclass(frozen=True)
class PaidRow:
    """What a run pays for a duty: which month, how much, how far the run has come."""

    month: dt.date
    pays_on: dt.date
    state: RunState
    amount: Decimal


def paid_for(duty_ids: Iterable[int]) -> dict[int, list[PaidRow]]:
    """Give, per duty, what the runs that are closed pay for it. One statement."""
    rows = (
        Entry.objects.filter(duty_id__in=list(duty_ids))
        .exclude(run__state=RunState.OPEN)
        .values_list("duty_id", "run__month", "run__pays_on", "run__state")
        .annotate(Sum("amount"))
        .order_by("run__month")
    )
    found: dict[int, list[PaidRow]] = {}
    for duty, month, pays_on, state, amount in rows:
        found.setdefault(duty, []).append(PaidRow(month, pays_on, RunState(state), amount))
    return found


def next_payday() -> dt.date | None:
    """Give the day on which the open run is paid out; nothing before the first. One statement."""
    days = Run.objects.filter(state=RunState.OPEN).values_list("pays_on", flat=True)
    return days.order_by("month").first()


def last_journey(duty: Duty) -> Journey | None:
    """Give the person's latest journey to another duty in the same body; one statement."""
    rows = Journey.objects.filter(duty__person=duty.person_id, duty__body=duty.body_id)
    return rows.exclude(duty=duty).order_by("-duty__on", "-pk").first()


def own_bodies(actor: Actor, on: dt.date, rules: Rules | None) -> list[Body]:
    """Give the bodies where the actor is elected on the day, or may still claim for their time.

    Whoever has left a body claims for the time there for as long as the rule set's own
    deadlines give. One statement.
    """
    if actor.person_id is None:
        return []
    seats = Mandate.objects.filter(person_id=actor.person_id, valid_from__lte=on)
    known = seats.select_related("body").order_by("body__sort_key", "body_id", "pk")
    found = {
        each.body_id: each.body
        for each in known
        if each.valid_to is None or on < each.valid_to or may_claim_for(each, on, rules)
    }
    return list(found.values())


def own_certificates(actor: Actor) -> list[IncomeCertificate]:
    """Give the actor's own certificates of income, newest first."""
    if actor.person_id is None:
        return []
    rows = IncomeCertificate.objects.filter(person_id=actor.person_id)
    return list(rows.select_related("document"))


def certificate_asked(secret_hash: str) -> IncomeCertificate | None:
    """Give the certificate that an employer is asked about at a secret address."""
    if not secret_hash:
        return None
    rows = IncomeCertificate.objects.select_related("person")
    return rows.filter(secret_hash=secret_hash).first()


def recent_decisions(body_ids: Iterable[int], on: dt.date) -> list[Decision]:
    """Give the latest decisions of the bodies, one of which may allow a claim."""
    rows = Decision.objects.filter(
        of_open_items(),
        replaced_at__isnull=True,
        body_id__in=list(body_ids),
        decided_on__lte=on,
        decided_on__gte=on - dt.timedelta(365),
    )
    return list(rows.select_related("body").order_by("-decided_on", "-pk")[:_DECISIONS])


def stand_ins_of(body: Body, on: dt.date) -> list[StandIn]:
    """Give the body's stand-ins that have not ended."""
    rows = StandIn.objects.not_ended(on).filter(body=body)
    return list(rows.select_related("person", "instead_of"))


def offices_listed(on: dt.date) -> list[Duty]:
    """Give the fixed fees that run on the day or later, for whoever pays them."""
    rows = Duty.objects.filter(Q(until__gt=on), origin=enums.DutyOrigin.OFFICE)
    return list(rows.exclude(state=enums.DutyState.WITHDRAWN).select_related("person", "body"))
