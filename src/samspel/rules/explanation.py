"""Verdicts: what the rules say about an act, and on which clause each word of it rests.

Judging is quick because it only decides. The explanation (what was said, which facts
were seen, which were missing) is worked out when somebody reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _

from .catalogue import FACTS, SETTINGS
from .conditions import (
    Comparison,
    FactRef,
    SettingRef,
    Values,
    comparisons,
    deciders,
    unknown_in,
)
from .errors import FactMissing
from .facts import Facts, facts_to_json
from .provisions import Clause, Decision, Outcome, Provision, Strength, WhoCan
from .sentence import Sentence, sentence
from .values import Described, SettingValue, plain, show


class State(LabelledEnum):
    """How a provision came out."""

    MET = "met", _("uppfyllt")
    NOT_MET = "not_met", _("inte uppfyllt")
    UNKNOWN = "unknown", _("går inte att avgöra")
    NOT_APPLICABLE = "not_applicable", _("gäller inte här")
    SET = "set", _("bestäms")


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact or a setting that a provision looked at, with its value in words."""

    name: str
    label: str
    value: SettingValue | None
    text: str
    decided: bool

    def to_dict(self) -> dict[str, object]:
        """Give it as JSON can hold it."""
        return {
            "name": self.name,
            "label": self.label,
            "value": plain(self.value),
            "text": self.text,
            "decided": self.decided,
        }


