"""Duties as the rule engine reads them: the row, what hangs on it, and the fixed fees beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet

from samspel.remuneration.enums import (
    CertificateState,
    CostKind,
    DutyKind,
    DutyOrigin,
    DutyState,
    Income,
    Presence,
    Role,
)
from samspel.remuneration.models import Cost, Duty, IncomeCertificate, LostEarnings, NightsAway
from samspel.rules.amounts import duties as engine

_NOT_IN_A_KEY = re.compile("[^a-zåäö0-9_-]+")
_PROVES = (CertificateState.CONFIRMED, CertificateState.UPLOADED)


def with_parts(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Fetch with the duties all that hangs on them; the costs are one statement more."""
    return rows.select_related(
        "body", "person", "lost_earnings__certificate", "journey", "nights_away"
    ).prefetch_related("costs")


def facts_of(duty: Duty, occupancy: Decimal | None = None) -> engine.Duty:
    """Give the duty as the engine reads it. The key is the row's own.

    Takes a row from ``with_parts``, and the share of full time (percent) that the person's
    fixed fees make up that day; without one, what stands on the row.
    """
    journey = getattr(duty, "journey", None)
    lost: LostEarnings | None = getattr(duty, "lost_earnings", None)
    return engine.Duty(
        key=str(duty.pk),
        on=duty.on,
        kind=DutyKind(duty.kind),
        role=Role(duty.role),
        presence=Presence(duty.presence),
        body=body_key(duty.body.short_name),
        office=duty.office,
        minutes=duty.minutes,
        scheduled=duty.scheduled,
        travel_minutes=0 if journey is None else journey.minutes,
        km=engine.NOTHING if journey is None else journey.km,
        occupancy=duty.occupancy if occupancy is None else occupancy,
        times=duty.times,
        limit=duty.limit,
        is_minuted=duty.is_minuted,
        is_approved=duty.is_approved,
        starts=duty.starts,
        until=duty.until,
        claimed_on=duty.claimed_on,
        loss=None if lost is None else _loss_of(lost, duty.on),
        costs=tuple(_cost_of(each) for each in duty.costs.all()),
        away=_away_of(getattr(duty, "nights_away", None)),
        is_known=duty.origin != DutyOrigin.CLAIM,
    )


def body_key(short_name: str) -> str:
    """Give a body's abbreviation as a rule set names it: in small letters, without spaces."""
    return _NOT_IN_A_KEY.sub("-", short_name.lower()).strip("-")


def _loss_of(lost: LostEarnings, on: dt.date) -> engine.Loss:
    """Give the lost earnings, proved only by a certificate that held on the day."""
    paper = lost.certificate
    income = Income(lost.income)
    if paper is None or not proves(paper, on):
        return engine.Loss(lost.minutes, income)
    return engine.Loss(
        lost.minutes,
        income,
        hourly=paper.hourly,
        monthly=paper.monthly,
        yearly=paper.yearly,
        proved_until=paper.valid_until,
        has_lost_holiday_pay=paper.has_lost_holiday_pay,
    )


def proves(paper: IncomeCertificate, on: dt.date) -> bool:
    """Tell whether the certificate is answered for and had begun to hold on the day."""
    return paper.state in _PROVES and paper.valid_from <= on


def _cost_of(cost: Cost) -> engine.Cost:
    return engine.Cost(CostKind(cost.kind), cost.amount, cost.receipt_id is not None)


def _away_of(away: NightsAway | None) -> engine.Away | None:
    if away is None:
        return None
    return engine.Away(
        left_on=away.left_on,
        left_at=away.left_at,
        back_on=away.back_on,
        back_at=away.back_at,
        km=away.km,
        breakfasts=_days(away.breakfasts),
        lunches=_days(away.lunches),
        dinners=_days(away.dinners),
        own_nights=away.own_nights,
    )


def _days(told: Iterable[str]) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(day) for day in told)


class Offices:
    """The fixed fees of some persons, asked for the share of full time on a day."""

    def __init__(self, rows: Iterable[tuple[int, dt.date, dt.date, Decimal]]) -> None:
        self._rows: dict[int, list[tuple[dt.date, dt.date, Decimal]]] = {}
        for person, first, end, share in rows:
            self._rows.setdefault(person, []).append((first, end, share))

    def occupancy(self, person_id: int, on: dt.date) -> Decimal:
        """Give the share of full time, in percent, that the person's fixed fees make up."""
        held = self._rows.get(person_id, ())
        shares = (share for first, end, share in held if first <= on < end)
        return sum(shares, engine.NOTHING)


def offices_of(person_ids: Iterable[int]) -> Offices:
    """Give the fixed fees of the persons that stand; one statement."""
    rows = (
        Duty.objects.filter(person_id__in=set(person_ids), origin=DutyOrigin.OFFICE)
        .exclude(state__in=[DutyState.WITHDRAWN, DutyState.REFUSED])
        .values_list("person_id", "on", "until", "occupancy")
    )
    return Offices((person, on, until or on, share) for person, on, until, share in rows)
