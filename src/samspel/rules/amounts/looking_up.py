"""Values on a day: numbers, shares of indexes, and what happens when nothing is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from samspel.foundation.labels import mark as _
from samspel.rules.dated import Version
from samspel.rules.sentence import Sentence, sentence

from .looking import Known, Mark, Quantity
from .model import IndexDay, Laid, Share, Value
from .refusals import NoValueInForce
from .rounding import Rounding
from .units import Unit
from .working import Plain, Step

_HUNDRED = Decimal(100)
Cites = Callable[[Value, Laid], str]


class Values:
    """All values that a rule set can use: its own, and the national figures behind them."""

    def __init__(self, own: Iterable[Value], figures: Iterable[Value], cites: Cites) -> None:
        self.by_id: Mapping[str, Value] = {
            **{each.id: each for each in figures},
            **{each.id: each for each in own},
        }
        self.cites = cites

    def number(self, id_: str, day: dt.date) -> tuple[Decimal, Step, tuple[Mark, ...]]:
        """Give a value on a day with the step that tells it and what it rests on."""
        value = self.by_id[id_]
        version = value.versions.on(day)
        if version is None or not version.value.is_known:
            raise NoValueInForce(value.title, day)
        mark: Mark = ("value", id_, version.takes_effect)
        marks: tuple[Mark, ...] = (mark,)
        laid = version.value
        if laid.share is None:
            amount = laid.figure or Decimal(0)
            said = sentence(
                _("%(title)s: %(amount)s"), title=value.title, amount=_told(amount, value.unit)
            )
        else:
            amount, said, marks = self._share(value, laid, laid.share, day, mark)
        params = tuple(said.params.items())
        return amount, Step(said.template, params, self.cites(value, laid)), marks

    def _share(
        self, value: Value, laid: Laid, share: Share, day: dt.date, mark: Mark
    ) -> tuple[Decimal, Sentence, tuple[Mark, ...]]:
        index = self.by_id[share.of]
        base, _step, below = self.number(share.of, index_day(share, day))
        amount = base * share.percent / _HUNDRED
        rounding = laid.rounding
        amount = amount if rounding is None else rounding.of(amount)
        said = sentence(
            _("%(title)s: %(share)s %% av %(index)s (%(base)s) är %(amount)s%(rounded)s"),
            title=value.title,
            share=Plain(share.percent),
            index=index.title,
            base=_told(base, index.unit),
            amount=_told(amount, value.unit),
            rounded="" if rounding is None else _rounded(rounding),
        )
        return amount, said, (mark, *below)

    def up(self, quantity: Quantity, unit: Unit, day: dt.date) -> Known:
        """Give a quantity on a day in a unit: as written, or as the dated value says."""
        if isinstance(quantity, Decimal):
            return Known(quantity)
        amount, step, marks = self.number(quantity.id, day)
        return Known(amount * self.by_id[quantity.id].unit.into(unit), step, marks)

    def changes(self, ids: Iterable[str]) -> set[dt.date]:
        """Give every day on which one of the values, or an index behind it, may change."""
        days: set[dt.date] = set()
        for id_ in ids:
            for version in self.by_id[id_].versions:
                days |= {version.takes_effect} | self._below(version)
        return days

    def _below(self, version: Version[Laid]) -> set[dt.date]:
        share = version.value.share
        if share is None:
            return set()
        days = self.changes([share.of])
        if share.index_on is IndexDay.YEAR:
            return {day if (day.month, day.day) == (1, 1) else _next_year(day) for day in days}
        return days


def _next_year(day: dt.date) -> dt.date:
    return dt.date(day.year + 1, 1, 1)


def index_day(share: Share, day: dt.date) -> dt.date:
    """Give the day on which the index is read for an event."""
    if share.index_on is IndexDay.EVENT:
        return day
    if share.index_on is IndexDay.YEAR:
        return day.replace(month=1, day=1)
    return dt.date.fromisoformat(str(share.index_on))


def _told(amount: Decimal, unit: Unit) -> Sentence:
    return sentence("%(number)s %(unit)s", number=Plain(amount), unit=sentence(unit.label))


def _rounded(rounding: Rounding) -> Sentence:
    return sentence(
        _(", avrundat %(mode)s %(to)s"),
        mode=sentence(rounding.mode.label),
        to=sentence(rounding.to.label),
    )
