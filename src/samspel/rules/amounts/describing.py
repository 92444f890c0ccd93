"""Describing: every rule of a remuneration rule set in plain Swedish, as a page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.provisions import Ruleset
from samspel.rules.sentence import Sentence, sentence
from samspel.rules.wording import describe_period

from .blocks import (
    Block,
    First,
    Hours,
    Multiplied,
    Once,
    Rounded,
    StartedUnits,
    Steps,
    Time,
    Within,
)
from .blocks_more import Annual, Distance, Documented, Earnings
from .blocks_scaled import Bands, Percent
from .choices import Measure, Presence, Role, Travel
from .figures import shipped_figures
from .looking import Quantity
from .model import (
    Article,
    Cap,
    Certifying,
    Deadline,
    Exclusion,
    Laid,
    Payment,
    Payout,
    Total,
    Value,
)
from .rounding import TO_ORE
from .saying import said_labels, said_rounding, said_scope
from .units import Unit
from .working import Length, Plain


@dataclass(frozen=True)
class Words:
    """Puts rules in words. Knows the titles of values and payments."""

    titles: Mapping[str, str]

    @classmethod
    def of(cls, ruleset: Ruleset) -> Words:
        """Give the words for a rule set: its own titles, and those of the national figures."""
        rules = ruleset.amounts
        named: list[Value | Article] = [*shipped_figures().values, *rules.values]
        return cls({each.id: each.title for each in (*named, *rules.articles())})

    def title(self, id_: str) -> str:
        """Give the title of a value or a payment."""
        return self.titles.get(id_, id_)

    def quantity(self, quantity: Quantity | None, unit: Unit) -> object:
        """Say a number with its unit, or which value it is."""
        if quantity is None:
            return "–"
        if not isinstance(quantity, Decimal):
            return self.title(quantity.id)
        if unit is Unit.MINUTES:
            return Length(int(quantity))
        return sentence(
            "%(number)s %(unit)s", number=Plain(quantity), unit=sentence(unit.label)
        )

    def rule(self, rule: Article) -> Sentence:
        """Say what a rule lays down."""
        return _RULES[type(rule)](self, rule)

    def block(self, block: Block) -> Sentence:
        """Say what a block does."""
        return _BLOCKS[type(block)](self, block)

    def value(self, laid: Laid, unit: Unit) -> Sentence:
        """Say what a value is."""
        if not laid.is_known:
            return sentence(_("okänt"))
        if laid.share is None:
            number = laid.figure or Decimal(0)
            return sentence(
                "%(number)s %(unit)s", number=Plain(number), unit=sentence(unit.label)
            )
        return sentence(
            _("%(share)s %% av %(index)s%(rounded)s"),
            share=Plain(laid.share.percent),
            index=self.title(laid.share.of),
            rounded="" if laid.rounding is None else said_rounding(laid.rounding),
        )

    def payments(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give the titles of payments, to be listed."""
        return tuple(self.title(id_) for id_ in sorted(ids))


def _time(words: Words, block: Time) -> Sentence:
    parts = [sentence(block.counts.label), sentence(block.travel.label)]
    if block.travel is Travel.STANDARD:
        parts.append(
            sentence(
                _("restiden räknas som %(length)s"),
                length=words.quantity(block.standard, Unit.MINUTES),
            )
        )
    if block.from_km is not None:
        parts.append(_border(words, block.side, block.from_km))
    if block.at_most is not None:
        parts.append(
            sentence(_("högst %(length)s"), length=words.quantity(block.at_most, Unit.MINUTES))
        )
    return sentence(_("tid: %(parts)s"), parts=tuple(parts))


def _border(words: Words, side: LabelledEnum, km: Quantity) -> Sentence:
    return sentence(
        _("när resan är %(side)s %(km)s"),
        side=sentence(side.label),
        km=words.quantity(km, Unit.KM),
    )


def _first(words: Words, block: First) -> Sentence:
    return sentence(
        _("de första %(length)s räknas som %(counted)s"),
        length=words.quantity(block.length, Unit.MINUTES),
        counted=words.quantity(block.counts_as, Unit.MINUTES),
    )


