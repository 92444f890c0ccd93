"""Describing: every rule of a remuneration rule set in plain Swedish, as a page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from samspel.foundation.labels import mark as _
from samspel.rules.provisions import Ruleset
from samspel.rules.sentence import Sentence, sentence
from samspel.rules.wording import describe_period

from .blocks import Block
from .choices import Measure
from .describing_blocks import BLOCK_WORDS
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
        return BLOCK_WORDS[type(block)](self, block)

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

    def payment_head(self, payment: Payment) -> Sentence:
        """Say what sort of payment it is and what it is paid for, without its chain."""
        return sentence(
            _("%(pays)s, %(tax)s. Gäller %(scope)s."),
            pays=sentence(payment.pays.label),
            tax=sentence(payment.tax.label),
            scope=said_scope(payment.scope),
        )

    def payment_end(self, payment: Payment) -> Sentence | None:
        """Say how the payment is rounded, where it is to more than öre."""
        if payment.rounding == TO_ORE:
            return None
        return sentence(
            _("avrundat %(mode)s %(to)s"),
            mode=sentence(payment.rounding.mode.label),
            to=sentence(payment.rounding.to.label),
        )

    def payments(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give the titles of payments, to be listed."""
        return tuple(self.title(id_) for id_ in sorted(ids))


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
        _("%(payments)s: %(most)s per %(window)s. Är det mer ger %(way)s vika."),
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
