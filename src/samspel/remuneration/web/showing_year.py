"""The year of somebody elected, month by month: what each duty gives, and all of it together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from samspel.foundation.dates import month_name
from samspel.foundation.numbers import whole_within
from samspel.kit.filters import kronor
from samspel.kit.language import current
from samspel.remuneration.enums import DutyState
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.duties import PaidRow
from samspel.remuneration.queries.links import Links
from samspel.remuneration.queries.years import Years, is_office
from samspel.remuneration.web import showing
from samspel.rules.amounts.duties import NOTHING
from samspel.rules.amounts.lines import Line
from samspel.rules.amounts.rates import Rules

_OLDEST = 2000


@dataclass(frozen=True, slots=True)
class Month:
    """A month's duties on the list, with what they give together."""

    first: dt.date
    name: str
    duties: tuple[showing.ShownDuty, ...]
    total: str


@dataclass(frozen=True, slots=True)
class _Part:
    """What a duty gives in one month: all of it, but for a fixed fee that runs over many."""

    duty: Duty
    on: dt.date
    lines: Sequence[Line]
    paid: Sequence[PaidRow]

    @property
    def first(self) -> dt.date:
        return self.on.replace(day=1)

    @property
    def amount(self) -> Decimal:
        return sum((line.amount for line in self.lines), NOTHING)


def year_asked(text: str, today: dt.date) -> int:
    """Give the year that is asked for; this one for what is no year that has been."""
    return whole_within(text, _OLDEST, today.year) or today.year


def months_of(
    years: Years,
    year: int,
    *,
    rules: Rules | None,
    links: Links,
    paid: Mapping[int, Sequence[PaidRow]],
    payday: dt.date | None = None,
) -> tuple[Month, ...]:
    """Give the year's months, the latest first. A fixed fee stands in each month that it runs."""
    found: dict[dt.date, list[_Part]] = {}
    for duty in years.rows:
        for part in _parts(duty, years.of(duty), paid.get(duty.pk, ()), year):
            found.setdefault(part.first, []).append(part)
    return tuple(
        Month(
            first,
            f"{month_name(first.month, current())} {first.year}".capitalize(),
            tuple(_shown(part, years, rules, links, payday) for part in parts),
            kronor(sum((part.amount for part in parts), NOTHING)),
        )
        for first, parts in sorted(found.items(), reverse=True)
    )


def _parts(
    duty: Duty, lines: Sequence[Line], paid: Sequence[PaidRow], year: int
) -> Iterator[_Part]:
    if not is_office(duty):
        yield _Part(duty, duty.on, lines, paid)
        return
    months = sorted({line.on.replace(day=1) for line in lines})
    for first in months:
        own = [line for line in lines if line.on.replace(day=1) == first]
        yield _Part(duty, own[0].on, own, [row for row in paid if row.month == first])
    if not months:
        yield _Part(duty, max(duty.on, dt.date(year, 1, 1)), (), paid)


def _shown(
    part: _Part, years: Years, rules: Rules | None, links: Links, payday: dt.date | None
) -> showing.ShownDuty:
    return showing.shown_duty(
        part.duty,
        part.lines,
        on=part.on,
        rules=rules,
        links=links,
        says=says(years, part.duty),
        paid=part.paid,
        payday=payday,
    )


def says(years: Years, duty: Duty) -> str:
    """Say why nothing is paid, where nothing is."""
    if duty.state == DutyState.REFUSED:
        return duty.answer
    if duty.is_lapsed:
        return showing.answer_words(duty)
    if duty.state == DutyState.WITHDRAWN:
        return _("Du har tagit tillbaka kravet. Inget betalas för det.")
    unpaid = years.unpaid.get(duty.pk)
    if unpaid is not None:
        return showing.unpaid_words(duty, unpaid)
    return str(years.refused.get(duty.pk, ""))


def year_of(duty: Duty, today: dt.date) -> int:
    """Give the year that a duty's page tells of: of a fixed fee, the latest that it has run in."""
    if duty.until is None:
        return duty.on.year
    last = min(today, duty.until - dt.timedelta(days=1))
    return max(duty.on, last).year
