"""A journey with a night away, made ready to be drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from samspel.foundation.dates import say_date
from samspel.kit.language import current
from samspel.kit.rows import Fact
from samspel.remuneration.models import NightsAway
from samspel.rules.amounts.working import plain_number

_MINUTES = 60


def nights_facts(row: NightsAway) -> list[Fact]:
    """Give the journey in words: where and how far, when, meals of others, own nights."""
    lang = current()
    when = _("%(left_on)s kl. %(left_at)s till %(back_on)s kl. %(back_at)s") % {
        "left_on": say_date(row.left_on, lang),
        "left_at": _clock(row.left_at),
        "back_on": say_date(row.back_on, lang),
        "back_at": _clock(row.back_at),
    }
    facts = [
        Fact(_("Övernattning"), f"{row.place}, {plain_number(row.km)} km", when),
        *_meals(row, lang),
    ]
    if row.own_nights:
        facts.append(Fact(_("Nätter ordnade på egen hand"), str(row.own_nights)))
    return facts


def _clock(minutes: int) -> str:
    return f"{minutes // _MINUTES:02d}.{minutes % _MINUTES:02d}"


def _meals(row: NightsAway, lang: str) -> list[Fact]:
    told = (
        (_("Frukost som någon annan betalade"), row.breakfasts),
        (_("Lunch som någon annan betalade"), row.lunches),
        (_("Middag som någon annan betalade"), row.dinners),
    )
    return [Fact(title, _days(days, lang)) for title, days in told if days]


def _days(days: Iterable[str], lang: str) -> str:
    return ", ".join(say_date(dt.date.fromisoformat(each), lang) for each in days)
