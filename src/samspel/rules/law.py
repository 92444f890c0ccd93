"""The law of the land, asked: what it says of an act on a day, and what it lays down.

The provisions are data (rules/data/riket), dated and cited. Nothing here decides; every
module that the law has a say in asks here, and shows the sections that the verdict gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from .explanation import Settings, Verdict
from .facts import Facts
from .judging import Compiled, compile_ruleset
from .rulebook import load_statute
from .values import SettingValue

LOCAL_GOVERNMENT_ACT = "riket/kommunallagen"

_Asked = TypeVar("_Asked", bound=Callable[..., Any])
_forgetting: list[Callable[[], None]] = []


def remembered(ask: _Asked) -> _Asked:
    """Remember the answers of a function that only asks the law, for as long as it stands.

    Takes functions whose arguments can be told apart (days, flags, names).
    """
    kept: Any = lru_cache(maxsize=4096)(ask)
    _forgetting.append(kept.cache_clear)
    return kept  # type: ignore[no-any-return]  # the same function, remembered


def forget() -> None:
    """Forget every answer, as when the statutes are read anew."""
    for clear in _forgetting:
        clear()


@remembered
def statute(name: str) -> Compiled:
    """Give a statute that comes with the product, ready to be asked; read once."""
    return compile_ruleset(load_statute(name))


def judged(act: str, facts: Facts, on: dt.date, *, law: str = LOCAL_GOVERNMENT_ACT) -> Verdict:
    """Judge an act by the law that applied on the day. Raises NoRuleInForce before it."""
    return statute(law).judge(act, facts, on)


def laid_down(
    act: str, facts: Facts, on: dt.date, *, law: str = LOCAL_GOVERNMENT_ACT
) -> Settings:
    """Give what the law lays down for an act on the day: days, weeks, counts."""
    return statute(law).settings(act, facts, on)


def known_from(on: dt.date, *, law: str = LOCAL_GOVERNMENT_ACT) -> dt.date:
    """Give the day, or the law's first: days before it are counted as it first stood."""
    return max(on, statute(law).ruleset.effective_from)


@remembered
def count_laid_down(
    act: str,
    name: str,
    on: dt.date,
    *,
    is_council: bool | None = None,
    law: str = LOCAL_GOVERNMENT_ACT,
) -> int:
    """Give a number that the law lays down, such as a count of months.

    ``is_council`` is given where the law speaks of the council and of committees apart.
    """
    facts: Facts = {} if is_council is None else {"body.is_council": is_council}
    value = laid_down(act, facts, on, law=law).value(name)
    assert isinstance(value, int)  # noqa: S101  the catalogue's kind of it is a count
    return value


def value_laid_down(
    act: str, name: str, facts: Facts, on: dt.date, *, law: str = LOCAL_GOVERNMENT_ACT
) -> SettingValue | None:
    """Give what the law lays down by that name for an act so described; None where silent."""
    return laid_down(act, facts, on, law=law).value(name)
