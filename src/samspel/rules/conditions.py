"""Conditions over facts: data that can be judged, compiled, explained and compared.

Nothing in a condition can loop. A fact that is unknown makes a comparison neither
met nor not; *all*, *any* and *not* follow from that as in Kleene's logic.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _

from .catalogue import FactValue
from .facts import Facts
from .values import SettingValue, keys_of

Values = Mapping[str, SettingValue | None]
Judged = bool | None
Check = Callable[[Facts, Values], Judged]


class Op(LabelledEnum):
    """How a fact is compared."""

    EQ = "eq", _("är")
    NE = "ne", _("är inte")
    LT = "lt", _("är mindre än")
    LTE = "lte", _("är högst")
    GT = "gt", _("är mer än")
    GTE = "gte", _("är minst")
    BETWEEN = "between", _("är från och med")
    IN = "in", _("är något av")
    NOT_IN = "not_in", _("är inget av")
    HAS_ALL = "has_all", _("omfattar alla av")
    HAS_ANY = "has_any", _("omfattar något av")
    HAS_NONE = "has_none", _("omfattar inget av")
    KNOWN = "known", _("är känt")

    @property
    def takes_many(self) -> bool:
        """Whether it compares with a set."""
        return self in (Op.IN, Op.NOT_IN, Op.HAS_ALL, Op.HAS_ANY, Op.HAS_NONE)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rule itself."""

    value: FactValue


@dataclass(frozen=True, slots=True)
class FactRef:
    """Another fact of the same act."""

    name: str


@dataclass(frozen=True, slots=True)
class SettingRef:
    """A number, choice or list that the same guideline lays down."""

    name: str


Operand = Literal | FactRef | SettingRef


@dataclass(frozen=True, slots=True)
class Comparison:
    """One fact compared with one operand, or with two for *between* (ends included)."""

    fact: str
    op: Op
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must be met."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part must be met."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not be met."""

    part: Condition


Condition = Comparison | AllOf | AnyOf | Not

# The one table of what each comparison means; both ways of judging read it.
_MEANING: dict[Op, Callable[..., bool]] = {
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.LT: operator.lt,
    Op.LTE: operator.le,
    Op.GT: operator.gt,
    Op.GTE: operator.ge,
    Op.BETWEEN: lambda seen, low, high: low <= seen <= high,
    Op.IN: lambda seen, wanted: seen in wanted,
    Op.NOT_IN: lambda seen, wanted: seen not in wanted,
    Op.HAS_ALL: operator.ge,  # of sets: is a superset of
    Op.HAS_ANY: lambda seen, wanted: not seen.isdisjoint(wanted),
    Op.HAS_NONE: lambda seen, wanted: seen.isdisjoint(wanted),
}


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Give every comparison of the condition, in the order in which it is written."""
    if isinstance(condition, Comparison):
        yield condition
        return
    for each in parts_of(condition):
        yield from comparisons(each)


def parts_of(condition: AllOf | AnyOf | Not) -> tuple[Condition, ...]:
    """Give the conditions that the condition is made of."""
    return (condition.part,) if isinstance(condition, Not) else condition.parts


def facts_of(condition: Condition) -> tuple[str, ...]:
    """Give the names of the facts that the condition looks at, each once."""
    names: dict[str, None] = {}
    for each in comparisons(condition):
        names[each.fact] = None
        names.update(
            {operand.name: None for operand in each.operands if isinstance(operand, FactRef)}
        )
    return tuple(names)


def settings_of(condition: Condition) -> tuple[str, ...]:
    """Give the names of the settings that the condition compares with, each once."""
    found = (
        operand.name
        for each in comparisons(condition)
        for operand in each.operands
        if isinstance(operand, SettingRef)
    )
    return tuple(dict.fromkeys(found))


def value_of(operand: Operand, facts: Facts, values: Values) -> SettingValue | None:
    """Give what the operand stands for, or ``None`` when that is not known."""
    match operand:
        case Literal(value):
            return value
        case FactRef(name):
            return facts.get(name)
    return values.get(operand.name)


def _fit(op: Op, value: SettingValue) -> SettingValue:
    return keys_of(value) if op.takes_many else value


def evaluate(condition: Condition, facts: Facts, values: Values) -> Judged:
    """Judge the condition by walking it: the plain meaning, which compiling must keep."""
    match condition:
        case AllOf(parts):
            return _every(evaluate(each, facts, values) for each in parts)
        case AnyOf(parts):
            return _some(evaluate(each, facts, values) for each in parts)
        case Not(part):
            return _opposite(evaluate(part, facts, values))
    return _compare(condition, facts, values)


