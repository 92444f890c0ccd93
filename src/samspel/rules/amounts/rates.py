"""Rates: a remuneration rule set compiled once, and asked for any day.

``Rates`` is one version; ``Timeline`` is several that replace one another. Both give the
span that a day belongs to, or refuse a day on which nothing is in force.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Protocol, TypeVar

from samspel.rules.catalogue import AREAS
from samspel.rules.errors import NoRuleInForce
from samspel.rules.provisions import Ruleset

from .figures import Figures, shipped_figures
from .looking_up import Values
from .model import AmountRules, Article, Deadline, Exclusion, Laid, Payment, Value
from .rounding import TO_ORE, Rounding
from .spans import Chain, DayLook, ReadyCap, ReadyExclusion, Span, ready_cap
from .units import Unit

A = TypeVar("A", bound=Article)

REMUNERATION = "remuneration"
NOT_VERIFIED = ", inte kontrollerat mot källan"


class Rules(Protocol):
    """What ``settle`` needs: the span of a day, and the days on which anything changes."""

    def on(self, day: dt.date) -> Rates:
        """Give the version that applies on the day. Refuses with NoRuleInForce without one."""

    def span(self, day: dt.date) -> Span:
        """Give what counts on the day. Refuses with NoRuleInForce a day without rules."""

    def changes(self, first: dt.date, end: dt.date) -> list[dt.date]:
        """Give the days between the two (after the first) on which anything changes."""


class Rates:
    """One version of a rule set, ready to reckon with."""

    def __init__(self, ruleset: Ruleset, figures: Figures) -> None:
        self.ruleset = ruleset
        self.rules: AmountRules = ruleset.amounts
        self.figures = figures
        self.sha256 = sha256(f"{ruleset.sha256}:{figures.sha256}".encode()).hexdigest()
        self.values = Values(self.rules.values, figures.values, self._cites_value)
        self._days = self._change_days()
        self._spans: dict[int, Span] = {}
        self._by_day: dict[dt.date, Span] = {}

    @property
    def area(self) -> str:
        """What the rule set is about, in words."""
        return AREAS[self.ruleset.area]

    def on(self, day: dt.date) -> Rates:
        """Give itself for a day on which it applies. Raises ``NoRuleInForce`` otherwise."""
        if not self.ruleset.in_force(day):
            raise NoRuleInForce(self.area, day)
        return self

    def span(self, day: dt.date) -> Span:
        """Give what counts on the day. Raises ``NoRuleInForce`` for a day without rules."""
        span = self._by_day.get(day)
        if span is None:
            self.on(day)
            place = bisect_right(self._days, day) - 1
            span = self._spans.get(place)
            if span is None:
                span = self._spans[place] = self._made(self._days[place])
            self._by_day[day] = span
        return span

    def changes(self, first: dt.date, end: dt.date) -> list[dt.date]:
        """Give the days between the two (after the first) on which anything changes."""
        ends = () if self.ruleset.effective_to is None else (self.ruleset.effective_to,)
        return [day for day in (*self._days, *ends) if first < day < end]

    def cites(self, rule: Article) -> str:
        """Give what a rule rests on: the clause's heading and the decision."""
        return self._cites(rule.clause, rule.decided)

    def _cites_value(self, value: Value, laid: Laid) -> str:
        if value.source is not None:
            source = laid.source or value.source.name
            return source if value.is_verified else f"{source}{NOT_VERIFIED}"
        return self._cites(value.clause, laid.decided)

    def _cites(self, clause: str, decided: object) -> str:
        found = self.ruleset.clause_by_id.get(clause)
        parts = ("" if found is None else found.heading, str(decided or ""))
        return ", ".join(part for part in parts if part)

    def _change_days(self) -> list[dt.date]:
        days = {self.ruleset.effective_from} | self.values.changes(self.values.by_id)
        for rule in self.rules.articles():
            days |= {rule.period.first}
            days |= {rule.period.end} if rule.period.end else set()
        return sorted(day for day in days if self.ruleset.in_force(day))

    def _made(self, day: dt.date) -> Span:
        """Make the span that begins on the day. What can't be looked up refuses when used."""
        rules, refusals = self.rules, dict[str, NoRuleInForce]()
        exclusions: list[ReadyExclusion] = []
        caps: list[ReadyCap] = []
        for exclusion in _holding(rules.exclusions, day):
            try:
                exclusions.append(self._exclusion(exclusion, day))
            except NoRuleInForce as refusal:
                refusals |= dict.fromkeys(exclusion.payments, refusal)
        for place, cap in enumerate(rules.caps):
            if cap.period.holds(day):
                try:
                    caps.append(ready_cap(cap, place, self._look(day), self.cites(cap)))
                except NoRuleInForce as refusal:
                    refusals |= dict.fromkeys(cap.payments, refusal)
        chains = [
            self._chain(payment, day, exclusions, refusals.get(payment.id))
            for payment in _holding(rules.payments, day)
        ]
        totals = tuple(_holding(rules.totals, day))
        return Span(chains, _by_payment(caps), self._deadlines(day), totals)

    def _look(self, day: dt.date, rounding: Rounding = TO_ORE) -> DayLook:
        return DayLook(self.values, day, rounding)

    def _chain(
        self,
        payment: Payment,
        day: dt.date,
        exclusions: list[ReadyExclusion],
        refusal: NoRuleInForce | None,
    ) -> Chain:
        acting = tuple(each for each in exclusions if payment.id in each.rule.payments)
        look = self._look(day, payment.rounding)
        return Chain(payment, look, acting, refusal, self.cites(payment))

    def _exclusion(self, rule: Exclusion, day: dt.date) -> ReadyExclusion:
        from_ = rule.when.occupancy
        border = None if from_ is None else self._look(day).up(from_, Unit.PERCENT).amount
        return ReadyExclusion(rule, border, self.cites(rule))

    def _deadlines(self, day: dt.date) -> Mapping[str, tuple[Deadline, ...]]:
        found: dict[str, tuple[Deadline, ...]] = {}
        for rule in _holding(self.rules.deadlines, day):
            for payment in rule.payments:
                found[payment] = (*found.get(payment, ()), rule)
        return found


