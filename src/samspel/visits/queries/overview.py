"""The overview: both sides measured, with denominators, by three aggregating statements.

Counted are visits of contact politicians and groups whose day (held, booked, or offered
while they have no time) falls in the period. A person's figures come from what they were
offered; an operation's from its visits; a unit's from its invitations. Nothing is ranked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from samspel.foundation.dates import start_of_day
from samspel.people.models import Body, Person
from samspel.people.queries import public_name

# What both tables of figures are counted over: the visits of the period, with their day,
# whether they are reported, and whether the report is late or still missing too late.
_PERIOD = """
WITH visits AS (
    SELECT v.id, v.operation_id, v.unit_id, v.state, v.initiator, v.staff_met, v.users_met,
           v.held_from, v.report_demand,
           COALESCE(rp.state = 'submitted', false) AS reported,
           COALESCE(rp.is_late, false) OR (
               v.report_demand = 'required' AND v.report_due_on < %(today)s
               AND COALESCE(rp.state, '') <> 'submitted') AS late
      FROM visits_visit v LEFT JOIN visits_report rp ON rp.visit_id = v.id
     WHERE v.body_id = %(body)s AND v.kind IN ('contact', 'group')
       AND COALESCE(v.held_from, v.starts_at, v.created_at) >= %(first)s
       AND COALESCE(v.held_from, v.starts_at, v.created_at) < %(end)s
)
"""
_FIGURES = """
       count(*) AS offered,
       count(r.was_possible) AS said,
       count(*) FILTER (WHERE r.was_possible) AS possible,
       count(*) FILTER (WHERE r.state IN ('accepted', 'attended', 'absent')) AS accepted,
       count(*) FILTER (WHERE r.state = 'attended' AND v.state = 'held') AS held,
       count(*) FILTER (WHERE r.state = 'attended' AND v.report_demand = 'required')
           AS asked_to_report,
       count(*) FILTER (WHERE r.state = 'attended' AND v.reported) AS reported,
       count(*) FILTER (WHERE r.state = 'attended' AND v.late) AS late,
       count(*) FILTER (WHERE r.state = 'attended' AND v.staff_met) AS staff_met,
       count(*) FILTER (WHERE r.state = 'attended' AND v.users_met) AS users_met
"""


def _over(select: str) -> str:
    """Give the statement that counts over the period's visits, with the figures filled in."""
    return "".join((_PERIOD, select.replace("FIGURES", _FIGURES)))


