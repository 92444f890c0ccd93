"""Judging: a rule set compiled once to plain closures, then asked about acts.

For each act the days on which anything changes part time into spans. A span holds the
closures of the provisions that count in it, so judging is a look-up by day and a walk
over a few closures. A span is made when it is first asked for.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from .catalogue import AREAS, SETTINGS
from .conditions import Check, Judged, Values, compiled
from .errors import NoRuleInForce
from .explanation import Finding, Ground, Setting, Settings, State, Verdict
from .facts import Facts, act_named, check_facts
from .provisions import Decision, Outcome, Provision, Ruleset, SetValue, Strength
from .schema.checks import settings_used
from .values import SettingValue

# Bound once, because looking a member up on its enum costs more than judging a condition.
_MET, _NOT_MET = State.MET, State.NOT_MET
_UNKNOWN, _NOT_APPLICABLE = State.UNKNOWN, State.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class _Rule:
    """A provision that counts in a span, with its conditions compiled."""

    ground: Ground
    name: str
    is_shall: bool
    when: Check | None
    require: Check | None
    value: SettingValue | None

    def applies(self, facts: Facts) -> Judged:
        """Tell whether the setting is laid down here."""
        return True if self.when is None else self.when(facts, _NO_VALUES)

    def state(self, facts: Facts, values: Values) -> State:
        """Judge what is required. A duty that is met is met, whether or not it applies."""
        applies = True if self.when is None else self.when(facts, values)
        if applies is False:
            return _NOT_APPLICABLE
        met = self.require(facts, values) if self.require else None
        if met:
            return _MET
        return _UNKNOWN if applies is None or met is None else _NOT_MET


@dataclass(frozen=True, slots=True)
class _Span:
    """What counts for one act from one day until the next change."""

    rules: tuple[_Rule, ...]
    settings: tuple[_Rule, ...]
    constants: Mapping[str, SettingValue]
    conditional: tuple[_Rule, ...]

    def values(self, facts: Facts) -> Values:
        """Give the settings that the rules of this act compare with."""
        if not self.conditional:
            return self.constants
        found: dict[str, SettingValue | None] = dict(self.constants)
        for rule in self.conditional:
            if rule.applies(facts):
                found[rule.name] = rule.value
        return found


_NO_VALUES: Values = MappingProxyType({})


class Compiled:
    """A rule set ready to judge. Never changes what it says; safe to share between threads."""

    __slots__ = ("_days", "_spans", "ruleset")

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self._days = _change_days(ruleset)
        self._spans: dict[tuple[str, int], _Span] = {}

    def judge(self, act: str, facts: Facts, on: dt.date) -> Verdict:
        """Judge an act by its facts, under what applied on the day of the event.

        Gives a verdict with a finding per provision looked at. Raises
        ``NoRuleInForce`` for a day on which the guideline does not apply, and
        ``FactMistake`` for facts that the act does not offer.
        """
        span = self._span(act, on)
        check_facts(act, facts)
        kept = dict(facts)
        values = span.values(kept)
        outcome = Outcome.ALLOWED
        findings = []
        for rule in span.rules:
            state = rule.state(kept, values)
            findings.append(Finding(rule.ground, state, kept, values))
            if state is _NOT_MET or state is _UNKNOWN:
                outcome = _worse(outcome, rule)
        return Verdict(act, on, outcome, tuple(findings), kept, self.ruleset.sha256)

    def settings(self, act: str, facts: Facts, on: dt.date) -> Settings:
        """Give what the guideline lays down for the act on the day.

        Raises as ``judge`` does. See ``Settings`` about silence and missing facts.
        """
        span = self._span(act, on)
        check_facts(act, facts)
        kept = dict(facts)
        known: dict[str, Setting] = {}
        undecided: dict[str, Finding] = {}
        for rule in span.settings:
            applies = rule.applies(kept)
            if applies and rule.value is not None:
                finding = Finding(rule.ground, State.SET, kept, _NO_VALUES)
                known[rule.name] = Setting(rule.value, finding)
            elif applies is None:
                undecided[rule.name] = Finding(rule.ground, _UNKNOWN, kept, _NO_VALUES)
        return Settings(known, undecided)

    def provisions(self, act: str, on: dt.date) -> tuple[Provision, ...]:
        """Give the provisions of the act that count on the day, settings included."""
        span = self._span(act, on)
        return tuple(rule.ground.provision for rule in (*span.rules, *span.settings))

    def _span(self, act: str, on: dt.date) -> _Span:
        act_named(act)
        if not self.ruleset.in_force(on):
            raise NoRuleInForce(AREAS[self.ruleset.area], on)
        place = bisect_right(self._days, on) - 1
        span = self._spans.get((act, place))
        if span is None:  # two threads may both make it; either is as good
            span = self._spans[act, place] = _span(self.ruleset, act, self._days[place])
        return span


@lru_cache(maxsize=128)
def compile_ruleset(ruleset: Ruleset) -> Compiled:
    """Compile a rule set, once per version: the cache goes by its hash."""
    return Compiled(ruleset)


def _worse(outcome: Outcome, rule: _Rule) -> Outcome:
    """Give the outcome when the rule is not met or cannot be told."""
    return Outcome.STOPPED if rule.is_shall or outcome is Outcome.STOPPED else Outcome.WARNED


def _change_days(ruleset: Ruleset) -> list[dt.date]:
    """Give the days on which what counts changes, from the guideline's first."""
    days = {ruleset.effective_from}
    for provision in ruleset.provisions:
        days.add(provision.period.first)
        days.update({provision.period.end} if provision.period.end else ())
        days.update(each.takes_effect for each in provision.values or ())
    return sorted(day for day in days if day >= ruleset.effective_from)


def _span(ruleset: Ruleset, act: str, day: dt.date) -> _Span:
    counting = [each for each in ruleset.provisions if each.period.holds(day)]
    required = [each for each in counting if each.act == act and each.require is not None]
    needed = {name for each in required for name in settings_used(each)}
    given = [rule for each in counting if (rule := _setting(ruleset, each, day)) is not None]
    constants = {
        rule.name: rule.value
        for rule in given
        if rule.name in needed and rule.when is None and rule.value is not None
    }
    return _Span(
        rules=tuple(_requirement(ruleset, each, constants) for each in required),
        settings=tuple(rule for rule in given if SETTINGS[rule.name].act == act),
        constants=MappingProxyType(constants),
        conditional=tuple(
            rule for rule in given if rule.name in needed and rule.when is not None
        ),
    )


def _requirement(ruleset: Ruleset, provision: Provision, constants: Values) -> _Rule:
    return _Rule(
        _ground(ruleset, provision, provision.decided),
        provision.id,
        provision.strength is Strength.SHALL,
        None if provision.when is None else compiled(provision.when, constants),
        None if provision.require is None else compiled(provision.require, constants),
        None,
    )


def _setting(ruleset: Ruleset, provision: Provision, day: dt.date) -> _Rule | None:
    version = provision.values.on(day) if provision.values is not None else None
    if version is None:
        return None
    laid: SetValue = version.value
    when = None if provision.when is None else compiled(provision.when)
    ground = _ground(ruleset, provision, laid.decided)
    return _Rule(ground, provision.setting, False, when, None, laid.value)


def _ground(ruleset: Ruleset, provision: Provision, decided: Decision) -> Ground:
    return Ground(
        provision,
        ruleset.clause_by_id[provision.clause],
        ruleset.citation(provision.clause, decided),
        decided,
    )
