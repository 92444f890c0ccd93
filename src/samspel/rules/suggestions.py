"""Suggestions: cases for what no case proves yet, to be read and signed by a person.

A suggested case says what the rules say now. It proves nothing until somebody has
read it and found it right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice, product

from samspel.foundation.labels import mark as _

from .cases import run_cases
from .catalogue import FACTS, Fact, FactValue, Kind
from .conditions import Literal, SettingRef, comparisons, facts_of
from .explanation import State
from .facts import Facts
from .judging import Compiled
from .provisions import Provision, Ruleset
from .sentence import sentence
from .values import Item, Section, SettingValue, keys_of, plain
from .writing import Plain

Names = tuple[str, ...]
_TRIES = 4_096


def suggest_cases(compiled: Compiled) -> list[dict[str, Plain]]:
    """Suggest a case for each provision, and each dated value, that no case proves."""
    proved = {each for result in run_cases(compiled) for each in result.proved}
    suggested: list[dict[str, Plain]] = []
    for provision in compiled.ruleset.provisions:
        if provision.values is None:
            if (provision.id, State.NOT_MET) not in proved:
                suggested += islice(_requirement_cases(compiled, provision), 1)
            continue
        for version in provision.values:
            if (provision.id, version.takes_effect) not in proved:
                day = max(version.takes_effect, provision.period.first)
                suggested += islice(_setting_cases(compiled, provision, day), 1)
    return suggested


def _setting_cases(
    compiled: Compiled, provision: Provision, day: dt.date
) -> Iterator[dict[str, Plain]]:
    names = () if provision.when is None else facts_of(provision.when)
    for facts in _situations(compiled, provision, names):
        setting = compiled.settings(provision.act, facts, day).get(provision.setting)
        if setting is not None and setting.finding.id == provision.id:
            expect: Plain = {"settings": {provision.setting: _expected(setting.value)}}
            yield _case(provision, day, facts, expect)


def _requirement_cases(compiled: Compiled, provision: Provision) -> Iterator[dict[str, Plain]]:
    day = provision.period.first
    others = compiled.provisions(provision.act, day)
    wanted = [each for each in (provision.when, provision.require) if each is not None]
    names = tuple(dict.fromkeys(name for each in wanted for name in facts_of(each)))
    for facts in _situations(compiled, provision, names):
        settled = _rest_met(compiled, facts, others, day)
        verdict = compiled.judge(provision.act, settled, day)
        if verdict.finding(provision.id).state is State.NOT_MET:
            lists: dict[str, Plain] = {"outcome": verdict.outcome.value}
            for state in (State.NOT_MET, State.UNKNOWN):
                ids: list[Plain] = [each.id for each in verdict.findings if each.state is state]
                lists |= {state.value: ids} if ids else {}
            yield _case(provision, day, settled, lists)


def _rest_met(
    compiled: Compiled, facts: Facts, others: tuple[Provision, ...], day: dt.date
) -> dict[str, FactValue | None]:
    """Fill in the other facts so that as little else as possible is wanting."""
    settled = dict(facts)
    for other in others:
        if other.require is None:
            continue
        for name in facts_of(other.require):
            if name not in settled:
                settled[name] = _best(compiled, other, settled, name, day)
    return {name: value for name, value in settled.items() if value is not None}


def _best(
    compiled: Compiled, other: Provision, settled: Facts, name: str, day: dt.date
) -> FactValue | None:
    """Give a value of the fact that meets the other requirement, if there is one."""
    verdicts = (
        (value, compiled.judge(other.act, {**settled, name: value}, day))
        for value in _candidates(compiled.ruleset, other, FACTS[name])
    )
    met = (value for value, each in verdicts if each.finding(other.id).state is State.MET)
    return next(met, None)


def _situations(compiled: Compiled, provision: Provision, names: Names) -> Iterator[Facts]:
    """Give combinations of likely values, the edges of every comparison among them."""
    choices = [_candidates(compiled.ruleset, provision, FACTS[name]) for name in names]
    for values in islice(product(*choices), _TRIES):
        yield dict(zip(names, values, strict=True))


def _candidates(ruleset: Ruleset, provision: Provision, fact: Fact) -> list[FactValue]:
    if fact.kind is Kind.YES_NO:
        return [False, True]
    if fact.kind is Kind.CHOICES:
        return [frozenset(), frozenset(str(each) for each in fact.choices or ())]
    if fact.choices is not None:
        return [each.value for each in fact.choices]
    edges = [_around(each, fact) for each in _edges(ruleset, provision, fact)]
    found = [value for several in edges for value in several]
    return list(dict.fromkeys([*found, *_USUAL[fact.kind]]))


_USUAL: dict[Kind, list[FactValue]] = {
    Kind.COUNT: [0, 1, 2, 3, 5, 10, 30, 100, 1000],
    Kind.NUMBER: [Decimal(0), Decimal(1), Decimal(10), Decimal(100), Decimal(1000)],
    Kind.DATE: [dt.date(2000, 1, 1), dt.date(2100, 1, 1)],
    Kind.TIME: [dt.time(0, 0), dt.time(12, 0), dt.time(23, 59)],
    Kind.KEY: ["annan"],
    Kind.KEYS: [frozenset()],
}


def _edges(ruleset: Ruleset, provision: Provision, fact: Fact) -> Iterator[SettingValue]:
    """Give the values that the provision compares the fact with."""
    conditions = [each for each in (provision.when, provision.require) if each is not None]
    for comparison in chain.from_iterable(comparisons(each) for each in conditions):
        if comparison.fact != fact.name:
            continue
        for operand in comparison.operands:
            if isinstance(operand, Literal):
                yield operand.value
            if isinstance(operand, SettingRef):
                yield from _laid_down(ruleset, operand.name)


def _laid_down(ruleset: Ruleset, setting: str) -> Iterator[SettingValue]:
    for provision in ruleset.provisions:
        if provision.setting == setting:
            yield from (version.value.value for version in provision.values or ())


def _around(value: SettingValue, fact: Fact) -> list[FactValue]:
    """Give the values on each side of an edge."""
    if isinstance(value, (frozenset, tuple)):
        keys = keys_of(value)
        return [keys] if fact.kind is Kind.KEYS else [*sorted(keys)]
    if isinstance(value, (int, Decimal)):
        return [each for each in (value - 1, value, value + 1) if each >= 0]
    if isinstance(value, dt.date):
        day = dt.timedelta(days=1)
        return [value - day, value, value + day]
    return [value]


def _case(provision: Provision, day: dt.date, facts: Facts, expect: Plain) -> dict[str, Plain]:
    it = sentence(_("Förslag: %(title)s, den %(day)s"), title=provision.title, day=day)
    case: dict[str, Plain] = {
        "it": str(it),
        "cites": provision.clause,
        "act": provision.act,
        "on": day.isoformat(),
    }
    if facts:
        case["given"] = {name: _written(plain(value)) for name, value in facts.items()}
    return {**case, "expect": expect}


def _expected(value: SettingValue) -> Plain:
    if isinstance(value, tuple):
        return [each.key for each in value if isinstance(each, (Item, Section))]
    return _written(plain(value))


def _written(value: object) -> Plain:
    """Give a plain value as it is written in a rule file."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return [str(each) for each in value]
    return str(value)
