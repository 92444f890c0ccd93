"""Facts for appointing and ending: who the person is, the group, the place, the period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from samspel.meetings.models import Decision
from samspel.people.models import Body, Person
from samspel.people.queries import AppointeeFacts, appointee_facts_for
from samspel.visits.calculation import started_months
from samspel.visits.enums import EndReason, Role
from samspel.visits.facts.places import (
    Facts,
    Place,
    Visited,
    operation_facts,
    terms_of,
    visited_in_years,
)
from samspel.visits.facts.standing import Standing, persons_in, standing_on

# Whether each person has mandates in the body for the whole period without a gap, when
# the body's term ends, and what the person is contact politician for already.
_PERIOD = """
SELECT p.person_id,
       COALESCE(range_agg(daterange(m.valid_from, m.valid_to)) FILTER (WHERE m.id IS NOT NULL)
                @> daterange(%(first)s, %(end)s), false)
  FROM unnest(%(persons)s::bigint[]) AS p(person_id)
  LEFT JOIN people_mandate m
       ON m.person_id = p.person_id AND m.body_id = %(body)s AND m.role <> 'auditor'
 GROUP BY p.person_id
"""
_HELD = """
SELECT m.person_id, s.operation_id, COALESCE(s.unit_id, u.id)
  FROM visits_appointment a
  JOIN visits_appointmentmember m
       ON m.appointment_id = a.id AND (m.left_on IS NULL OR m.left_on > %(on)s)
  JOIN visits_appointmentscope s ON s.appointment_id = a.id
  LEFT JOIN people_unit u
       ON s.unit_id IS NULL AND u.operation_id = s.operation_id AND u.valid_from <= %(on)s
      AND (u.valid_to IS NULL OR u.valid_to > %(on)s)
 WHERE m.person_id = ANY(%(persons)s) AND a.id IS DISTINCT FROM %(besides)s
   AND a.valid_from <= %(on)s AND (a.valid_to IS NULL OR a.valid_to > %(on)s)
UNION ALL
SELECT NULL, u.operation_id, u.id FROM people_unit u
 WHERE u.operation_id = ANY(%(operations)s) AND u.valid_from <= %(on)s
   AND (u.valid_to IS NULL OR u.valid_to > %(on)s)
"""
_TERM_END = """
SELECT max(t.valid_to) FROM people_term t
 WHERE t.valid_from <= %(on)s AND (t.valid_to IS NULL OR t.valid_to > %(on)s)
"""


@dataclass(frozen=True, slots=True)
class AppointmentPlan:
    """An appointment as it would be: who, for what, from when, by which decision."""

    body: Body
    persons: tuple[Person, ...]
    places: tuple[Place, ...]
    valid_from: dt.date
    valid_to: dt.date | None
    decision: Decision | None
    decided_by: Role = Role.BODY
    is_group: bool = False
    besides: int | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """What persons have already, and which units the places mean."""

    operations: dict[int, set[int]]
    units: dict[int, set[int]]
    units_of_operation: dict[int, set[int]]


def appointing_facts(plan: AppointmentPlan, *, on: dt.date) -> dict[tuple[int, Place], Facts]:
    """Give the facts for each person and place of the plan; at most eight statements.

    ``on`` is the day on which it is asked: the day the appointment begins, or today
    when one that stands is judged again. Membership must hold from that day on for the
    whole period.
    """
    asked = [(person, place) for person in plan.persons for place in plan.places]
    known = appointee_facts_for(
        [(person, plan.body, place.operation) for person, place in asked], on
    )
    whole = _seated_throughout(plan, on)
    held = _held(plan, on)
    of_group = _group_facts(plan, known, len(plan.places))
    of_place = _place_facts(plan, on)
    of_all = {**_period_facts(plan, on), **of_group}
    return {
        (person.pk, place): {
            **of_all,
            **of_place[place],
            **_person_facts(person.pk, facts, whole=whole[person.pk]),
            **_load_facts(person.pk, plan, held),
        }
        for (person, place), facts in zip(asked, known, strict=True)
    }


def ending_facts(
    *,
    place: Place,
    body_id: int,
    leaving: set[int],
    appointment_id: int,
    because: EndReason,
    has_decision: bool,
    on: dt.date,
) -> Facts:
    """Give the facts about ending an appointment at one place; three statements.

    Those who are left are counted on the first day on which it no longer holds, without
    the persons who leave, unless another appointment gives them the place too.
    """
    rows = standing_on(body_id, [place.operation.pk], [on])
    left = [
        row
        for row in rows
        if not (row.appointment_id == appointment_id and row.person_id in leaving)
        and row.covers(place.operation.pk, place.unit_id)
    ]
    visited = visited_in_years([place.operation.pk], [on.year])
    unit_terms = terms_of([place.unit_id or 0]).get(place.unit_id or 0)
    facts = operation_facts(
        place,
        body_id=body_id,
        standing=rows,
        visited=visited.get((place.operation.pk, on.year), Visited()),
        terms=unit_terms,
    )
    return {
        **facts,
        "operation.contact_politicians_left": len(persons_in(left)),
        "end.reason": because.value,
        "end.has_body_decision": has_decision,
    }


def _person_facts(person_id: int, facts: AppointeeFacts, *, whole: bool) -> Facts:
    """Give the appointee's facts; a member is a member for the whole period."""
    return {
        "appointee.is_ordinary_member": facts["is_ordinary_member"] and whole,
        "appointee.is_substitute": facts["is_substitute"] and whole,
        "appointee.is_member": facts["is_member"] and whole,
        "appointee.is_elected": facts["is_elected"],
        "appointee.in_presidium": facts["in_presidium"],
        "appointee.employed_in_operation": facts["employed_in_operation"],
        "appointee.close_employed_in_operation": facts["close_employed_in_operation"],
        "appointee.side": facts["side"] or None,
    }


