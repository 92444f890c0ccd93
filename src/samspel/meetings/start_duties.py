"""What the law asks of a body, on the start page of whoever sees to it.

An extra meeting that is asked for (KL 5 kap. 12 §, 6 kap. 23 §) falls on whoever leads or
keeps the body; to tell the council of citizens' proposals (6 kap. 34 §) on its secretary;
a by-election after a member who has left (6 kap. 20 §) on the council's, where the item that
opened by itself has dropped out or come to nothing; and on the same secretary to tell the
county administrative board of a seat that is left in the council itself (14 kap. vallagen).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import add_months, local_day, say_day_long
from samspel.kit.language import current
from samspel.kit.prepared import Ask, Prepared
from samspel.meetings.calculation.statute import count_laid_down
from samspel.meetings.policies import LEAD
from samspel.meetings.queries.filling import filled_by
from samspel.meetings.queries.proposals import kinds_that_report
from samspel.meetings.queries.sight import KEEP
from samspel.messaging.todo import Todo
from samspel.people.enums import MEMBER_ROLES, BodyKind

_ASK = Prepared(
    "meetings_duties",
    """
SELECT 'request', b.uuid, b.id, b.name, r.asked_on
  FROM meetings_meetingrequest r JOIN people_body b ON b.id = r.body_id
 WHERE r.meeting_id IS NULL AND (b.id = ANY(%(led)s) OR b.id = ANY(%(kept)s))
UNION ALL
SELECT 'proposals', b.uuid, b.id, b.name,
       COALESCE(told.last_on, MIN(COALESCE(c.raised_on, c.opened_on)))
  FROM cases_case c
  JOIN people_body b ON b.id = c.deciding_body_id
  LEFT JOIN LATERAL (
       SELECT MAX((i.ready_at AT TIME ZONE 'Europe/Stockholm')::date) AS last_on
         FROM meetings_agendaitem i
        WHERE i.key LIKE 'meetings.citizens_proposals:' || b.id || ':%%'
          AND i.state <> 'withdrawn') told ON TRUE
 WHERE c.kind = 'citizens_proposal' AND b.id = ANY(%(kept)s) AND b.kind = ANY(%(telling)s)
   AND COALESCE(c.raised_on, c.opened_on) <= %(today)s
   AND (told.last_on IS NULL OR c.state = 'open'
        OR COALESCE(c.closed_on, c.decided_on) > told.last_on)
 GROUP BY b.uuid, b.id, b.name, told.last_on
UNION ALL
SELECT CASE WHEN b.id = k.id THEN 'new_member' ELSE 'by_election:' || b.kind END,
       k.uuid, k.id, b.name, MIN(m.valid_to)
  FROM people_mandate m
  JOIN people_body b ON b.id = m.body_id
  JOIN people_term t ON t.id = m.term_id
  JOIN people_body k ON k.kind = 'council' AND k.id = ANY(%(kept)s)
 WHERE b.kind = ANY(%(filled)s) AND m.role = ANY(%(members)s)
   AND (b.id = k.id OR NOT EXISTS (
        SELECT 1 FROM meetings_meeting x
         WHERE x.body_id = k.id AND x.state <> 'cancelled'
           AND (x.starts_at AT TIME ZONE 'Europe/Stockholm')::date >= %(today)s
        HAVING MIN((x.starts_at AT TIME ZONE 'Europe/Stockholm')::date) >= t.valid_to))
   AND m.valid_from < m.valid_to AND m.valid_to < t.valid_to AND t.valid_to > %(today)s
   AND (b.valid_to IS NULL OR b.valid_to > GREATEST(m.valid_to, %(today)s))
   AND NOT EXISTS (SELECT 1 FROM meetings_agendaitem i
                    WHERE i.key = 'meetings.by_election:' || m.id
                      AND i.state IN ('waiting', 'placed'))
   AND (SELECT COUNT(*) FROM people_mandate o
         WHERE o.body_id = m.body_id AND o.role = ANY(%(members)s)
           AND o.valid_from < m.valid_to AND o.valid_to >= m.valid_to)
     > (SELECT COUNT(*) FROM people_mandate o
         WHERE o.body_id = m.body_id AND o.role = ANY(%(members)s)
           AND o.valid_from < t.valid_to
           AND (o.valid_to IS NULL OR o.valid_to > GREATEST(m.valid_to, %(today)s)))
 GROUP BY k.uuid, k.id, b.id, b.kind, b.name
