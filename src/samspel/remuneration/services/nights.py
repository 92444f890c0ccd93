"""Förrättning med övernattning: what traktamente is reckoned from (KL 4 kap. 16 §, IL 12:6-13).

The person tells when the journey began and ended and which meals somebody else paid for; what
that gives, and how much of it is free of tax, is the rule set's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line
from samspel.remuneration.errors import DutyRefused
from samspel.remuneration.models import Duty, NightsAway
from samspel.remuneration.services.claiming import opened, require_no_office, saved

MOST_DAYS = 92
_A_DAY = 24 * 60


@transaction.atomic
def set_nights_away(
    duty: Duty,
    *,
    left_on: dt.date,
    left_at: int,
    back_on: dt.date,
    back_at: int,
    place: str,
    km: Decimal,
    own_nights: int = 0,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Duty:
    """Tell a journey with a night away: when it began and ended, where, and how far off.

    Meals told before stay where their day is still part of the journey. Refuses a journey
    without a night, one that has not ended or that the duty is no part of, more nights of
    one's own than there were, and more than three months.
    """
    duty = opened(duty, actor, version)
    require_no_office(duty)
    _require_journey(duty, left_on, back_on, local_day(at))
    if not 0 <= left_at < _A_DAY or not 0 <= back_at < _A_DAY:
        raise DutyRefused(_("Ange klockslagen då resan började och slutade."))
    if not place.strip() or km <= 0:
        raise DutyRefused(_("Skriv vart du reste och hur långt bort det ligger."))
    if not 0 <= own_nights <= (back_on - left_on).days:
        raise DutyRefused(_("Du kan inte ha ordnat fler nätter själv än resan hade."))
    row = NightsAway.objects.filter(duty=duty).first() or NightsAway(duty=duty)
    row.left_on, row.left_at, row.back_on, row.back_at = left_on, left_at, back_on, back_at
    row.place, row.km, row.own_nights = one_line(place)[:200], km, own_nights
    for name in ("breakfasts", "lunches", "dinners"):
        setattr(row, name, _within(row, map(dt.date.fromisoformat, getattr(row, name))))
    row.save()
    return saved(duty, actor, what="nights_away")


def _require_journey(duty: Duty, left_on: dt.date, back_on: dt.date, today: dt.date) -> None:
    if back_on <= left_on:
        raise DutyRefused(
            _("Resan hade ingen natt. Traktamente gäller resor med övernattning.")
        )
    if back_on > today:
        raise DutyRefused(_("Resan är inte slut än. Begär traktamente när du är hemma."))
    if not left_on <= duty.on <= back_on:
        raise DutyRefused(_("Uppdragets dag ligger utanför resan. Kontrollera dagarna."))
    if (back_on - left_on).days > MOST_DAYS:
        raise DutyRefused(_("En resa kan vara högst tre månader. Dela upp den."))


@transaction.atomic
def set_free_meals(
    duty: Duty,
    *,
    breakfasts: Iterable[dt.date],
    lunches: Iterable[dt.date],
    dinners: Iterable[dt.date],
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Duty:
    """Tell which meals of the journey somebody else paid for; they lower the traktamente.

    Refuses a duty without a journey with a night. A day outside the journey is left out.
    """
    duty = opened(duty, actor, version)
    row = NightsAway.objects.filter(duty=duty).first()
    if row is None:
        raise DutyRefused(_("Ange resan först, och sedan måltiderna."))
    row.breakfasts = _within(row, breakfasts)
    row.lunches = _within(row, lunches)
    row.dinners = _within(row, dinners)
    row.save(update_fields=["breakfasts", "lunches", "dinners"])
    return saved(duty, actor, what="free_meals")


def _within(row: NightsAway, days: Iterable[dt.date]) -> list[str]:
    return [
        each.isoformat() for each in sorted(set(days)) if row.left_on <= each <= row.back_on
    ]
