"""Coverage: which operations have contact politicians on a day, which have none, what ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from samspel.kit.prepared import Ask, Prepared
from samspel.people.models import Body, Person
from samspel.people.queries import public_name
from samspel.rules.errors import NoRuleInForce
from samspel.rules.values import SettingValue
from samspel.visits.queries.ruling import laid_down

# One row per operation of the body and person who stands appointed there on the day; an
# operation without anybody has one row with nobody in it.
_ASK_COVERAGE = Prepared(
    "visits_coverage",
    """
SELECT o.id, o.uuid, o.name, o.key, d.key, d.body_id, a.uuid, a.group_name, a.valid_from,
       LEAST(a.valid_to, m.left_on), u.name, p.id, p.given_name, p.family_name,
       p.is_protected, COALESCE(y.abbreviation, ''), COALESCE(y.name, ''),
       EXISTS (SELECT 1 FROM visits_appointmentflag f
                WHERE f.appointment_id = a.id AND f.person_id = p.id
                  AND f.resolved_at IS NULL)
  FROM people_operation o
  JOIN people_department d ON d.id = o.department_id
  LEFT JOIN (visits_appointmentscope s
       JOIN visits_appointment a ON a.id = s.appointment_id
        AND a.valid_from <= %(on)s AND (a.valid_to IS NULL OR a.valid_to > %(on)s)
       JOIN visits_appointmentmember m ON m.appointment_id = a.id
        AND (m.left_on IS NULL OR m.left_on > %(on)s)
       JOIN people_person p ON p.id = m.person_id
       LEFT JOIN people_mandate pm ON pm.person_id = p.id AND pm.body_id = a.body_id
        AND pm.valid_from <= %(on)s AND (pm.valid_to IS NULL OR pm.valid_to > %(on)s)
       LEFT JOIN people_party y ON y.id = pm.party_id
       LEFT JOIN people_unit u ON u.id = s.unit_id)
       ON s.operation_id = o.id AND a.body_id = d.body_id
 WHERE d.body_id = ANY(%(bodies)s)
   AND o.valid_from <= %(on)s AND (o.valid_to IS NULL OR o.valid_to > %(on)s)
 ORDER BY o.sort_key, o.id, p.sort_key NULLS LAST, a.id, u.sort_key
""",
    gives="bigint uuid text text text bigint uuid text date date text bigint text text "
    "boolean text text boolean",
    bodies="bigint[]",
    on="date",
)


@dataclass(frozen=True, slots=True)
class Holder:
    """One contact politician of an operation: who, for which party, until when."""

    person_id: int
    name: str
    public_name: str
    party: str
    party_name: str
    appointment: UUID
    group_name: str
    units: tuple[str, ...]
    valid_from: dt.date
    valid_to: dt.date | None
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An operation, its contact politicians on the day, and whether they are enough."""

    operation_id: int
    operation_uuid: UUID
    operation: str
    holders: tuple[Holder, ...]
    at_least: int
    body_id: int
    is_covered_by_rules: bool = True

    @property
    def is_missing(self) -> bool:
        """Whether the rules ask for more than there are."""
        return self.is_covered_by_rules and len(self.persons) < self.at_least

    @property
    def persons(self) -> frozenset[int]:
        """The persons, each once."""
        return frozenset(each.person_id for each in self.holders)


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends: whose appointment for what, and on which day it no longer holds."""

    operation: str
    name: str
    appointment: UUID
    ends_on: dt.date
    leaves_nobody: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """A body's operations on a day: who has them, which are without, and what ends when."""

    body_id: int
    on: dt.date
    rows: tuple[CoverageRow, ...]
    endings: tuple[Ending, ...]

    @property
    def missing(self) -> tuple[CoverageRow, ...]:
        """The operations that lack somebody."""
        return tuple(row for row in self.rows if row.is_missing)


@dataclass(slots=True)
class _Gathered:
    uuid: UUID
    name: str
    key: str
    department: str
    body_id: int
    holders: dict[tuple[int, UUID], Holder] = field(default_factory=dict)