""",
    "text uuid bigint text date",
    led="bigint[]",
    kept="bigint[]",
    today="date",
    members="text[]",
    filled="text[]",
    telling="text[]",
)
_MEMBERS = sorted(str(each) for each in MEMBER_ROLES)


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give the extra meetings to plan, and the reports to the council that are due soon."""
    today = local_day(now)
    rows = [row for ask, params in asked(actor, now) for row in ask.rows(params)]
    tasks = [_task(row, actor, today) for row in rows]
    return [each for each in tasks if each is not None]


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statement that is read above; whoever sees to no body is asked nothing."""
    led, kept = list(actor.bodies_with(LEAD)), list(actor.bodies_with(KEEP))
    if not led and not kept:
        return []
    today = local_day(now)
    params = {"led": led, "kept": kept, "today": today, "members": _MEMBERS}
    asked_of = {"filled": sorted(filled_by(today)), "telling": [*kinds_that_report(today)]}
    return [(_ASK, {**params, **asked_of})]


def _task(row: tuple[Any, ...], actor: Actor, today: dt.date) -> Todo | None:
    kind, uuid, body_id, name, day = row
    if kind == "request":
        return _extra_meeting(uuid, body_id, name, day, actor)
    what, _colon, of = kind.partition(":")
    if what == "by_election":
        section = filled_by(today)[of]
        return _by_election(uuid, body_id, name, day, section, actor, today)
    if what == "new_member":
        return _new_member(uuid, body_id, name, day, actor, today)
    return _report(uuid, body_id, name, day, actor, today)


def _new_member(
    uuid: Any, body_id: int, name: str, day: dt.date, actor: Actor, today: dt.date
) -> Todo:
    """A seat in the council: told to the county administrative board, which counts anew."""
    return Todo(
        when=day,
        due_at=None,
        verb_object=gettext("Anmäl den lediga platsen till länsstyrelsen: %(body)s")
        % {"body": name},
        detail=filled_by(today)[BodyKind.COUNCIL.value],
        url=reverse("people:body", args=[uuid]),
        position_key=_position_key(actor, body_id),
        urgent=day <= today,
    )


def _by_election(
    uuid: Any,
    body_id: int,
    name: str,
    day: dt.date,
    section: str,
    actor: Actor,
    today: dt.date,
) -> Todo:
    """A seat that is left during the term, until somebody is elected to it."""
    title = gettext("Fyllnadsval: %(body)s") % {"body": name}
    return Todo(
        when=day,
        due_at=None,
        verb_object=gettext("Ta upp fyllnadsval i fullmäktige: %(body)s") % {"body": name},
        detail=gettext("Kommunallagen %(section)s") % {"section": section},
        url=f"{reverse('meetings:enter-item', args=[uuid])}?{urlencode({'rubrik': title})}",
        position_key=_position_key(actor, body_id),
        urgent=day <= today,
    )


def _extra_meeting(uuid: Any, body_id: int, name: str, day: dt.date, actor: Actor) -> Todo:
    """An extra meeting that is asked for. The secretary plans it; the chair sees the list.

    It is urgent, but late by no day: the law gives none by which it shall have been held.
    """
    if actor.can(KEEP, body_id=body_id):
        address = reverse("meetings:plan", args=[uuid]) + "?extra=ja"
    else:
        address = f"{reverse('meetings:meetings')}?organ={uuid}"
    return Todo(
        when=None,
        due_at=None,
        verb_object=gettext("Planera det extra möte som är begärt: %(body)s") % {"body": name},
        detail=gettext("Begärt %(day)s") % {"day": say_day_long(day, current())},
        url=address,
        position_key=_position_key(actor, body_id),
        urgent=True,
    )


def _report(
    uuid: Any, body_id: int, name: str, since: dt.date, actor: Actor, today: dt.date
) -> Todo | None:
    """What the council is to be told once a year, from a month before the year is over."""
    months = count_laid_down("committee.report_proposals", "proposals.months_at_most", today)
    if add_months(since, months - 1) > today:
        return None
    due = add_months(since, months)
    return Todo(
        when=due,
        due_at=None,
        verb_object=gettext("Informera fullmäktige om medborgarförslag: %(body)s")
        % {"body": name},
        detail=gettext("Kommunallagen 6 kap. 34 §"),
        url=reverse("meetings:report-proposals", args=[uuid]),
        position_key=_position_key(actor, body_id),
        urgent=due <= today,
    )


def _position_key(actor: Actor, body_id: int) -> str:
    """Give the position under which the person has to do with the body."""
    keys = (p.key for p in actor.positions if p.body_id == body_id or body_id in p.serves)
    return next(keys, "")
