"""What a notice gives to the start page: answer it, answer whether one can serve."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_day_long
from samspel.kit.language import current
from samspel.kit.prepared import Ask, Prepared
from samspel.messaging.todo import Todo

# A notice is asked about until its meeting begins; whoever is asked to serve answers that.
_ASK = Prepared(
    "meetings_answers",
    """
SELECT m.uuid, m.body_id, b.name, m.starts_at, c.id,
       btrim(p.given_name || ' ' || p.family_name)
  FROM meetings_meeting m
  JOIN people_body b ON b.id = m.body_id
  LEFT JOIN meetings_substitutecall c
         ON c.meeting_id = m.id AND c.substitute_id = %(person)s AND c.state = 'asked'
  LEFT JOIN people_person p ON p.id = c.absent_id
 WHERE m.state = 'called' AND m.starts_at > %(now)s
   AND (c.id IS NOT NULL
        OR (m.body_id = ANY(%(own)s)
            AND NOT EXISTS (SELECT 1 FROM meetings_noticeanswer a
                             WHERE a.meeting_id = m.id AND a.person_id = %(person)s)))
 ORDER BY m.starts_at, m.id
""",
    "uuid bigint text timestamptz bigint text",
    person="bigint",
    now="timestamptz",
    own="bigint[]",
)


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give the notices that the person has not answered, and the questions to serve."""
    own = {position.body_id: position.key for position in actor.positions if position.body_id}
    return [
        _task(row, own.get(row[1], ""))
        for ask, params in asked(actor, now)
        for row in ask.rows(params)
    ]


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statement that is read above; nobody without a person is asked anything."""
    if actor.person_id is None:
        return []
    own = sorted({position.body_id for position in actor.positions if position.body_id})
    return [(_ASK, {"person": actor.person_id, "now": now, "own": own})]


def _task(row: tuple[Any, ...], position_key: str) -> Todo:
    uuid, _body_id, name, starts_at, call, absent = row
    body = {"body": name}
    if call is None:
        verb, detail = gettext("Svara på kallelsen: %(body)s") % body, ""
    else:
        verb = gettext("Svara om du kan tjänstgöra: %(body)s") % body
        detail = gettext("för %(name)s") % {"name": absent}
    day = gettext("Mötet %(day)s") % {"day": say_day_long(local_day(starts_at), current())}
    return Todo(
        when=local_day(starts_at),
        due_at=starts_at,
        verb_object=verb,
        detail=", ".join(each for each in (day, detail) if each),
        url=reverse("meetings:answer-notice", args=[uuid]),
        position_key=position_key,
        urgent=call is not None,
    )
