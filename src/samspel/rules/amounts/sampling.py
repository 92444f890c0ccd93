"""A sample year: made-up duties of one body, to see what a rule set would cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .choices import CostKind, DutyKind, Income, Pays, Presence, Role
from .correcting import try_amounts
from .duties import NOTHING, Cost, Duty, Loss
from .model import AmountRules
from .rates import Rules

_HOUR = 60
_HOURLY = Decimal(230)
_ROLES = (Role.CHAIR, Role.VICE_CHAIR)


@dataclass(frozen=True, slots=True)
class SampleYear:
    """How big the body is, how often it meets, and for how long."""

    year: int
    members: int = 11
    substitutes: int = 5
    meetings: int = 11
    minutes: int = 180


def sample_duties(sample: SampleYear, offices: Iterable[str] = ()) -> list[list[Duty]]:
    """Give the year's duties, one list per person; each of the offices has a person of its own.

    Every third loses earnings, every second drives, one substitute in two is present
    without serving, and everybody makes two visits and takes a course. The same sample
    gives the same duties every time.
    """
    persons = [_person(sample, number) for number in range(sample.members + sample.substitutes)]
    first, end = dt.date(sample.year, 1, 1), dt.date(sample.year + 1, 1, 1)
    fixed = [
        [Duty(f"fast-{office}", first, DutyKind.OFFICE, office=office, until=end)]
        for office in sorted(offices)
    ]
    return [*persons, *fixed]


def offices_in(*rules: AmountRules) -> set[str]:
    """Give the offices with a fixed fee in any of the rule sets."""
    return {
        office
        for each in rules
        for payment in each.payments
        if payment.pays is Pays.ANNUAL_FEE
        for office in payment.scope.offices
    }


def _person(sample: SampleYear, number: int) -> list[Duty]:
    is_substitute = number >= sample.members
    role = Role.SUBSTITUTE if is_substitute else Role.MEMBER
    if number < len(_ROLES):
        role = _ROLES[number]
    presence = Presence.PRESENT if is_substitute and number % 2 else Presence.SERVING
    meetings = [
        Duty(
            f"{number}-{place}",
            _day(sample, place),
            DutyKind.COMMITTEE_MEETING,
            role,
            presence,
            minutes=sample.minutes,
            starts=13 * _HOUR,
            km=Decimal(24) if number % 2 else NOTHING,
            loss=_loss(sample) if not number % 3 else None,
            costs=(Cost(CostKind.CHILD_CARE, Decimal(300)),) if number == 4 else (),
        )
        for place in range(sample.meetings)
    ]
    return [*meetings, *_others(sample, number, role)]


def _others(sample: SampleYear, number: int, role: Role) -> list[Duty]:
    spring, autumn = dt.date(sample.year, 4, 15), dt.date(sample.year, 10, 15)
    visits = [
        Duty(f"{number}-besok-{day}", day, DutyKind.VISIT, role, minutes=2 * _HOUR)
        for day in (spring, autumn)
    ]
    course = Duty(
        f"{number}-kurs", dt.date(sample.year, 9, 10), DutyKind.COURSE, role, minutes=6 * _HOUR
    )
    return [*visits, course]


def _loss(sample: SampleYear) -> Loss:
    return Loss(
        sample.minutes + _HOUR,
        Income.EMPLOYED,
        hourly=_HOURLY,
        proved_until=dt.date(sample.year, 12, 31),
    )


def _day(sample: SampleYear, place: int) -> dt.date:
    """Spread the meetings evenly over the year."""
    return dt.date(sample.year, 1, 8) + dt.timedelta(
        days=350 * place // max(sample.meetings, 1)
    )


@dataclass(frozen=True, slots=True)
class Costed:
    """What the sample costs by a rule: before, and after."""

    rule: str
    title: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """How much more, or less."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class CostedYear:
    """What a whole sample costs under one rule set and another."""

    rows: tuple[Costed, ...]
    refused: tuple[str, ...]

    @property
    def before(self) -> Decimal:
        """What it costs now."""
        return sum((row.before for row in self.rows), NOTHING)

    @property
    def after(self) -> Decimal:
        """What it would cost."""
        return sum((row.after for row in self.rows), NOTHING)


def costed(old: Rules, new: Rules, persons: Iterable[list[Duty]]) -> CostedYear:
    """Settle the same duties under two rule sets and add up, payment by payment.

    What could not be reckoned is told once each and left out of the sums.
    """
    titles: dict[str, str] = {}
    sums: dict[str, list[Decimal]] = {}
    refused: dict[str, None] = {}
    for duties in persons:
        trial = try_amounts(old, new, duties)
        for side, settlement in enumerate((trial.before, trial.after)):
            refused |= dict.fromkeys(why.message for _duty, why in settlement.refused)
            for line in settlement.lines:
                titles[line.rule.id] = line.rule.title
                sums.setdefault(line.rule.id, [NOTHING, NOTHING])[side] += line.amount
    rows = tuple(Costed(id_, title, *sums[id_]) for id_, title in titles.items())
    return CostedYear(rows, tuple(refused))