def coverage(
    body: Body, on: dt.date, *, horizon: dt.timedelta = dt.timedelta(days=366)
) -> Coverage:
    """Give the body's coverage on the day, with what ends within the horizon.

    Which operations must have how many is what the guideline of the day lays down; where
    it is silent, every operation of the body is listed and none is said to lack anybody.
    Two statements.
    """
    gathered = _gather([body.pk], on)
    at_least, named, department = _laid_down(body, on)
    rows = tuple(
        CoverageRow(
            key,
            each.uuid,
            each.name,
            tuple(each.holders.values()),
            at_least if isinstance(at_least, int) else 0,
            each.body_id,
            is_covered_by_rules=_is_named(each, named, department),
        )
        for key, each in gathered.items()
    )
    return Coverage(body.pk, on, rows, tuple(_endings(rows, on + horizon)))


def _laid_down(body: Body, on: dt.date) -> tuple[SettingValue | None, ...]:
    """Give how many there must be, in which operations, of which department; one statement."""
    try:
        settings = laid_down("contact_politician.appoint", {}, body_id=body.pk, on=on)
    except NoRuleInForce:
        return None, None, None
    names = ("coverage.at_least", "coverage.operations", "coverage.department")
    return tuple(settings.value(name) for name in names)


def _is_named(each: _Gathered, named: object, department: object) -> bool:
    """Tell whether the guideline counts the operation among those it speaks of."""
    if isinstance(named, frozenset) and each.key not in named:
        return False
    return not isinstance(department, str) or each.department == department


def _gather(body_ids: list[int], on: dt.date) -> dict[int, _Gathered]:
    found: dict[int, _Gathered] = {}
    ask, given = ask_holders(body_ids, on)
    for key, uuid, name, slug, department, body_id, *rest in ask.rows(given):
        operation = _Gathered(uuid, name, slug, department, body_id)
        gathered = found.setdefault(key, operation)
        if rest[5] is not None:
            _add(gathered, rest)
    return found


def ask_holders(body_ids: list[int], on: dt.date) -> Ask:
    """Give what ``holders_of`` asks, to be asked together with more."""
    return _ASK_COVERAGE, {"bodies": sorted(body_ids), "on": on}


def _add(gathered: _Gathered, rest: list[Any]) -> None:
    """Add a holder; the units of one appointment are gathered on one row."""
    appointment, group, first, until, unit, key, given, family, protected, party, full, flag = (
        rest
    )
    person = Person(given_name=given, family_name=family, is_protected=protected)
    known = gathered.holders.get((key, appointment))
    units = (*(known.units if known else ()), *([unit] if unit else []))
    gathered.holders[key, appointment] = Holder(
        person_id=key,
        name=person.name,
        public_name=public_name(person),
        party=party,
        party_name=full,
        appointment=appointment,
        group_name=group,
        units=units,
        valid_from=first,
        valid_to=until,
        is_flagged=flag,
    )


def _endings(rows: tuple[CoverageRow, ...], last: dt.date) -> Iterator[Ending]:
    """Give what ends until the day, soonest first, and whether it leaves the operation bare."""
    found = [
        Ending(
            row.operation, each.name, each.appointment, each.valid_to, _leaves_nobody(row, each)
        )
        for row in rows
        for each in row.holders
        if each.valid_to is not None and each.valid_to <= last
    ]
    yield from sorted(found, key=lambda each: (each.ends_on, each.operation, each.name))


def _leaves_nobody(row: CoverageRow, ending: Holder) -> bool:
    """Tell whether nobody's appointment reaches beyond the one that ends."""
    if ending.valid_to is None:
        return False
    return all(
        each.valid_to is not None and each.valid_to <= ending.valid_to for each in row.holders
    )


def holders_of(body_ids: list[int], on: dt.date) -> list[CoverageRow]:
    """Give every operation's contact politicians for several bodies; one statement."""
    return [
        CoverageRow(key, each.uuid, each.name, tuple(each.holders.values()), 0, each.body_id)
        for key, each in _gather(body_ids, on).items()
    ]
