"""What minutes give to the start page: to sign, to announce, to acknowledge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_day_long
from samspel.kit.language import current
from samspel.kit.prepared import Ask, Prepared
from samspel.meetings.calculation.appeal import announce_by
from samspel.meetings.queries.sight import KEEP
from samspel.messaging.todo import Todo

_ASK_SIGN = Prepared(
    "meetings_to_sign",
    """
SELECT n.uuid, m.body_id, b.name, m.starts_at, m.approval_on
  FROM meetings_approver a
  JOIN meetings_minutes n ON n.id = a.minutes_id
  JOIN meetings_meeting m ON m.id = n.meeting_id
  JOIN people_body b ON b.id = m.body_id
 WHERE a.person_id = %(person)s AND a.state = 'waiting' AND n.state = 'out'
 ORDER BY n.sent_at, a.id
""",
    "uuid bigint text timestamptz date",
    person="bigint",
)
_ASK_ANNOUNCE = Prepared(
    "meetings_to_announce",
    """
SELECT n.uuid, m.body_id, b.name, m.starts_at, n.approved_at, NULL, ''
  FROM meetings_minutes n
  JOIN meetings_meeting m ON m.id = n.meeting_id
  JOIN people_body b ON b.id = m.body_id
 WHERE n.state = 'approved' AND n.approved_at IS NOT NULL AND m.body_id = ANY(%(kept)s)
   AND NOT EXISTS (SELECT 1 FROM meetings_boardnotice x WHERE x.minutes_id = n.id)
UNION ALL
SELECT i.uuid, m.body_id, b.name, m.starts_at, h.immediately_approved_at, m.uuid, i.paragraph
  FROM meetings_meeting m
  JOIN people_body b ON b.id = m.body_id
  JOIN meetings_agendaitem i ON i.meeting_id = m.id
  JOIN meetings_itemhandling h ON h.item_id = i.id
 WHERE m.body_id = ANY(%(kept)s) AND m.starts_at >= %(since)s
   AND h.immediately_approved_at IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM meetings_minutes n
                    WHERE n.item_id = i.id AND n.kind = 'immediate')
 ORDER BY 5
""",
    "uuid bigint text timestamptz timestamptz uuid text",
    kept="bigint[]",
    since="timestamptz",
)
# A paragraph approved at once is asked for so long after its meeting; older ones are known.
_ASKED_FOR = dt.timedelta(days=60)
_ASK_RECEIVE = Prepared(
    "meetings_to_receive",
    """
SELECT d.uuid, b.name, i.paragraph
  FROM meetings_dispatch d
  JOIN meetings_extract x ON x.id = d.extract_id
  JOIN meetings_agendaitem i ON i.id = x.item_id
  JOIN people_body b ON b.id = i.body_id
 WHERE d.person_id = %(person)s AND d.received_at IS NULL
 ORDER BY d.id
""",
    "uuid text text",
    person="bigint",
)


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give what waits for the person: to sign, to announce, to acknowledge."""
    if actor.person_id is None:
        return []
    mine, kept = {"person": actor.person_id}, _kept(actor, now)
    to_sign = gettext("Justera protokollet: %(body)s")
    found = [_todo(to_sign, row, row[4], actor, now) for row in _ASK_SIGN.rows(mine)]
    if kept["kept"]:
        found += [_to_announce(row, actor, now) for row in _ASK_ANNOUNCE.rows(kept)]
    return [*found, *(_receipt(row) for row in _ASK_RECEIVE.rows(mine))]


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statements that are read above."""
    if actor.person_id is None:
        return []
    mine, kept = {"person": actor.person_id}, _kept(actor, now)
    asks: list[Ask] = [(_ASK_SIGN, mine), (_ASK_RECEIVE, mine)]
    return [*asks, (_ASK_ANNOUNCE, kept)] if kept["kept"] else asks


def _kept(actor: Actor, now: dt.datetime) -> dict[str, Any]:
    return {"kept": list(actor.bodies_with(KEEP)), "since": now - _ASKED_FOR}


def _to_announce(row: tuple[Any, ...], actor: Actor, now: dt.datetime) -> Todo:
    """Minutes that are approved, or a paragraph that the meeting approved at once."""
    *known, meeting, paragraph = row
    by = announce_by(local_day(row[4]))
    if meeting is None:
        return _todo(gettext("Tillkännage justeringen: %(body)s"), known, by, actor, now)
    verb = gettext("Skriv och tillkännage den omedelbart justerade paragrafen: %(body)s")
    found = _todo(verb, known, by, actor, now)
    address = reverse("meetings:begin-immediate", args=[meeting, row[0]])
    return replace(found, url=address, detail=f"{paragraph}. {found.detail}")


def _receipt(row: tuple[Any, ...]) -> Todo:
    uuid, body, paragraph = row
    return Todo(
        when=None,
        due_at=None,
        verb_object=gettext("Bekräfta protokollsutdraget: %(body)s") % {"body": body},
        detail=paragraph,
        url=reverse("meetings:receipt", args=[uuid]),
        position_key="",
        urgent=False,
    )


def _todo(verb: str, row: Sequence[Any], by: dt.date, actor: Actor, now: dt.datetime) -> Todo:
    uuid, body_id, body, starts_at, _at = row[:5]
    own = [p.key for p in actor.positions if body_id in p.bodies_with(KEEP) | {p.body_id}]
    day = say_day_long(local_day(starts_at), current())
    return Todo(
        when=by,
        due_at=None,
        verb_object=verb % {"body": body},
        detail=gettext("Mötet %(day)s") % {"day": day},
        url=reverse("meetings:minutes", args=[uuid]),
        position_key=own[0] if own else "",
        urgent=by < local_day(now),
    )