_BY_OPERATION = _over(
    """
SELECT o.id, o.name,
       count(v.id), count(v.id) FILTER (WHERE v.initiator = 'unit'),
       count(v.id) FILTER (WHERE v.state = 'booked'),
       count(v.id) FILTER (WHERE v.state = 'held'),
       count(v.id) FILTER (WHERE v.state IN ('declined', 'cancelled')),
       count(v.id) FILTER (WHERE v.state = 'held' AND v.report_demand = 'required'),
       count(v.id) FILTER (WHERE v.reported), count(v.id) FILTER (WHERE v.late),
       count(v.id) FILTER (WHERE v.staff_met), count(v.id) FILTER (WHERE v.users_met),
       max(v.held_from)
  FROM people_operation o
  JOIN people_department d ON d.id = o.department_id AND d.body_id = %(body)s
  LEFT JOIN visits v ON v.operation_id = o.id
 WHERE (o.valid_from < %(last)s AND (o.valid_to IS NULL OR o.valid_to > %(from)s))
    OR v.id IS NOT NULL
 GROUP BY o.id ORDER BY o.sort_key, o.id
"""
)
_BY_UNIT = _over(
    """
SELECT u.id, u.uuid, u.name, o.name,
       count(v.id) FILTER (WHERE v.initiator = 'unit'),
       count(v.id) FILTER (WHERE v.state IN ('booked', 'held')),
       count(v.id) FILTER (WHERE v.state = 'held'),
       (SELECT max(x.created_at) FROM visits_visit x
         WHERE x.unit_id = u.id AND x.initiator = 'unit'),
       EXISTS (SELECT 1 FROM visits_appointmentscope s
                 JOIN visits_appointment a ON a.id = s.appointment_id
                WHERE s.operation_id = o.id AND (s.unit_id IS NULL OR s.unit_id = u.id)
                  AND a.valid_from < %(last)s
                  AND (a.valid_to IS NULL OR a.valid_to > %(from)s))
  FROM people_unit u
  JOIN people_operation o ON o.id = u.operation_id
  JOIN people_department d ON d.id = o.department_id AND d.body_id = %(body)s
  LEFT JOIN visits v ON v.unit_id = u.id
 WHERE u.valid_from < %(last)s AND (u.valid_to IS NULL OR u.valid_to > %(from)s)
 GROUP BY u.id, o.id ORDER BY o.sort_key, u.sort_key, u.id
"""
)
# One row per person and the party that they were asked for; persons and parties are
# summed from the same rows, so that they always agree.
_BY_VISITOR = _over(
    """, figures AS (
    SELECT r.person_id, r.party_id,
FIGURES
      FROM visits v JOIN visits_visitor r ON r.visit_id = v.id
     GROUP BY r.person_id, r.party_id
), concerned AS (
    SELECT m.person_id FROM visits_appointmentmember m
      JOIN visits_appointment a ON a.id = m.appointment_id AND a.body_id = %(body)s
     WHERE a.valid_from < %(last)s AND (a.valid_to IS NULL OR a.valid_to > %(from)s)
       AND (m.left_on IS NULL OR m.left_on > %(from)s)
    UNION
    SELECT f.person_id FROM figures f
)
SELECT p.id, p.uuid, p.given_name, p.family_name, p.is_protected,
       COALESCE((SELECT y.abbreviation FROM people_mandate pm
                   JOIN people_party y ON y.id = pm.party_id
                  WHERE pm.person_id = p.id AND pm.body_id = %(body)s
                    AND pm.valid_from < %(last)s
                    AND (pm.valid_to IS NULL OR pm.valid_to > %(from)s)
                  ORDER BY pm.valid_from DESC LIMIT 1), ''),
       y.id, y.name, y.abbreviation, y.sort_key,
       f.offered, f.said, f.possible, f.accepted, f.held, f.asked_to_report, f.reported,
       f.late, f.staff_met, f.users_met
  FROM concerned c
  JOIN people_person p ON p.id = c.person_id
  LEFT JOIN figures f ON f.person_id = c.person_id
  LEFT JOIN people_party y ON y.id = f.party_id
 ORDER BY p.sort_key, p.id, y.id
"""
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody was offered and what came of it; each number names its own whole.

    ``possible`` of ``said``: times that suited, among offers to those who had said when
    they can. ``reported`` of ``asked_to_report``. ``late`` are late or missing too late.
    """

    offered: int = 0
    said: int = 0
    possible: int = 0
    accepted: int = 0
    held: int = 0
    asked_to_report: int = 0
    reported: int = 0
    late: int = 0
    staff_met: int = 0
    users_met: int = 0

    def __add__(self, other: Figures) -> Figures:
        """Give the figures of both together."""
        return Figures(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class OperationFigures:
    """An operation's visits in the period."""

    operation_id: int
    operation: str
    offered: int
    invited: int
    booked: int
    held: int
    fell_through: int
    asked_to_report: int
    reported: int
    late: int
    staff_met: int
    users_met: int
    last_held_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What a unit has done: its invitations, and when it last invited at all."""

    unit_id: int
    unit_uuid: UUID
    unit: str
    operation: str
    invited: int
    booked_or_held: int
    held: int
    last_invited_at: dt.datetime | None
    has_politician: bool

    @property
    def never_invites(self) -> bool:
        """Whether it has a contact politician and has invited nobody in the period."""
        return self.has_politician and self.invited == 0


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """A contact politician's figures. A protected identity is named as to the public."""

    person_id: int
    person_uuid: UUID
    name: str
    party: str
    figures: Figures

    @property
    def never_reports(self) -> bool:
        """Whether reports were asked for and none has come."""
        return self.figures.asked_to_report > 0 and self.figures.reported == 0


@dataclass(frozen=True, slots=True)
class PartyFigures:
    """A party's figures, and over how many persons they are counted."""

    party_id: int
    party: str
    abbreviation: str
    persons: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Overview:
    """A body's visits in a period, from every side."""

    first: dt.date
    last: dt.date
    operations: tuple[OperationFigures, ...]
    units: tuple[UnitFigures, ...]
    persons: tuple[PersonFigures, ...]
    parties: tuple[PartyFigures, ...]

    @property
    def operations_visited(self) -> int:
        """How many of the operations have had a visit."""
        return sum(row.held > 0 for row in self.operations)

    @property
    def units_that_never_invite(self) -> tuple[UnitFigures, ...]:
        """The units that have a contact politician and have invited nobody."""
        return tuple(row for row in self.units if row.never_invites)

    @property
    def persons_that_never_report(self) -> tuple[PersonFigures, ...]:
        """The persons of whom reports were asked, and who have submitted none."""
        return tuple(row for row in self.persons if row.never_reports)


def overview(body: Body, first: dt.date, last: dt.date, *, today: dt.date) -> Overview:
    """Give the body's overview from the first day to the last, both included.

    Three statements, however many visits. The caller has checked that the viewer reads
    the body's overview.
    """
    params = _params(body, first, last, today)
    visitors = _rows(_BY_VISITOR, params)
    return Overview(
        first,
        last,
        tuple(OperationFigures(*row) for row in _rows(_BY_OPERATION, params)),
        tuple(UnitFigures(*row) for row in _rows(_BY_UNIT, params)),
        _persons(visitors),
        _parties(visitors),
    )


def operations_between(
    body: Body, first: dt.date, last: dt.date, *, today: dt.date
) -> tuple[OperationFigures, ...]:
    """Give the figures of the body's operations alone, for a year to compare with; one
    statement.
    """
    rows = _rows(_BY_OPERATION, _params(body, first, last, today))
    return tuple(OperationFigures(*row) for row in rows)


def _params(body: Body, first: dt.date, last: dt.date, today: dt.date) -> dict[str, Any]:
    after = last + dt.timedelta(days=1)
    return {
        "body": body.pk,
        "first": start_of_day(first),
        "end": start_of_day(after),
        "from": first,
        "last": after,
        "today": today,
    }


def _persons(rows: list[tuple[Any, ...]]) -> tuple[PersonFigures, ...]:
    """Give each person's figures, whichever party they were asked for."""
    found: dict[int, PersonFigures] = {}
    for key, uuid, given, family, protected, party, *rest in rows:
        known = found.get(key)
        person = Person(given_name=given, family_name=family, is_protected=protected)
        figures = _figures(rest)
        found[key] = PersonFigures(
            key, uuid, public_name(person), party, known.figures + figures if known else figures
        )
    return tuple(found.values())


def _parties(rows: list[tuple[Any, ...]]) -> tuple[PartyFigures, ...]:
    """Give each party's figures over its persons, in Swedish order."""
    found: dict[int, tuple[str, PartyFigures]] = {}
    for row in rows:
        key, name, abbreviation, sort_key = row[6:10]
        if key is None:
            continue
        _order, known = found.get(
            key, (sort_key, PartyFigures(key, name, abbreviation, 0, Figures()))
        )
        figures = known.figures + _figures(row[6:])
        counted = PartyFigures(key, name, abbreviation, known.persons + 1, figures)
        found[key] = (sort_key, counted)
    return tuple(party for _order, party in sorted(found.values(), key=lambda each: each[0]))


def _figures(rest: Sequence[Any]) -> Figures:
    """Give the figures of a row, after the party; nobody who was asked for nothing has any."""
    return Figures(*(value or 0 for value in rest[4:]))


def _rows(statement: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())
