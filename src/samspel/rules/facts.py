"""Facts: checked against the catalogue, kept as JSON and read back for a later trial."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import NoneType

from .catalogue import ACTS, FACTS, Act, Fact, FactValue, Kind
from .errors import FactMistake
from .values import plain, read_one

Facts = Mapping[str, FactValue | None]
_Check = Callable[[object], bool]

_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.YES_NO: (bool,),
    Kind.COUNT: (int,),
    Kind.NUMBER: (int, Decimal),
    Kind.DATE: (dt.date,),
    Kind.TIME: (dt.time,),
}


def act_named(key: str) -> Act:
    """Give the act of the catalogue. Refuses one that it lacks."""
    try:
        return ACTS[key]
    except KeyError:
        raise FactMistake(f"the catalogue has no act {key!r}") from None


def check_facts(act: str, facts: Facts) -> None:
    """Refuse a fact that the act does not offer, or a value that is not of its kind."""
    for name, is_right in _left_to_check(act, tuple(facts), tuple(map(type, facts.values()))):
        if not is_right(facts[name]):
            raise FactMistake(f"{name} is {FACTS[name].kind}, not {facts[name]!r}")


@lru_cache(maxsize=4_096)
def _left_to_check(
    act: str, names: tuple[str, ...], types: tuple[type, ...]
) -> tuple[tuple[str, _Check], ...]:
    """Check names and types, and give the facts whose values must be looked at as well.

    A module gathers the same facts of the same types time after time, so the answer is
    remembered; checking is then quicker than judging.
    """
    offered = act_named(act).facts
    left = []
    for name, kind in zip(names, types, strict=True):
        if name not in offered:
            raise FactMistake(f"{act} offers no fact {name!r}")
        fact = FACTS[name]
        sure = _TYPES.get(fact.kind)
        if kind is not NoneType and sure is None:
            left.append((name, _check_of(fact)))
        elif kind is not NoneType and kind not in (sure or ()):
            raise FactMistake(f"{name} is {fact.kind}, not {kind.__name__}")
    return tuple(left)


def _check_of(fact: Fact) -> _Check:
    if fact.kind is Kind.KEYS:
        return _is_keys
    if fact.choices is None:
        return lambda value: isinstance(value, str)
    values = frozenset(str(each) for each in fact.choices)
    if fact.kind is Kind.CHOICES:
        return lambda value: isinstance(value, frozenset) and value <= values
    return lambda value: isinstance(value, str) and value in values


def _is_keys(value: object) -> bool:
    return isinstance(value, frozenset) and all(isinstance(each, str) for each in value)


def facts_to_json(facts: Facts) -> dict[str, object]:
    """Give the facts as JSON can hold them: keys and numbers only, in a settled order."""
    return {name: plain(facts[name]) for name in sorted(facts)}


def facts_from_json(act: str, kept: Mapping[str, object]) -> dict[str, FactValue | None]:
    """Read kept facts back. A fact that the catalogue has dropped since is left out."""
    offered = act_named(act).facts
    return {
        name: _read_back(value, FACTS[name]) for name, value in kept.items() if name in offered
    }


def _read_back(value: object, fact: Fact) -> FactValue | None:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return read_one(value, fact)
    if isinstance(value, list):
        return frozenset(str(read_one(str(each), fact)) for each in value)
    raise FactMistake(f"{fact.name} cannot be {value!r}")
