"""Wording: conditions and provisions in plain Swedish, for the editor and for comparisons."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.labels import mark as _

from .catalogue import ACTS, FACTS, SETTINGS, Fact
from .conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Not,
    Op,
    Operand,
)
from .dated import Period
from .provisions import Provision, SetValue
from .sentence import Sentence, Translate, listed, sentence, untranslated
from .values import Item, Section, SettingValue, show


def describe(condition: Condition, translate: Translate = untranslated) -> str:
    """Put a condition in words: ”Besök i år” är mindre än ”Högst så många besök per år”."""
    if isinstance(condition, Comparison):
        return _comparison(condition, translate)
    if isinstance(condition, Not):
        return f"{translate(_('inte'))} ({describe(condition.part, translate)})"
    word = translate(_("och")) if isinstance(condition, AllOf) else translate(_("eller"))
    return f" {word} ".join(_nested(each, translate) for each in condition.parts)


def _nested(part: Condition, translate: Translate) -> str:
    words = describe(part, translate)
    return f"({words})" if isinstance(part, (AllOf, AnyOf)) else words


def _comparison(condition: Comparison, translate: Translate) -> str:
    fact = FACTS[condition.fact]
    words = [f"”{translate(fact.label)}”", translate(condition.op.label)]
    shown = [_operand(each, fact, translate) for each in condition.operands]
    if condition.op is Op.BETWEEN:
        shown.insert(1, translate(_("till och med")))
    return " ".join([*words, *shown])


def _operand(operand: Operand, fact: Fact, translate: Translate) -> str:
    match operand:
        case Literal(value):
            return show(value, fact, translate)
        case FactRef(name):
            return f"”{translate(FACTS[name].label)}”"
    return f"”{translate(SETTINGS[operand.name].label)}”"


def describe_value(
    value: SettingValue, setting: str, translate: Translate = untranslated
) -> str:
    """Put a value that a guideline lays down in words, with its unit or its points."""
    kind = SETTINGS[setting]
    if isinstance(value, tuple):
        return listed((_point(each, translate) for each in value), translate)
    shown = show(value, kind, translate)
    return f"{shown} {translate(kind.unit.label)}" if kind.unit is not None else shown


def _point(point: Item | Section, translate: Translate) -> str:
    if isinstance(point, Section) and point.required:
        return f"”{point.label}” ({translate(_('krävs'))})"
    return f"”{point.label}”"


def describe_period(period: Period) -> Sentence:
    """Put a period in words; the last day shown is the last that counts."""
    if period.end is None:
        return sentence(_("%(first)s och tills vidare"), first=period.first)
    last = period.end - dt.timedelta(days=1)
    return sentence(_("%(first)s till och med %(last)s"), first=period.first, last=last)


def describe_provision(provision: Provision) -> Sentence:
    """Put a whole provision in words: what is required, or what is laid down and when."""
    when = _when(provision)
    if provision.require is not None and provision.strength is not None:
        return sentence(
            _("%(act)s: %(strength)s gälla att %(require)s%(when)s."),
            act=sentence(ACTS[provision.act].label),
            strength=sentence(provision.strength.label),
            require=describe(provision.require),
            when=when,
        )
    return sentence(
        _("%(setting)s: %(values)s%(when)s."),
        setting=sentence(SETTINGS[provision.setting].label),
        values=describe_versions(provision),
        when=when,
    )


def _when(provision: Provision) -> Sentence:
    if provision.when is None:
        return sentence("")
    return sentence(_(", när %(condition)s"), condition=describe(provision.when))


def describe_versions(provision: Provision) -> str:
    """Put the values of a setting in words, with the day from which each counts."""
    versions = list(provision.values or ())
    if len(versions) == 1:
        return describe_value(versions[0].value.value, provision.setting)
    return ", ".join(
        f"{_laid(each.value, provision)} ({each.takes_effect}–)" for each in versions
    )


def _laid(laid: SetValue, provision: Provision) -> str:
    return describe_value(laid.value, provision.setting)
