"""What waits for a person, what comes next and what is new: one statement each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samspel.audit.actors import Actor
from samspel.kit.prepared import Ask, Prepared
from samspel.visits.queries.sight import (
    INVITE,
    KEEP,
    bodies_overviewed,
    operations_hosted,
)

# Each branch: what, its own address (a visit's is filled in), the visit, the place where it
# is no visit's, by which day, under which body, at which unit and operation (on the unit's
# side), and whether somebody waits or it is late. Places are looked up once, at the end.
_WAITING = """
WITH mine AS (
    SELECT r.id, r.state, r.visit_id FROM visits_visitor r WHERE r.person_id = %(person)s
), untold AS MATERIALIZED (
    -- Before the visits are looked up: whoever has visited for years has told of most.
    SELECT m.visit_id FROM mine m
     WHERE m.state = 'attended'
       AND (SELECT r.state FROM visits_report r WHERE r.visit_id = m.visit_id)
           IS DISTINCT FROM 'submitted'
), hosted AS (
    SELECT v.id, v.state, v.kind, v.starts_at, v.body_id, v.unit_id, v.operation_id
      FROM visits_visit v
     WHERE v.state IN ('offered', 'proposed', 'booked')
       AND (v.unit_id = ANY(%(units)s) OR v.operation_id = ANY(%(operations)s))
), waiting (what, own, visit_id, place, by, body_id, unit_id, operation_id, urgent) AS (
    SELECT 'answer', NULL::uuid, v.id, '',
           COALESCE(v.answer_by, LEAST(
               (SELECT min(t.starts_at) FROM visits_timeoption t WHERE t.visit_id = v.id),
               v.starts_at)::date),
           v.body_id, NULL::bigint, NULL::bigint, true
      FROM mine m JOIN visits_visit v ON v.id = m.visit_id
     WHERE m.state = 'asked' AND v.state IN ('offered', 'proposed', 'booked')
       AND NOT EXISTS (SELECT 1 FROM visits_timeoption t
                        JOIN visits_optionanswer a
                          ON a.option_id = t.id AND a.visitor_id = m.id
                       WHERE t.visit_id = v.id AND v.state <> 'booked')
    UNION ALL
    SELECT 'agree', NULL, h.id, '',
           (SELECT min(t.starts_at) FROM visits_timeoption t WHERE t.visit_id = h.id)::date,
           h.body_id, h.unit_id, h.operation_id, true
      FROM hosted h
     WHERE h.state IN ('offered', 'proposed')
       AND EXISTS (SELECT 1 FROM visits_timeoption t
                    WHERE t.visit_id = h.id AND t.suggested_by_id IS NOT NULL)
    UNION ALL
    SELECT 'prepare', NULL, h.id, '', h.starts_at::date, h.body_id, h.unit_id,
           h.operation_id, false
      FROM hosted h
     WHERE h.state = 'booked' AND h.kind <> 'party'
       AND h.starts_at BETWEEN %(now)s AND %(now)s + interval '21 days'
       AND NOT EXISTS (SELECT 1 FROM visits_preparation x
                        WHERE x.visit_id = h.id AND x.ready_at IS NOT NULL)
    UNION ALL
    SELECT 'held', NULL, v.id, '', v.ends_at::date, v.body_id, NULL, NULL, true
      FROM mine m JOIN visits_visit v ON v.id = m.visit_id
     WHERE m.state = 'accepted' AND v.state = 'booked' AND v.ends_at < %(now)s
    UNION ALL
    SELECT 'report', NULL, v.id, '', v.report_due_on, v.body_id, NULL, NULL,
           COALESCE(v.report_due_on < %(today)s, false)
      FROM untold m JOIN visits_visit v ON v.id = m.visit_id
     WHERE v.state = 'held' AND v.report_demand = 'required'
    UNION ALL
    SELECT 'extra', e.uuid, NULL, o.name, NULL, e.body_id, NULL, NULL, true
      FROM visits_extravisitrequest e JOIN people_operation o ON o.id = e.operation_id
     WHERE e.state = 'asked' AND e.body_id = ANY(%(decides)s)
    UNION ALL
    SELECT 'follow_up', f.uuid, f.visit_id, '', f.due_on, NULL, NULL, NULL,
           COALESCE(f.due_on < %(today)s, false)
      FROM visits_followup f
     WHERE f.state = 'open' AND f.owner_id = %(person)s
    UNION ALL
    SELECT 'flag', a.uuid, NULL, b.name, NULL, a.body_id, NULL, NULL, false
      FROM visits_appointment a JOIN people_body b ON b.id = a.body_id
     WHERE a.body_id = ANY(%(appoints)s)
       AND EXISTS (SELECT 1 FROM visits_appointmentflag f
                    WHERE f.appointment_id = a.id AND f.resolved_at IS NULL)
)
SELECT w.what, COALESCE(w.own, v.uuid), COALESCE(u.name, o.name, w.place), w.by,
       COALESCE(w.body_id, v.body_id), w.unit_id, w.operation_id, w.urgent
  FROM waiting w
  LEFT JOIN visits_visit v ON v.id = w.visit_id
  LEFT JOIN people_operation o ON o.id = v.operation_id
  LEFT JOIN people_unit u ON u.id = v.unit_id
