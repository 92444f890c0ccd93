"""What the rules say, for buttons and pages: judged here, kept by the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import (
    Judgement,
    judge,
    ruleset_in_force,
    rulesets_on,
    settings_for,
)
from samspel.rules.catalogue import SETTINGS
from samspel.rules.errors import NoRuleInForce
from samspel.rules.explanation import Settings
from samspel.rules.provisions import Outcome
from samspel.rules.values import SettingValue
from samspel.visits.facts.places import Facts

Key = TypeVar("Key")

_known: ContextVar[Mapping[tuple[int, dt.date], RulesetVersion] | None] = ContextVar(
    "samspel_visits_rules", default=None
)
_ORDER = {Outcome.ALLOWED: 0, Outcome.WARNED: 1, Outcome.STOPPED: 2}


def judged_each(
    act: str, cases: Mapping[Key, tuple[dt.date, Facts]], *, body_id: int
) -> dict[Key, Judgement]:
    """Judge the same act under many facts, each on its day; one statement.

    Raises NoRuleInForce for the first day without a rule set.
    """
    versions = _versions({day for day, _facts in cases.values()}, body_id)
    return {
        key: judge(act, facts, body_id=body_id, on=day, version=versions[day])
        for key, (day, facts) in cases.items()
    }


@contextmanager
def rules_known(body_id: int, days: Iterable[dt.date]) -> Iterator[None]:
    """Ask once which rules apply on the days; inside, to judge on them asks nothing more."""
    found = rulesets_on(body_id, days)
    token = _known.set({(body_id, day): version for day, version in found.items()})
    try:
        yield
    finally:
        _known.reset(token)


def version_on(body_id: int, day: dt.date) -> RulesetVersion:
    """Give the rule set of the day; no statement where it is known. Raises NoRuleInForce."""
    known = (_known.get() or {}).get((body_id, day))
    return known or ruleset_in_force(body_id, on=day)


def _versions(days: Iterable[dt.date], body_id: int) -> dict[dt.date, RulesetVersion]:
    known = _known.get() or {}
    found = {day: known[body_id, day] for day in days if (body_id, day) in known}
    found |= rulesets_on(body_id, set(days) - set(found))
    return {day: found.get(day) or ruleset_in_force(body_id, on=day) for day in days}


def hardest(judgements: Iterable[Judgement]) -> Judgement:
    """Give the judgement that stands most in the way. There must be one."""
    return max(judgements, key=lambda each: _ORDER[each.outcome])


def laid_down(act: str, facts: Facts, *, body_id: int, on: dt.date) -> Settings:
    """Give what the guideline lays down for the act on the day. Raises NoRuleInForce."""
    return settings_for(act, facts, body_id=body_id, on=on, version=version_on(body_id, on))


def rule(
    name: str, *, body_id: int, on: dt.date, facts: Facts | None = None
) -> SettingValue | None:
    """Give one value that the guideline lays down on the day, or None where it is silent.

    Raises NoRuleInForce.
    """
    return laid_down(SETTINGS[name].act, facts or {}, body_id=body_id, on=on).value(name)


def rule_if_any(name: str, *, body_id: int, on: dt.date) -> SettingValue | None:
    """Give one value that the guideline lays down, or None also where there is no rule set.

    Only for what is shown or reminded of; an act without a rule set is refused.
    """
    try:
        return rule(name, body_id=body_id, on=on)
    except NoRuleInForce:
        return None