def _once(words: Words, block: Once) -> Sentence:
    return sentence(_("%(value)s en gång"), value=words.title(block.value.id))


def _started(words: Words, block: StartedUnits) -> Sentence:
    return sentence(
        _("%(value)s för varje påbörjad enhet om %(unit)s efter %(after)s"),
        value=words.title(block.value.id),
        unit=words.quantity(block.unit, Unit.MINUTES),
        after=words.quantity(block.after, Unit.MINUTES),
    )


def _hours(words: Words, block: Hours) -> Sentence:
    return sentence(_("%(value)s för tiden"), value=words.title(block.value.id))


def _steps(words: Words, block: Steps) -> Sentence:
    parts = tuple(
        sentence(_("därutöver %(value)s"), value=words.title(row.value.id))
        if row.up_to is None
        else sentence(
            _("%(side)s %(length)s: %(value)s"),
            side=sentence(row.side.label),
            length=words.quantity(row.up_to, Unit.MINUTES),
            value=words.title(row.value.id),
        )
        for row in block.rows
    )
    return sentence("%(parts)s", parts=parts)


def _bands(words: Words, block: Bands) -> Sentence:
    parts = tuple(
        sentence(_("därefter %(value)s"), value=words.title(band.value.id))
        if band.up_to is None
        else sentence(
            _("till och med %(length)s: %(value)s"),
            length=words.quantity(band.up_to, Unit.MINUTES),
            value=words.title(band.value.id),
        )
        for band in block.bands
    )
    return sentence(_("skala: %(parts)s"), parts=parts)


def _annual(words: Words, block: Annual) -> Sentence:
    return sentence(
        _("%(value)s, del av månad %(proration)s, delarna blir tillsammans %(sum)s"),
        value=words.title(block.value.id),
        proration=sentence(block.proration.label),
        sum=sentence(block.sums_to.label),
    )


def _distance(words: Words, block: Distance) -> Sentence:
    said = sentence(_("%(value)s för sträckan"), value=words.title(block.value.id))
    if block.from_km is None:
        return said
    template = (
        _("%(value)s för det som ligger bortom, %(border)s")
        if block.beyond
        else _("%(value)s för sträckan, %(border)s")
    )
    return sentence(
        template,
        value=words.title(block.value.id),
        border=_border(words, block.side, block.from_km),
    )


def _documented(_words: Words, block: Documented) -> Sentence:
    return sentence(_("enligt kvitto: %(kinds)s"), kinds=said_labels(block.kinds))


def _earnings(words: Words, block: Earnings) -> Sentence:
    said = sentence(block.basis.label)
    if block.most_an_hour is None:
        return said
    return sentence(
        _("%(basis)s, högst %(most)s"), basis=said, most=words.title(block.most_an_hour.id)
    )


def _percent(words: Words, block: Percent) -> Sentence:
    whom = tuple(sentence(_ONLY.get(each, each)) for each in sorted(block.only))
    said = sentence(
        _("%(value)s som %(taking)s"),
        value=words.quantity(block.value, Unit.PERCENT),
        taking=sentence(block.taking.label),
    )
    if not whom:
        return said
    return sentence(_("%(percent)s (%(whom)s)"), percent=said, whom=whom)


_ONLY = {
    **{each.value: each.label for each in Role},
    **{each.value: each.label for each in Presence},
    "holiday_pay": _("när semesterlön går förlorad"),
}


def _times(_words: Words, _block: Multiplied) -> Sentence:
    return sentence(_("så många gånger som uppdraget anger"))


def _within(words: Words, block: Within) -> Sentence:
    template = _("högst %(value)s") if block.is_most else _("minst %(value)s")
    return sentence(template, value=words.title(block.value.id))


def _rounded(_words: Words, block: Rounded) -> Sentence:
    return sentence(_("sedan%(rounded)s"), rounded=said_rounding(block.rounding))


