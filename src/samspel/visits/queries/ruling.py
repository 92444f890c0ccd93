"""What the rules say, for buttons and pages: judged here, kept by the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import (
    Judgement,
    judge,
    ruleset_in_force,
    settings_for,
)
from samspel.rules.catalogue import SETTINGS
from samspel.rules.errors import NoRuleInForce
from samspel.rules.explanation import Settings
from samspel.rules.provisions import Outcome
from samspel.rules.values import SettingValue
from samspel.visits.facts.places import Facts

Key = TypeVar("Key")

_ORDER = {Outcome.ALLOWED: 0, Outcome.WARNED: 1, Outcome.STOPPED: 2}


def judged_each(
    act: str, cases: Mapping[Key, tuple[dt.date, Facts]], *, body_id: int
) -> dict[Key, Judgement]:
    """Judge the same act under many facts, each on its day; one statement per day.

    Raises NoRuleInForce for the first day without a rule set.
    """
    versions = _versions({day for day, _facts in cases.values()}, body_id)
    return {
        key: judge(act, facts, body_id=body_id, on=day, version=versions[day])
        for key, (day, facts) in cases.items()
    }


def _versions(days: Iterable[dt.date], body_id: int) -> dict[dt.date, RulesetVersion]:
    return {day: ruleset_in_force(body_id, on=day) for day in days}


def hardest(judgements: Iterable[Judgement]) -> Judgement:
    """Give the judgement that stands most in the way. There must be one."""
    return max(judgements, key=lambda each: _ORDER[each.outcome])


def laid_down(act: str, facts: Facts, *, body_id: int, on: dt.date) -> Settings:
    """Give what the guideline lays down for the act on the day. Raises NoRuleInForce."""
    return settings_for(act, facts, body_id=body_id, on=on)


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
