"""Facts: a duty as the rule engine reads it, kept as JSON that gives the same duty back.

What is certified is frozen in this form, with every field written out: a default of the
engine that changes later must not change what an old run paid. Amounts and distances are
text, so that not an öre is lost; days are ISO.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from samspel.rules.amounts.choices import CostKind, DutyKind, Income, Presence, Role
from samspel.rules.amounts.duties import Away, Cost, Duty, Loss

_MEALS = ("breakfasts", "lunches", "dinners")


def as_json(duty: Duty) -> dict[str, Any]:
    """Give the engine's duty as what JSON can hold, with nothing left out."""
    return {
        **duty._asdict(),
        "on": duty.on.isoformat(),
        "kind": duty.kind.value,
        "role": duty.role.value,
        "presence": duty.presence.value,
        "km": str(duty.km),
        "occupancy": str(duty.occupancy),
        "until": _day_out(duty.until),
        "claimed_on": _day_out(duty.claimed_on),
        "loss": None if duty.loss is None else _loss_out(duty.loss),
        "costs": [_cost_out(each) for each in duty.costs],
        "away": None if duty.away is None else _away_out(duty.away),
    }


def from_json(facts: Mapping[str, Any]) -> Duty:
    """Give back the duty that ``as_json`` wrote. Raises ``KeyError`` for what is not one."""
    return Duty(
        key=facts["key"],
        on=dt.date.fromisoformat(facts["on"]),
        kind=DutyKind(facts["kind"]),
        role=Role(facts["role"]),
        presence=Presence(facts["presence"]),
        body=facts["body"],
        office=facts["office"],
        minutes=facts["minutes"],
        scheduled=facts["scheduled"],
        travel_minutes=facts["travel_minutes"],
        km=Decimal(facts["km"]),
        occupancy=Decimal(facts["occupancy"]),
        times=facts["times"],
        limit=facts["limit"],
        is_minuted=facts["is_minuted"],
        is_approved=facts["is_approved"],
        starts=facts["starts"],
        until=_day_in(facts["until"]),
        claimed_on=_day_in(facts["claimed_on"]),
        loss=None if facts["loss"] is None else _loss_in(facts["loss"]),
        costs=tuple(_cost_in(each) for each in facts["costs"]),
        away=None if facts["away"] is None else _away_in(facts["away"]),
        is_known=facts["is_known"],
    )


def _loss_out(loss: Loss) -> dict[str, Any]:
    return {
        "minutes": loss.minutes,
        "income": loss.income.value,
        "hourly": _number_out(loss.hourly),
        "monthly": _number_out(loss.monthly),
        "yearly": _number_out(loss.yearly),
        "proved_until": _day_out(loss.proved_until),
        "has_lost_holiday_pay": loss.has_lost_holiday_pay,
    }


def _loss_in(facts: Mapping[str, Any]) -> Loss:
    return Loss(
        minutes=facts["minutes"],
        income=Income(facts["income"]),
        hourly=_number_in(facts["hourly"]),
        monthly=_number_in(facts["monthly"]),
        yearly=_number_in(facts["yearly"]),
        proved_until=_day_in(facts["proved_until"]),
        has_lost_holiday_pay=facts["has_lost_holiday_pay"],
    )


def _cost_out(cost: Cost) -> dict[str, Any]:
    return {
        "kind": cost.kind.value,
        "amount": str(cost.amount),
        "has_receipt": cost.has_receipt,
    }


def _cost_in(facts: Mapping[str, Any]) -> Cost:
    return Cost(CostKind(facts["kind"]), Decimal(facts["amount"]), facts["has_receipt"])


def _away_out(away: Away) -> dict[str, Any]:
    meals = {name: [day.isoformat() for day in getattr(away, name)] for name in _MEALS}
    return {
        **away._asdict(),
        **meals,
        "left_on": away.left_on.isoformat(),
        "back_on": away.back_on.isoformat(),
        "km": str(away.km),
    }


def _away_in(facts: Mapping[str, Any]) -> Away:
    meals = {name: tuple(dt.date.fromisoformat(day) for day in facts[name]) for name in _MEALS}
    return Away(
        left_on=dt.date.fromisoformat(facts["left_on"]),
        left_at=facts["left_at"],
        back_on=dt.date.fromisoformat(facts["back_on"]),
        back_at=facts["back_at"],
        km=Decimal(facts["km"]),
        own_nights=facts["own_nights"],
        **meals,
    )


def _day_out(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day_in(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _number_out(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number_in(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