"""
_COMING = """
SELECT v.uuid, COALESCE(u.name, o.name), v.starts_at, v.ends_at, v.place, b.name, v.body_id,
       v.unit_id, v.operation_id, m.id IS NOT NULL
  FROM visits_visit v
  JOIN people_operation o ON o.id = v.operation_id
  JOIN people_body b ON b.id = v.body_id
  LEFT JOIN people_unit u ON u.id = v.unit_id
  LEFT JOIN visits_visitor m
       ON m.visit_id = v.id AND m.person_id = %(person)s AND m.state = 'accepted'
 WHERE v.state = 'booked' AND v.ends_at >= %(now)s
   AND (m.id IS NOT NULL OR v.unit_id = ANY(%(units)s) OR v.operation_id = ANY(%(operations)s))
 ORDER BY v.starts_at LIMIT 20
"""
_NEWS = """
(SELECT 'report', v.uuid, COALESCE(u.name, o.name), r.submitted_at, v.body_id
  FROM visits_report r JOIN visits_visit v ON v.id = r.visit_id
  JOIN people_operation o ON o.id = v.operation_id
  LEFT JOIN people_unit u ON u.id = v.unit_id
 WHERE r.state = 'submitted' AND r.submitted_at >= %(since)s
   AND r.submitted_by_id IS DISTINCT FROM %(person)s
   AND (v.body_id = ANY(%(reads)s) OR v.unit_id = ANY(%(units)s)
        OR v.operation_id = ANY(%(operations)s))
 ORDER BY r.submitted_at DESC LIMIT 20)
UNION ALL
(SELECT CASE WHEN f.closed_at IS NULL THEN 'noted' ELSE 'closed' END, f.uuid,
       COALESCE(u.name, o.name), COALESCE(f.closed_at, f.noted_at), v.body_id
  FROM visits_followup f JOIN visits_visit v ON v.id = f.visit_id
  JOIN people_operation o ON o.id = v.operation_id
  LEFT JOIN people_unit u ON u.id = v.unit_id
 WHERE COALESCE(f.closed_at, f.noted_at) >= %(since)s
   AND (v.unit_id = ANY(%(units)s) OR v.operation_id = ANY(%(operations)s)
        OR EXISTS (SELECT 1 FROM visits_visitor m
                    WHERE m.visit_id = v.id AND m.person_id = %(person)s))
 ORDER BY COALESCE(f.closed_at, f.noted_at) DESC LIMIT 20)
 ORDER BY 4 DESC LIMIT 20
"""
_TYPES = {
    "person": "bigint",
    "units": "bigint[]",
    "operations": "bigint[]",
    "decides": "bigint[]",
    "appoints": "bigint[]",
    "reads": "bigint[]",
    "now": "timestamptz",
    "since": "timestamptz",
    "today": "date",
}
_ASK_WAITING = Prepared(
    "visits_waiting",
    _WAITING,
    "text uuid text date bigint bigint bigint boolean",
    **_TYPES,
)
_ASK_COMING = Prepared(
    "visits_coming",
    _COMING,
    "uuid text timestamptz timestamptz text text bigint bigint bigint boolean",
    **_TYPES,
)
_ASK_NEWS = Prepared("visits_news", _NEWS, "text uuid text timestamptz bigint", **_TYPES)
_APPOINT = "visits.appointment.keep"
_DECIDE = "meetings.delegation.decide"
_SINCE = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the person: what, about which place, by when."""

    what: str
    uuid: UUID
    place: str
    by: dt.date | None
    body_id: int
    unit_id: int | None
    operation_id: int | None
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class ComingVisit:
    """A visit that the person makes or receives."""

    uuid: UUID
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    where: str
    body: str
    body_id: int
    unit_id: int | None
    operation_id: int | None
    is_visitor: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened lately: what, its address, about which place, when."""

    what: str
    uuid: UUID
    place: str
    at: dt.datetime
    body_id: int


def _params(actor: Actor, now: dt.datetime, today: dt.date) -> dict[str, Any]:
    return {
        "person": actor.person_id or 0,
        "units": list(actor.units_with(INVITE)),
        "operations": list(operations_hosted(actor)),
        "decides": list(actor.bodies_with(_DECIDE)),
        "appoints": list(actor.bodies_with(_APPOINT)),
        "keeps": list(actor.bodies_with(KEEP)),
        "reads": list(bodies_overviewed(actor)),
        "now": now,
        "today": today,
        "since": now - _SINCE,
    }


def asks(actor: Actor, now: dt.datetime, today: dt.date) -> list[Ask]:
    """Give what the three below ask, for a page that asks them together."""
    params = _params(actor, now, today)
    return [(each, params) for each in (_ASK_WAITING, _ASK_COMING, _ASK_NEWS)]


def waiting_for(actor: Actor, now: dt.datetime, today: dt.date) -> list[Waiting]:
    """Give everything about visits that waits for the person."""
    return [Waiting(*row) for row in _ASK_WAITING.rows(_params(actor, now, today))]


def coming_for(actor: Actor, now: dt.datetime, today: dt.date) -> list[ComingVisit]:
    """Give the booked visits that the person makes or receives, soonest first."""
    return [ComingVisit(*row) for row in _ASK_COMING.rows(_params(actor, now, today))]


def happened_for(actor: Actor, now: dt.datetime, today: dt.date) -> list[Happened]:
    """Give what happened about visits in the last two weeks, newest first."""
    return [Happened(*row) for row in _ASK_NEWS.rows(_params(actor, now, today))]