def _compare(comparison: Comparison, facts: Facts, values: Values) -> Judged:
    seen, op = facts.get(comparison.fact), comparison.op
    if op is Op.KNOWN:
        return seen is not None
    wanted = [value_of(each, facts, values) for each in comparison.operands]
    if seen is None or any(each is None for each in wanted):
        return None
    return _MEANING[op](seen, *(_fit(op, each) for each in wanted if each is not None))


def _every(states: Iterator[Judged]) -> Judged:
    seen = set(states)
    return False if False in seen else None if None in seen else True


def _some(states: Iterator[Judged]) -> Judged:
    seen = set(states)
    return True if True in seen else None if None in seen else False


def _opposite(state: Judged) -> Judged:
    return None if state is None else not state


def compiled(condition: Condition, constants: Values = MappingProxyType({})) -> Check:
    """Turn the condition into a plain closure that judges it without walking it again.

    ``constants`` are settings whose value is settled, which are built in.
    """
    match condition:
        case AllOf(parts):
            return partial(_check_all, tuple(compiled(each, constants) for each in parts))
        case AnyOf(parts):
            return partial(_check_any, tuple(compiled(each, constants) for each in parts))
        case Not(part):
            return partial(_check_not, compiled(part, constants))
        case Comparison(fact, Op.KNOWN, _operands):
            return lambda facts, values: facts.get(fact) is not None
        case Comparison(fact, op, (operand,)):
            value = value_of(operand, {}, constants)
            if value is not None:
                return _against_literal(fact, _MEANING[op], _fit(op, value))
    return partial(_compare, condition)


def _against_literal(fact: str, meaning: Callable[..., bool], wanted: Any) -> Check:
    def check(facts: Facts, values: Values) -> Judged:
        seen = facts.get(fact)
        return None if seen is None else meaning(seen, wanted)

    return check


def _check_all(parts: tuple[Check, ...], facts: Facts, values: Values) -> Judged:
    state: Judged = True
    for part in parts:
        found = part(facts, values)
        if found is False:
            return False
        if found is None:
            state = None
    return state


def _check_any(parts: tuple[Check, ...], facts: Facts, values: Values) -> Judged:
    state: Judged = False
    for part in parts:
        found = part(facts, values)
        if found:
            return True
        if found is None:
            state = None
    return state


def _check_not(part: Check, facts: Facts, values: Values) -> Judged:
    return _opposite(part(facts, values))


def deciders(condition: Condition, facts: Facts, values: Values) -> tuple[Comparison, ...]:
    """Give the comparisons that made the condition come out as it did.

    A part decides when the whole came out the way the part did; of a whole that is
    unknown, the parts that are unknown decide.
    """
    if isinstance(condition, Comparison):
        return (condition,)
    if isinstance(condition, Not):
        return deciders(condition.part, facts, values)
    state = evaluate(condition, facts, values)
    return tuple(
        found
        for each in condition.parts
        if evaluate(each, facts, values) is state
        for found in deciders(each, facts, values)
    )


def unknown_in(condition: Condition, facts: Facts, values: Values) -> tuple[str, ...]:
    """Give the facts and settings whose absence leaves the condition undecided."""
    if evaluate(condition, facts, values) is not None:
        return ()
    missing: dict[str, None] = {}
    for each in deciders(condition, facts, values):
        if facts.get(each.fact) is None:
            missing[each.fact] = None
        for operand in each.operands:
            if not isinstance(operand, Literal) and value_of(operand, facts, values) is None:
                missing[operand.name] = None
    return tuple(missing)


def pinned(condition: Condition) -> Mapping[str, frozenset[object]]:
    """Give the facts that must have one of certain written values for it to be met."""
    match condition:
        case Comparison(fact, Op.EQ, (Literal(value),)) if not isinstance(value, frozenset):
            return {fact: frozenset({value})}
        case Comparison(fact, Op.IN, (Literal(value),)) if isinstance(value, frozenset):
            return {fact: value}
        case AllOf(parts):
            return {fact: values for each in parts for fact, values in pinned(each).items()}
        case _:
            return {}


def exclusive(one: Condition | None, other: Condition | None) -> bool:
    """Tell whether the two can be seen never to be met at the same time.

    Only what is written decides: both pin the same fact, to values that differ.
    """
    if one is None or other is None:
        return False
    first, second = pinned(one), pinned(other)
    return any(first[fact].isdisjoint(second[fact]) for fact in first.keys() & second.keys())
