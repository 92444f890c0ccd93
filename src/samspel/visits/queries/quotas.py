"""How many visits somebody has made in a year, out of how many, and on what that rests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from samspel.foundation.dates import local_day
from samspel.kit.prepared import Ask, Prepared, together
from samspel.people.models import Person
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import settings_for
from samspel.rules.catalogue import CountedPer
from samspel.rules.explanation import Setting
from samspel.visits.calculation import most_specific
from samspel.visits.facts import Place
from samspel.visits.facts.asking import answered, ask_granted, ask_grants, grants_in
from samspel.visits.queries.ruling import version_on

# The person's visits in the year that count for the body, wherever they are made.
_ASK_MADE = Prepared(
    "visits_made",
    """
SELECT v.operation_id, v.uuid, COALESCE(u.name, o.name),
       COALESCE(v.held_from, v.starts_at), COALESCE(v.held_to, v.ends_at),
       v.held_from IS NOT NULL
  FROM visits_visitor r
  JOIN visits_visit v ON v.id = r.visit_id
  JOIN people_operation o ON o.id = v.operation_id
  LEFT JOIN people_unit u ON u.id = v.unit_id
 WHERE r.person_id = %(person)s AND r.state IN ('accepted', 'attended')
   AND v.body_id = %(body)s AND v.state IN ('booked', 'held')
   AND v.kind IN ('contact', 'group')
   AND COALESCE(v.held_from, v.starts_at)
       >= make_timestamptz(%(year)s, 1, 1, 0, 0, 0, 'Europe/Stockholm')
   AND COALESCE(v.held_from, v.starts_at)
       < make_timestamptz(%(year)s + 1, 1, 1, 0, 0, 0, 'Europe/Stockholm')
 ORDER BY v.id
""",
    gives="bigint uuid text timestamptz timestamptz boolean",
    person="bigint",
    body="bigint",
    year="integer",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One visit that counts: where, which day, and whether it has been held."""

    uuid: UUID
    place: str
    on: dt.date
    is_held: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class Quota:
    """A person's visits in a year, what the rules or the body allow, and on what it rests."""

    year: int
    visits: tuple[Counted, ...]
    at_least: int | None
    at_most: int | None
    hours: Decimal | None
    extra: int
    rests_on: Setting | None
    extra_by: Setting | None
    version: RulesetVersion

    @property
    def count(self) -> int:
        """How many visits are held or booked."""
        return len(self.visits)


def quota_of(person: Person, place: Place, *, body_id: int, year: int, today: dt.date) -> Quota:
    """Give how many visits the person has in the year at the place, and out of how many.

    Counted as the guideline in force counts: per person, or per person and operation.
    What the body has decided for the person goes before what the guideline says.
    Raises NoRuleInForce. Two statements.
    """
    on = reckoned_on(year, today)
    version = version_on(body_id, on)
    settings = settings_for("visit.book", {}, body_id=body_id, on=on, version=version)
    per_operation = settings.value("visits.counted_per") == CountedPer.PERSON_AND_OPERATION
    most = settings.get("visits.per_year_at_most")
    least = settings.value("visits.per_year_at_least")
    operation_id = place.operation.pk
    asks = ask_quota(person.pk, body_id, operation_id, year)
    with together(asks):
        made, granted, grants = answered(asks[0]), answered(asks[1]), grants_in(asks[2])
    grant = most_specific(grants, person.pk, operation_id, year)
    limit = most.value if most is not None else None
    return Quota(
        year=year,
        visits=_visits(made, operation_id if per_operation else None),
        at_least=least if isinstance(least, int) else None,
        at_most=(
            grant.visits_count
            if grant is not None and grant.visits_count is not None
            else limit
            if isinstance(limit, int)
            else None
        ),
        hours=grant.paid_hours if grant else None,
        extra=len(granted),
        rests_on=most or settings.get("visits.per_year_at_least"),
        extra_by=settings.get("visits.extra_by"),
        version=version,
    )


def reckoned_on(year: int, today: dt.date) -> dt.date:
    """Give the day whose rules the year's visits are reckoned by: today, or the nearest to it."""
    return min(max(today, dt.date(year, 1, 1)), dt.date(year, 12, 31))


def ask_quota(
    person_id: int, body_id: int, operation_id: int, year: int
) -> tuple[Ask, Ask, Ask]:
    """Ask for the visits made, the extra ones granted, and what the body has decided."""
    made = _ASK_MADE, {"person": person_id, "body": body_id, "year": year}
    return made, ask_granted([person_id], operation_id, [year]), ask_grants(body_id, [year])


def _visits(rows: list[tuple[Any, ...]], operation_id: int | None) -> tuple[Counted, ...]:
    """Read the visits, soonest first; only one operation's, where so asked."""
    found = [
        Counted(uuid, place, local_day(start), is_held, _minutes(start, end))
        for operation, uuid, place, start, end, is_held in rows
        if operation_id in (None, operation)
    ]
    return tuple(sorted(found, key=lambda each: each.on))


def _minutes(start: dt.datetime, end: dt.datetime) -> int:
    return round((end - start).total_seconds() / 60)