def _load_facts(person_id: int, plan: AppointmentPlan, held: _Held) -> Facts:
    """Give how much the person has, and would have."""
    units = set(held.units.get(person_id, ()))
    for place in plan.places:
        mine = {place.unit_id} if place.unit_id else held.units_of_operation[place.operation.pk]
        units |= mine
    return {
        "appointee.operation_count": len(held.operations.get(person_id, ())),
        "appointee.unit_count": len(units),
    }


def _group_facts(plan: AppointmentPlan, known: list[AppointeeFacts], step: int) -> Facts:
    """Give the facts about the decision and the group as a whole."""
    each = known[::step]
    return {
        "appointment.has_body_decision": plan.decision is not None,
        "appointment.decided_by": plan.decided_by.value,
        "appointment.names_who_visits_what": bool(
            plan.decision and plan.persons and plan.places
        ),
        "appointment.is_group": plan.is_group,
        "appointment.group_size": len(plan.persons),
        "appointment.group_sides": frozenset(one["side"] for one in each if one["side"]),
        "appointment.group_has_presidium": any(one["in_presidium"] for one in each),
    }


def _period_facts(plan: AppointmentPlan, on: dt.date) -> Facts:
    """Give the facts about the period. Without a last day the months can't be told."""
    with connection.cursor() as cursor:
        cursor.execute(_TERM_END, {"on": max(plan.valid_from, on)})
        (term_end,) = cursor.fetchone()
    end = plan.valid_to
    return {
        "appointment.starts_on": plan.valid_from,
        "appointment.ends_on": end - dt.timedelta(days=1) if end else None,
        "appointment.months": started_months(plan.valid_from, end) if end else None,
        "appointment.ends_with_term": bool(end and term_end and end <= term_end),
    }


def _place_facts(plan: AppointmentPlan, on: dt.date) -> dict[Place, Facts]:
    operations = {place.operation.pk for place in plan.places}
    rows = [
        row
        for row in standing_on(plan.body.pk, operations, [on])
        if row.appointment_id != plan.besides
    ]
    visited = visited_in_years(operations, [on.year])
    terms = terms_of(place.unit_id or 0 for place in plan.places)
    return {
        place: operation_facts(
            place,
            body_id=plan.body.pk,
            standing=_covering(rows, place),
            visited=visited.get((place.operation.pk, on.year), Visited()),
            terms=terms.get(place.unit_id or 0),
        )
        for place in plan.places
    }


def _covering(rows: list[Standing], place: Place) -> list[Standing]:
    return [row for row in rows if row.covers(place.operation.pk, place.unit_id)]


def _seated_throughout(plan: AppointmentPlan, on: dt.date) -> dict[int, bool]:
    """Tell for each person whether mandates in the body cover the period from the day on.

    An appointment without a last day asks only about the day it is judged.
    """
    first = max(plan.valid_from, on)
    end = plan.valid_to or first + dt.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(
            _PERIOD,
            {
                "persons": [person.pk for person in plan.persons],
                "body": plan.body.pk,
                "first": first,
                "end": max(end, first + dt.timedelta(days=1)),
            },
        )
        return dict(cursor.fetchall())


def _held(plan: AppointmentPlan, on: dt.date) -> _Held:
    operations = {place.operation.pk for place in plan.places}
    with connection.cursor() as cursor:
        cursor.execute(
            _HELD,
            {
                "persons": [person.pk for person in plan.persons],
                "operations": list(operations),
                "besides": plan.besides,
                "on": on,
            },
        )
        rows = cursor.fetchall()
    held = _Held({}, {}, {operation: set() for operation in operations})
    for person_id, operation_id, unit_id in rows:
        if person_id is None:
            held.units_of_operation[operation_id].add(unit_id)
            continue
        held.operations.setdefault(person_id, set()).add(operation_id)
        held.units.setdefault(person_id, set()).update({unit_id} - {None})
    return held