def described(name: str) -> Described:
    """Give the fact or setting of the name."""
    return FACTS[name] if name in FACTS else SETTINGS[name]


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a finding rests: the provision, its clause in words, and the decision."""

    provision: Provision
    clause: Clause
    citation: str
    decided: Decision


class Finding(NamedTuple):
    """What one provision said about one act."""

    ground: Ground
    state: State
    facts: Facts
    values: Values

    @property
    def provision(self) -> Provision:
        """The provision that was looked at."""
        return self.ground.provision

    @property
    def clause(self) -> Clause:
        """The clause that it rests on, in the guideline's own words."""
        return self.ground.clause

    @property
    def citation(self) -> str:
        """The line under the quoted clause: title, heading, body, day and §."""
        return self.ground.citation

    @property
    def decided(self) -> Decision:
        """The decision that it rests on; of a dated value, the value's own."""
        return self.ground.decided

    @property
    def id(self) -> str:
        """The provision's id."""
        return self.provision.id

    @property
    def title(self) -> str:
        """The provision's title."""
        return self.provision.title

    @property
    def strength(self) -> Strength | None:
        """*Ska* or *bör*; a setting has neither."""
        return self.provision.strength

    @property
    def who_can(self) -> WhoCan | None:
        """Who may decide otherwise, if the guideline names anyone."""
        return self.provision.who_can

    @property
    def stops(self) -> bool:
        """Whether the act cannot go on: a *ska* that is not met, or cannot be told."""
        return self.strength is Strength.SHALL and self.state in _WANTING

    @property
    def warns(self) -> bool:
        """Whether a reason is asked for: a *bör* that is not met, or cannot be told."""
        return self.strength is Strength.SHOULD and self.state in _WANTING

    @property
    def said(self) -> Sentence:
        """What there is to say. Empty when the provision is met or does not apply."""
        if self.state is State.NOT_MET:
            return sentence("%(said)s", said=self._filled(self.provision.say))
        if self.state is State.UNKNOWN:
            return sentence(
                _(
                    "Det går inte att avgöra om ”%(title)s” är uppfyllt. Uppgift saknas: %(facts)s."
                ),
                title=self.title,
                facts=tuple(sentence(described(name).label) for name in self.missing),
            )
        return sentence("")

    @property
    def say(self) -> str:
        """What there is to say, in Swedish."""
        return str(self.said)

    @property
    def instead(self) -> str:
        """What would make it met. Empty when nothing is wanting."""
        return self._filled(self.provision.instead) if self.state in _WANTING else ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the facts whose absence leaves it undecided."""
        names: dict[str, None] = {}
        if self.state is State.UNKNOWN:
            for condition in (self.provision.when, self.provision.require):
                if condition is not None:
                    names.update(dict.fromkeys(unknown_in(condition, self.facts, self.values)))
        return tuple(names)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """The facts and settings that it looked at, and which of them decided."""
        return tuple(self._looked_at())

    def _looked_at(self) -> Iterator[Seen]:
        decisive = self._decisive()
        for name in _named_in(self.provision):
            value = self.facts.get(name) if name in FACTS else self.values.get(name)
            about = described(name)
            yield Seen(name, about.label, value, show(value, about), name in decisive)

    def _decisive(self) -> frozenset[str]:
        wants = self.provision.when if self.state is State.NOT_APPLICABLE else None
        condition = wants or self.provision.require or self.provision.when
        if condition is None:
            return frozenset()
        found = deciders(condition, self.facts, self.values)
        return frozenset(name for each in found for name in _names(each))

    def _filled(self, text: str) -> str:
        return text % _Shown(self.facts, self.values)

    def to_dict(self) -> dict[str, object]:
        """Give it as JSON can hold it, explained in full."""
        return {
            "id": self.id,
            "title": self.title,
            "strength": self.strength.value if self.strength else None,
            "state": self.state.value,
            "say": self.say,
            "instead": self.instead,
            "who_can": self.who_can
            and {"role": self.who_can.role.value, "text": self.who_can.text},
            "clause": {
                "id": self.clause.id,
                "heading": self.clause.heading,
                "text": self.clause.text,
            },
            "citation": self.citation,
            "seen": [each.to_dict() for each in self.seen],
            "missing": list(self.missing),
        }


_WANTING = frozenset({State.NOT_MET, State.UNKNOWN})


class _Shown(dict[str, str]):
    """Fills a place in a text with a fact or a setting, in words."""

    def __init__(self, facts: Facts, values: Values) -> None:
        super().__init__()
        self.facts = facts
        self.values_ = values

    def __missing__(self, name: str) -> str:
        value = self.facts.get(name) if name in FACTS else self.values_.get(name)
        return show(value, described(name))


def _names(comparison: Comparison) -> tuple[str, ...]:
    others = tuple(
        each.name for each in comparison.operands if isinstance(each, (FactRef, SettingRef))
    )
    return (comparison.fact, *others)


def _named_in(provision: Provision) -> tuple[str, ...]:
    from_conditions = (
        name
        for condition in (provision.when, provision.require)
        if condition is not None
        for each in comparisons(condition)
        for name in _names(each)
    )
    return tuple(dict.fromkeys(from_conditions))


class Setting(NamedTuple):
    """A value that the guideline lays down, and the finding that says on what it rests."""

    value: SettingValue
    finding: Finding


class Settings(Mapping[str, Setting]):
    """What a guideline lays down for an act on a day.

    A name that the guideline is silent about is not there. A name that depends on a
    fact not known refuses with ``FactMissing`` instead of guessing.
    """

    __slots__ = ("_known", "_undecided")

    def __init__(self, known: Mapping[str, Setting], undecided: Mapping[str, Finding]) -> None:
        self._known = known
        self._undecided = undecided

    def __getitem__(self, name: str) -> Setting:
        if name not in self._known and name in self._undecided:
            missing = self._undecided[name].missing
            raise FactMissing(SETTINGS[name].label, (described(each).label for each in missing))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @property
    def undecided(self) -> Mapping[str, Finding]:
        """The settings that depend on a fact not known, with the finding that says so."""
        return self._undecided

    def value(self, name: str) -> SettingValue | None:
        """Give the value, or ``None`` when the guideline is silent."""
        setting = self.get(name)
        return None if setting is None else setting.value

    def to_dict(self) -> dict[str, object]:
        """Give the values and what they rest on, as JSON can hold them."""
        return {
            name: {"value": plain(each.value), "citation": each.finding.citation}
            for name, each in self._known.items()
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say about one act: the same for the button, the guard and the log."""

    act: str
    on: dt.date
    outcome: Outcome
    findings: tuple[Finding, ...]
    facts: Facts
    ruleset: str

    @property
    def is_allowed(self) -> bool:
        """Whether nothing is wanting."""
        return self.outcome is Outcome.ALLOWED

    @property
    def is_stopped(self) -> bool:
        """Whether the act cannot go on."""
        return self.outcome is Outcome.STOPPED

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """The findings that stop the act."""
        return tuple(each for each in self.findings if each.stops)

    @property
    def warning(self) -> tuple[Finding, ...]:
        """The findings that ask for a reason."""
        return tuple(each for each in self.findings if each.warns)

    def finding(self, id_: str) -> Finding:
        """Give what the named provision said. Refuses one that was not looked at."""
        for each in self.findings:
            if each.id == id_:
                return each
        raise KeyError(id_)

    def to_dict(self) -> dict[str, object]:
        """Give the verdict as JSON can hold it, explained in full."""
        return {
            "act": self.act,
            "on": self.on.isoformat(),
            "outcome": self.outcome.value,
            "ruleset": self.ruleset,
            "facts": facts_to_json(self.facts),
            "findings": [each.to_dict() for each in self.findings],
        }
