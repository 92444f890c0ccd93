"""What a guideline is made of: clauses in words, provisions as data, cases that hold it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _

from .amounts.casebook import AmountCase
from .amounts.model import AmountRules
from .catalogue import Role
from .conditions import Condition
from .dated import Dated, Period
from .decisions import Clause as Clause  # noqa: PLC0414  asked for here by those who read rules
from .decisions import Decision as Decision  # noqa: PLC0414  given on
from .decisions import Source as Source  # noqa: PLC0414  given on
from .facts import Facts
from .values import SettingValue


class Strength(LabelledEnum):
    """How strongly a provision speaks: *ska* stops, *bör* warns."""

    SHALL = "ska", _("ska")
    SHOULD = "bör", _("bör")


class Status(LabelledEnum):
    """Whether a guideline is adopted here, an example from elsewhere, or the law of the land."""

    ADOPTED = "adopted", _("antagna riktlinjer")
    EXAMPLE = "example", _("exempel från en annan kommun")
    STATUTE = "statute", _("lag")


class Outcome(LabelledEnum):
    """What the rules say about an act."""

    ALLOWED = "allowed", _("tillåts")
    WARNED = "warned", _("avråds")
    STOPPED = "stopped", _("stoppas")


@dataclass(frozen=True, slots=True)
class WhoCan:
    """Who can decide otherwise, as a role and in words."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value that a provision lays down, with the decision it rests on."""

    value: SettingValue
    decided: Decision


@dataclass(frozen=True, slots=True)
class Provision:
    """One sentence of a guideline as data.

    It either requires something (a strength, a condition, what to say and what would
    help) or lays down a setting. Both may hold only *when* a condition is met.
    """

    id: str
    title: str
    act: str
    clause: str
    decided: Decision
    period: Period
    when: Condition | None = None
    strength: Strength | None = None
    require: Condition | None = None
    say: str = ""
    instead: str = ""
    who_can: WhoCan | None = None
    setting: str = ""
    values: Dated[SetValue] | None = None
    checked_on: dt.date | None = None
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a case expects: an outcome with what it rests on, settings, or a refusal."""

    outcome: Outcome | None = None
    not_met: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    settings: Mapping[str, object] = field(default_factory=dict)
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One case that a secretary can sign: given this, on this day, the rules say that."""

    it: str
    cites: str
    act: str
    on: dt.date
    given: Facts
    expect: Expectation
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, eq=False)
class Ruleset:
    """One version of one guideline. Immutable: the next version replaces it from its day.

    Two rule sets are equal when their files are, and were read as known on the same day.
    """

    title: str
    area: str
    owner: str
    decision: Decision
    registry_number: str
    period: Period
    status: Status
    source: Source
    checked_on: dt.date
    clauses: tuple[Clause, ...]
    provisions: tuple[Provision, ...]
    cases: tuple[Case, ...]
    files: Mapping[str, str]
    sha256: str
    known_on: dt.date | None = None
    amounts: AmountRules = field(default_factory=AmountRules)
    amount_cases: tuple[AmountCase, ...] = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ruleset):
            return NotImplemented
        return (self.sha256, self.known_on) == (other.sha256, other.known_on)

    def __hash__(self) -> int:
        return hash((self.sha256, self.known_on))

    @property
    def effective_from(self) -> dt.date:
        """The day from which the guideline applies."""
        return self.period.first

    @property
    def effective_to(self) -> dt.date | None:
        """The first day on which it no longer applies, if that is settled."""
        return self.period.end

    @property
    def is_example(self) -> bool:
        """Whether it can be tried but never put in force."""
        return self.status is Status.EXAMPLE

    @cached_property
    def clause_by_id(self) -> Mapping[str, Clause]:
        """The clauses by their ids."""
        return MappingProxyType({clause.id: clause for clause in self.clauses})

    @cached_property
    def provision_by_id(self) -> Mapping[str, Provision]:
        """The provisions by their ids."""
        return MappingProxyType({each.id: each for each in self.provisions})

    def in_force(self, on: dt.date) -> bool:
        """Tell whether the guideline applies on the day."""
        return self.period.holds(on)

    def citation(self, clause: str, decided: Decision) -> str:
        """Give the line under a quoted clause: title, heading, body, day and §."""
        return f"{self.title}, {self.clause_by_id[clause].heading} · {decided}"


def as_known_on(ruleset: Ruleset, day: dt.date) -> Ruleset:
    """Give the rule set as it was known on a day: what was decided later is left out.

    This is the second clock. It answers what the run of March would have known, also
    about days after March.
    """
    kept = (_known(each, day) for each in ruleset.provisions)
    return replace(
        ruleset,
        provisions=tuple(each for each in kept if each is not None),
        amounts=ruleset.amounts.known_on(day),
        known_on=day,
    )


def _known(provision: Provision, day: dt.date) -> Provision | None:
    if provision.decided.day is not None and provision.decided.day > day:
        return None
    if provision.values is None:
        return provision
    values = provision.values.known(day)
    return replace(provision, values=values) if len(values) else None
