"""Describing blocks: every link of a chain in plain Swedish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.sentence import Sentence, sentence

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
from .blocks_away import Allowance
from .blocks_more import Annual, Distance, Documented, Earnings
from .blocks_scaled import Bands, Percent
from .choices import Presence, Role, Taking, Travel
from .looking import Quantity
from .saying import said_labels, said_rounding
from .units import Unit


class Says(Protocol):
    """What a block's words need: the titles of values, and numbers with their units."""

    def title(self, id_: str) -> str:
        """Give the title of a value or a payment."""

    def quantity(self, quantity: Quantity | None, unit: Unit) -> object:
        """Say a number with its unit, or which value it is."""


def _time(words: Says, block: Time) -> Sentence:
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


def _border(words: Says, side: LabelledEnum, km: Quantity) -> Sentence:
    return sentence(
        _("när resan är %(side)s %(km)s"),
        side=sentence(side.label),
        km=words.quantity(km, Unit.KM),
    )


def _first(words: Says, block: First) -> Sentence:
    return sentence(
        _("de första %(length)s räknas som %(counted)s"),
        length=words.quantity(block.length, Unit.MINUTES),
        counted=words.quantity(block.counts_as, Unit.MINUTES),
    )


def _once(words: Says, block: Once) -> Sentence:
    return sentence(_("%(value)s en gång"), value=words.title(block.value.id))


def _started(words: Says, block: StartedUnits) -> Sentence:
    return sentence(
        _("%(value)s för varje påbörjad enhet om %(unit)s efter %(after)s"),
        value=words.title(block.value.id),
        unit=words.quantity(block.unit, Unit.MINUTES),
        after=words.quantity(block.after, Unit.MINUTES),
    )


def _hours(words: Says, block: Hours) -> Sentence:
    return sentence(_("%(value)s för tiden"), value=words.title(block.value.id))


def _steps(words: Says, block: Steps) -> Sentence:
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


def _bands(words: Says, block: Bands) -> Sentence:
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


def _annual(words: Says, block: Annual) -> Sentence:
    return sentence(
        _("%(value)s, del av månad %(proration)s, delarna blir tillsammans %(sum)s"),
        value=words.title(block.value.id),
        proration=sentence(block.proration.label),
        sum=sentence(block.sums_to.label),
    )


def _distance(words: Says, block: Distance) -> Sentence:
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


def _documented(_words: Says, block: Documented) -> Sentence:
    return sentence(_("enligt kvitto: %(kinds)s"), kinds=said_labels(block.kinds))


def _allowance(words: Says, block: Allowance) -> Sentence:
    parts = [
        sentence(_("%(value)s för en hel dag"), value=words.title(block.full_day.id)),
        sentence(_("%(value)s för en halv dag"), value=words.title(block.half_day.id)),
        sentence(
            _("frukost tar bort %(breakfast)s, lunch eller middag %(meal)s"),
            breakfast=words.quantity(block.breakfast, Unit.PERCENT),
            meal=words.quantity(block.meal, Unit.PERCENT),
        ),
    ]
    if block.night is not None:
        parts.append(
            sentence(_("%(value)s för en egen natt"), value=words.title(block.night.id))
        )
    if block.from_km is not None:
        parts.append(_border(words, block.side, block.from_km))
    return sentence(_("vid övernattning: %(parts)s"), parts=tuple(parts))


def _earnings(words: Says, block: Earnings) -> Sentence:
    said = sentence(block.basis.label)
    if block.most_an_hour is None:
        return said
    return sentence(
        _("%(basis)s, högst %(most)s"), basis=said, most=words.title(block.most_an_hour.id)
    )


def _percent(words: Says, block: Percent) -> Sentence:
    whom = tuple(sentence(ONLY_WORDS.get(each, each)) for each in sorted(block.only))
    adds = block.taking is Taking.ADD
    template = _("%(value)s läggs till") if adds else _("%(value)s av beloppet betalas")
    said = sentence(template, value=words.quantity(block.value, Unit.PERCENT))
    if not whom:
        return said
    return sentence(_("%(percent)s (%(whom)s)"), percent=said, whom=whom)


ONLY_WORDS = {
    **{each.value: each.label for each in Role},
    **{each.value: each.label for each in Presence},
    "holiday_pay": _("när semesterlön går förlorad"),
}


def _times(_words: Says, _block: Multiplied) -> Sentence:
    return sentence(_("så många gånger som uppdraget anger"))


def _within(words: Says, block: Within) -> Sentence:
    template = _("högst %(value)s") if block.is_most else _("minst %(value)s")
    return sentence(template, value=words.title(block.value.id))


def _rounded(_words: Says, block: Rounded) -> Sentence:
    return sentence(_("sedan%(rounded)s"), rounded=said_rounding(block.rounding))


BLOCK_WORDS: Mapping[type[Block], Callable[[Any, Any], Sentence]] = {
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
    Allowance: _allowance,
    Earnings: _earnings,
    Percent: _percent,
    Multiplied: _times,
    Within: _within,
    Rounded: _rounded,
}
