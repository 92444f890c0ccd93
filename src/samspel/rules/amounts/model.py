"""What a remuneration rule set is made of: values, payments, caps, exclusions, dates, persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.dated import Dated, Period
from samspel.rules.decisions import Decision, Source

from .blocks import Block
from .choices import (
    At,
    Certifier,
    DutyKind,
    From,
    GivesWay,
    Income,
    Measure,
    Need,
    Pays,
    Presence,
    Role,
    Tax,
    Window,
)
from .duties import Duty
from .looking import Quantity, Ref
from .rounding import TO_ORE, Rounding
from .units import Unit

A = TypeVar("A", bound="Article")


class IndexDay(LabelledEnum):
    """On which day an index is read."""

    EVENT = "event", _("dagen för uppdraget")
    YEAR = "year", _("den 1 januari samma år")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of another value, in percent, read on the day that the rule set names."""

    percent: Decimal
    of: str
    index_on: IndexDay | dt.date = IndexDay.EVENT


@dataclass(frozen=True, slots=True)
class Laid:
    """What a value is from a day: a number or a share, rounded or not, and by what decision.

    ``figure`` is ``None`` together with no share: from that day the value is not known.
    """

    figure: Decimal | None
    decided: Decision | None
    share: Share | None = None
    rounding: Rounding | None = None
    source: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is anything to reckon with."""
        return self.figure is not None or self.share is not None


@dataclass(frozen=True, slots=True)
class Value:
    """One dated value with its unit: an amount, a share, a number of hours or kilometres."""

    id: str
    title: str
    unit: Unit
    clause: str
    versions: Dated[Laid]
    checked_on: dt.date | None = None
    source: Source | None = None
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    is_verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What every rule has: a name, a clause, a decision and the days between which it holds."""

    id: str
    title: str
    clause: str
    decided: Decision
    period: Period
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is paid for. An empty set means that it does not matter."""

    kinds: frozenset[DutyKind] = frozenset()
    roles: frozenset[Role] = frozenset()
    presence: frozenset[Presence] = frozenset()
    bodies: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    incomes: frozenset[Income] = frozenset()
    needs: frozenset[Need] = frozenset()

    def holds(self, duty: Duty) -> bool:
        """Tell whether the duty is one of those paid for."""
        return (
            (not self.kinds or duty.kind in self.kinds)
            and (not self.roles or duty.role in self.roles)
            and (not self.presence or duty.presence in self.presence)
            and (not self.bodies or duty.body in self.bodies)
            and (not self.offices or duty.office in self.offices)
            and (
                not self.incomes or (duty.loss is not None and duty.loss.income in self.incomes)
            )
            and (duty.is_minuted or Need.MINUTED not in self.needs)
            and (duty.is_approved or Need.APPROVED not in self.needs)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Article):
    """Something that is paid, and the chain of blocks by which it is reckoned."""

    pays: Pays
    scope: Scope
    blocks: tuple[Block, ...]
    rounding: Rounding = TO_ORE
    tax: Tax = Tax.TAXABLE
    pay_type: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """For whom an exclusion holds: from a share of full time, or in some roles or offices."""

    occupancy: Quantity | None = None
    side: From = From.AT_LEAST
    roles: frozenset[Role] = frozenset()
    offices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion(Article):
    """Payments that some do not get, and the kinds of duty for which they still do."""

    payments: frozenset[str]
    when: When
    yields_to: frozenset[DutyKind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap(Article):
    """The most that is paid over an occasion, a day, a month or a year."""

    payments: frozenset[str]
    per: Window
    measure: Measure
    at_most: Quantity | None = None
    of: Ref | None = None
    gives_way: GivesWay = GivesWay.LAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Article):
    """A rounding of a day's or a month's sum, as a line of its own."""

    at: At
    rounding: Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Article):
    """How long after the duty a claim may be handed in."""

    payments: frozenset[str]
    months: int
    incomes: frozenset[Income] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout(Article):
    """What is handed in by a day of the month is paid on another."""

    submit_by: int
    paid_on: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certifying(Article):
    """Who certifies, in turn, the claims of those in some roles; of all, without roles."""

    of: frozenset[Role]
    steps: tuple[Certifier, ...]


@dataclass(frozen=True)
class AmountRules:
    """Everything that a remuneration rule set lays down. Empty in other guidelines."""

    values: tuple[Value, ...] = ()
    payments: tuple[Payment, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    caps: tuple[Cap, ...] = ()
    totals: tuple[Total, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    payouts: tuple[Payout, ...] = ()
    certifying: tuple[Certifying, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values or any(True for _each in self.articles()))

    def articles(self) -> Iterator[Article]:
        """Give every rule, the payments first."""
        yield from self.payments
        yield from self.exclusions
        yield from self.caps
        yield from self.totals
        yield from self.deadlines
        yield from self.payouts
        yield from self.certifying

    def known_on(self, day: dt.date) -> AmountRules:
        """Give the rules as they were known on a day: what was decided later is left out."""
        values = [replace(each, versions=each.versions.known(day)) for each in self.values]
        return AmountRules(
            tuple(each for each in values if len(each.versions)),
            _decided(self.payments, day),
            _decided(self.exclusions, day),
            _decided(self.caps, day),
            _decided(self.totals, day),
            _decided(self.deadlines, day),
            _decided(self.payouts, day),
            _decided(self.certifying, day),
        )

    @cached_property
    def value_by_id(self) -> Mapping[str, Value]:
        """The values by their ids."""
        return MappingProxyType({each.id: each for each in self.values})

    @cached_property
    def article_by_id(self) -> Mapping[str, Article]:
        """The rules by their ids."""
        return MappingProxyType({each.id: each for each in self.articles()})


def _decided(rules: tuple[A, ...], day: dt.date) -> tuple[A, ...]:
    return tuple(each for each in rules if each.decided.day is None or each.decided.day <= day)
