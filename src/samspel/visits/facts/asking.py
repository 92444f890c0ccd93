"""What is asked about persons, place and years before times are judged, each as one statement.

All of it is known to be needed at the same moment, and is asked together.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from samspel.kit.prepared import Ask, Prepared
from samspel.visits.calculation import Grant, Window
from samspel.visits.models import UnitTerms

# The visits that the persons are booked on, or have been on, in the years.
_ASK_BUSY = Prepared(
    "visits_busy",
    """
SELECT r.person_id, v.id, v.body_id, v.operation_id, v.kind,
       COALESCE(v.held_from, v.starts_at), COALESCE(v.held_to, v.ends_at)
  FROM visits_visitor r JOIN visits_visit v ON v.id = r.visit_id
 WHERE r.person_id = ANY(%(persons)s) AND r.state IN ('accepted', 'attended')
   AND v.state IN ('booked', 'held')
   AND COALESCE(v.held_from, v.starts_at)
       >= make_timestamptz(%(first)s, 1, 1, 0, 0, 0, 'Europe/Stockholm')
   AND COALESCE(v.held_from, v.starts_at)
       < make_timestamptz(%(last)s + 1, 1, 1, 0, 0, 0, 'Europe/Stockholm')
""",
    gives="bigint bigint bigint bigint text timestamptz timestamptz",
    persons="bigint[]",
    first="integer",
    last="integer",
)
_ASK_GRANTS = Prepared(
    "visits_grants",
    """
SELECT q.person_id, q.operation_id, q.year, q.visits_count, q.paid_hours::text
  FROM visits_quotadecision q
 WHERE q.body_id = %(body)s AND q.year = ANY(%(years)s) AND q.replaced_at IS NULL
""",
    gives="bigint bigint bigint bigint text",
    body="bigint",
    years="integer[]",
)
_ASK_GRANTED = Prepared(
    "visits_granted",
    """
SELECT x.person_id, x.visit_id, x.year FROM visits_extravisitrequest x
 WHERE x.person_id = ANY(%(persons)s) AND x.operation_id = %(operation)s
   AND x.year = ANY(%(years)s) AND x.state = 'granted'
""",
    gives="bigint bigint bigint",
    persons="bigint[]",
    operation="bigint",
    years="integer[]",
)
_ASK_VISIT_DAYS = Prepared(
    "visits_visit_days",
    """
SELECT d."on" FROM visits_visitday d
 WHERE d.body_id = %(body)s AND d."on" = ANY(%(days)s)
""",
    gives="date",
    body="bigint",
    days="date[]",
)
# Who has confirmed the conduct of the visit, and whether the secrecy too.
_ASK_CONFIRMED = Prepared(
    "visits_confirmed",
    """
SELECT r.person_id, c.secrecy_confirmed
  FROM visits_conductconfirmation c JOIN visits_visitor r ON r.id = c.visitor_id
 WHERE r.visit_id = %(visit)s
""",
    gives="bigint boolean",
    visit="bigint",
)
_ASK_TERMS = Prepared(
    "visits_terms",
    """
SELECT t.unit_id, t.is_school, t.agreement_allows_visits, t.strained_until
  FROM visits_unitterms t WHERE t.unit_id = %(unit)s
""",
    gives="bigint boolean boolean date",
    unit="bigint",
)
_ASK_WINDOWS = Prepared(
    "visits_windows",
    """
SELECT a.person_id, a.starts::text, a.ends::text, a.weekday, a."on"
  FROM visits_availability a WHERE a.person_id = ANY(%(persons)s)
 ORDER BY a.weekday, a."on", a.starts
""",
    gives="bigint text text bigint date",
    persons="bigint[]",
)


def ask_busy(persons: Iterable[int], years: Iterable[int]) -> Ask:
    """Ask which visits the persons are on in the years."""
    wanted = sorted(years)
    given = {"persons": sorted(persons), "first": wanted[0], "last": wanted[-1]}
    return _ASK_BUSY, given


def ask_grants(body_id: int, years: Iterable[int]) -> Ask:
    """Ask what the body has decided for the years."""
    return _ASK_GRANTS, {"body": body_id, "years": sorted(years)}


def ask_granted(persons: Iterable[int], operation_id: int, years: Iterable[int]) -> Ask:
    """Ask which extra visits to the operation the persons have been granted in the years."""
    given = {"persons": sorted(persons), "operation": operation_id, "years": sorted(years)}
    return _ASK_GRANTED, given


def ask_visit_days(body_id: int, days: Iterable[dt.date]) -> Ask:
    """Ask which of the days the body's meeting plan sets aside for visits."""
    return _ASK_VISIT_DAYS, {"body": body_id, "days": sorted(days)}


def ask_confirmed(visit_id: int | None) -> Ask:
    """Ask who has confirmed the conduct of the visit."""
    return _ASK_CONFIRMED, {"visit": visit_id}


def ask_terms(unit_id: int | None) -> Ask:
    """Ask what is known about the unit's terms."""
    return _ASK_TERMS, {"unit": unit_id}


def ask_windows(persons: Iterable[int]) -> Ask:
    """Ask when the persons have said that visits suit."""
    return _ASK_WINDOWS, {"persons": sorted(set(persons))}


def answered(asked: Ask) -> list[tuple[Any, ...]]:
    """Give the rows of what was asked."""
    return asked[0].rows(asked[1])


def grants_in(asked: Ask) -> list[Grant]:
    """Read what the body has decided."""
    return [
        Grant(person, operation, year, count, None if hours is None else Decimal(hours))
        for person, operation, year, count, hours in answered(asked)
    ]


def terms_in(asked: Ask) -> UnitTerms | None:
    """Read what the rules ask about the unit: not the manager's words, nor the usual room."""
    for unit, is_school, allows, strained in answered(asked):
        return UnitTerms(
            unit_id=unit,
            is_school=is_school,
            agreement_allows_visits=allows,
            strained_until=strained,
        )
    return None


def windows_in(asked: Ask) -> dict[int, list[Window]]:
    """Read when visits suit, by person; a person who has said nothing is not there."""
    found: dict[int, list[Window]] = defaultdict(list)
    for person, starts, ends, weekday, on in answered(asked):
        window = Window(dt.time.fromisoformat(starts), dt.time.fromisoformat(ends), weekday, on)
        found[person].append(window)
    return dict(found)
