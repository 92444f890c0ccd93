"""What a guideline lays down for a visit, read with one statement, and its clause to quote."""

from __future__ import annotations

from dataclasses import dataclass

from samspel.foundation.dates import local_day
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_in_force, settings_for, shown_finding
from samspel.rules.errors import FactMissing, NoRuleInForce
from samspel.rules.explanation import Settings
from samspel.rules.values import Item, Section, SettingValue
from samspel.visits.facts import ground_of
from samspel.visits.models import Visit


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause in the guideline's words, with where it stands."""

    text: str
    heading: str
    citation: str
    url: str


class LaidDown:
    """What the guideline of a visit's day lays down for one act.

    Most is the same whatever the visit; only a setting that asks about the visit makes
    the facts about it be read.
    """

    def __init__(self, visit: Visit, act: str) -> None:
        """Read the guideline in force on the visit's day; without one all is empty."""
        self._visit, self._act = visit, act
        start = visit.held_from or visit.starts_at or visit.created_at
        self._on = local_day(start)
        self._version: RulesetVersion | None
        self._settings: Settings | None
        try:
            self._version = ruleset_in_force(visit.body_id, on=self._on)
        except NoRuleInForce:
            self._version = self._settings = None
            return
        self._settings = settings_for(
            act, {}, body_id=visit.body_id, on=self._on, version=self._version
        )

    @property
    def is_silent(self) -> bool:
        """Whether no guideline was in force."""
        return self._settings is None

    def value(self, name: str) -> SettingValue | None:
        """Give one value, or None where the guideline is silent."""
        if self._settings is None:
            return None
        try:
            return self._settings.value(name)
        except FactMissing:
            self._settings = settings_for(
                self._act,
                ground_of(self._visit).shared,
                body_id=self._visit.body_id,
                on=self._on,
                version=self._version,
            )
            return self._settings.value(name)

    def items(self, name: str) -> list[Item]:
        """Give the points of a list; none where the guideline is silent."""
        value = self.value(name)
        points = value if isinstance(value, tuple) else ()
        return [each for each in points if isinstance(each, Item)]

    def sections(self, name: str) -> list[Section]:
        """Give the sections of a page; none where the guideline is silent."""
        value = self.value(name)
        parts = value if isinstance(value, tuple) else ()
        return [each for each in parts if isinstance(each, Section)]

    def clause(self, name: str) -> Quoted | None:
        """Give the clause that a value rests on."""
        if self.value(name) is None or self._settings is None or self._version is None:
            return None
        shown = shown_finding(self._version, self._settings[name].finding)
        return Quoted(
            str(shown["clause_text"]),
            str(shown["clause_heading"]),
            str(shown["citation"]),
            str(shown["url"]),
        )