_BLOCKS: Mapping[type[Block], Callable[[Words, Any], Sentence]] = {
    Time: _time,
    First: _first,
    Once: _once,
    StartedUnits: _started,
    Hours: _hours,
    Steps: _steps,
    Bands: _bands,
    Annual: _annual,
    Distance: _distance,
    Documented: _documented,
    Earnings: _earnings,
    Percent: _percent,
    Multiplied: _times,
    Within: _within,
    Rounded: _rounded,
}


def _payment(words: Words, rule: Payment) -> Sentence:
    rounded = "" if rule.rounding == TO_ORE else said_rounding(rule.rounding)
    return sentence(
        _("%(pays)s, %(tax)s. Gäller %(scope)s. %(chain)s%(rounded)s."),
        pays=sentence(rule.pays.label),
        tax=sentence(rule.tax.label),
        scope=said_scope(rule.scope),
        chain=tuple(words.block(block) for block in rule.blocks),
        rounded=rounded,
    )


def _exclusion(words: Words, rule: Exclusion) -> Sentence:
    when = rule.when
    who: list[object] = [*said_labels(when.roles), *sorted(when.offices)]
    if when.occupancy is not None:
        who.append(
            sentence(
                _("%(side)s %(share)s av heltid"),
                side=sentence(when.side.label),
                share=words.quantity(when.occupancy, Unit.PERCENT),
            )
        )
    who = who or [sentence(_("alla"))]
    said = sentence(
        _("%(who)s får inte %(payments)s"),
        who=tuple(who),
        payments=words.payments(rule.payments),
    )
    if not rule.yields_to:
        return sentence("%(said)s.", said=said)
    return sentence(
        _("%(said)s, utom för %(kinds)s."), said=said, kinds=said_labels(rule.yields_to)
    )


def _cap(words: Words, rule: Cap) -> Sentence:
    unit = _CAP_UNITS.get(rule.measure, Unit.SEK)
    most: object = (
        sentence(rule.measure.label)
        if rule.at_most is None
        else sentence(_("högst %(most)s"), most=words.quantity(rule.at_most, unit))
    )
    if rule.of is not None:
        most = sentence(
            _("högst %(times)s %(value)s"),
            times=words.quantity(rule.at_most, Unit.TIMES),
            value=words.title(rule.of.id),
        )
    return sentence(
        _("%(payments)s: %(most)s per %(window)s. %(way)s ger vika."),
        payments=words.payments(rule.payments),
        most=most,
        window=sentence(rule.per.label),
        way=sentence(rule.gives_way.label),
    )


_CAP_UNITS = {Measure.HOURS: Unit.MINUTES, Measure.FEES: Unit.FEES}


def _total(_words: Words, rule: Total) -> Sentence:
    return sentence(
        "%(at)s%(rounded)s.", at=sentence(rule.at.label), rounded=said_rounding(rule.rounding)
    )


def _deadline(words: Words, rule: Deadline) -> Sentence:
    who: object = said_labels(rule.incomes) or sentence(_("alla"))
    return sentence(
        _("%(months)s månader för %(payments)s (%(who)s)."),
        months=rule.months,
        payments=words.payments(rule.payments),
        who=who,
    )


def _payout(_words: Words, rule: Payout) -> Sentence:
    return sentence(
        _("Det som lämnas senast den %(by)s betalas den %(on)s."),
        by=rule.submit_by,
        on=rule.paid_on,
    )


def _certifying(_words: Words, rule: Certifying) -> Sentence:
    of: object = said_labels(rule.of) or sentence(_("alla"))
    return sentence(
        _("Krav från %(of)s attesteras av %(steps)s."),
        of=of,
        steps=tuple(sentence(each.label) for each in rule.steps),
    )


_RULES: Mapping[type[Article], Callable[[Words, Any], Sentence]] = {
    Payment: _payment,
    Exclusion: _exclusion,
    Cap: _cap,
    Total: _total,
    Deadline: _deadline,
    Payout: _payout,
    Certifying: _certifying,
}


def said_period(rule: Article) -> str:
    """Say between which days a rule holds."""
    return str(describe_period(rule.period))