def _holding(rules: tuple[A, ...], day: dt.date) -> list[A]:
    return [each for each in rules if each.period.holds(day)]


def _by_payment(caps: Iterable[ReadyCap]) -> Mapping[str, tuple[ReadyCap, ...]]:
    found: dict[str, tuple[ReadyCap, ...]] = {}
    for cap in caps:
        for payment in cap.rule.payments:
            found[payment] = (*found.get(payment, ()), cap)
    return found


class Timeline:
    """Several versions, each replacing the one before from the day it takes effect."""

    def __init__(self, versions: Iterable[Rates]) -> None:
        self.versions = sorted(versions, key=lambda each: each.ruleset.effective_from)

    def __iter__(self) -> Iterator[Rates]:
        return iter(self.versions)

    def on(self, day: dt.date) -> Rates:
        """Give the version that applies on the day. Raises ``NoRuleInForce`` without one."""
        for rates in reversed(self.versions):
            if rates.ruleset.in_force(day):
                return rates
        raise NoRuleInForce(AREAS[REMUNERATION], day)

    def span(self, day: dt.date) -> Span:
        """Give what counts on the day. Raises ``NoRuleInForce`` for a day without rules."""
        return self.on(day).span(day)

    def changes(self, first: dt.date, end: dt.date) -> list[dt.date]:
        """Give the days between the two (after the first) on which anything changes."""
        days = {day for rates in self.versions for day in rates.changes(first, end)}
        days |= {rates.ruleset.effective_from for rates in self.versions}
        return sorted(day for day in days if first < day < end)


@lru_cache(maxsize=64)
def _compiled(ruleset: Ruleset, figures_sha: str) -> Rates:
    return Rates(ruleset, _FIGURES[figures_sha])


_FIGURES: dict[str, Figures] = {}


def compile_amounts(ruleset: Ruleset, figures: Figures | None = None) -> Rates:
    """Compile a rule set, once per version and set of national figures (the shipped ones)."""
    chosen = shipped_figures() if figures is None else figures
    _FIGURES[chosen.sha256] = chosen
    return _compiled(ruleset, chosen.sha256)
