"""What minutes give to the start page: to sign, to write, to announce, to acknowledge."""

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
from samspel.meetings.calculation.appeal import announce_by, appeal_ends, may_come_down
from samspel.meetings.calculation.posting import kinds_that_start_appeal, starts_appeal
from samspel.meetings.enums.minutes import NoticeKind
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
_ASK_KEEP = Prepared(
    "meetings_minutes_to_keep",
    """
SELECT 'announce', n.uuid, m.body_id, b.name, m.starts_at, n.approved_at, NULL::uuid, '',
       NULL::date
  FROM meetings_minutes n
  JOIN meetings_meeting m ON m.id = n.meeting_id
  JOIN people_body b ON b.id = m.body_id
 WHERE n.state = 'approved' AND n.approved_at IS NOT NULL AND m.body_id = ANY(%(kept)s)
   AND NOT EXISTS (SELECT 1 FROM meetings_boardnotice x WHERE x.minutes_id = n.id)
UNION ALL
SELECT 'at_once', i.uuid, m.body_id, b.name, m.starts_at, h.immediately_approved_at, m.uuid,
       i.paragraph, NULL::date
  FROM meetings_meeting m
  JOIN people_body b ON b.id = m.body_id
  JOIN meetings_agendaitem i ON i.meeting_id = m.id
  JOIN meetings_itemhandling h ON h.item_id = i.id
 WHERE m.body_id = ANY(%(kept)s) AND m.starts_at >= %(since)s
   AND h.immediately_approved_at IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM meetings_minutes n
                    WHERE n.item_id = i.id AND n.kind = 'immediate')
UNION ALL
SELECT CASE WHEN n.id IS NULL THEN 'begin' WHEN n.state = 'out' THEN 'late' ELSE 'write' END,
       COALESCE(n.uuid, m.uuid), m.body_id, b.name, m.starts_at, s.closed_at, NULL::uuid,
       '', m.approval_on
  FROM meetings_meeting m
  JOIN people_body b ON b.id = m.body_id
  JOIN meetings_sitting s ON s.meeting_id = m.id
  LEFT JOIN meetings_minutes n ON n.meeting_id = m.id AND n.kind = 'whole'
 WHERE m.body_id = ANY(%(kept)s) AND m.starts_at >= %(since)s AND s.closed_at IS NOT NULL
   AND (n.id IS NULL OR n.state IN ('draft', 'returned')
        OR (n.state = 'out' AND m.approval_on < %(today)s))
UNION ALL
SELECT 'take_down', x.uuid, x.body_id, b.name, x.posted_at,
       (SELECT MIN(GREATEST(o.from_at, x.posted_at)) FROM meetings_boardoutage o
         WHERE o.to_at IS NULL OR o.to_at > x.posted_at), NULL, x.kind || ':' || x.title,
       CASE WHEN x.kind = ANY(%(appealed)s) THEN x.announced_on
            ELSE COALESCE(x.stays_to, x.announced_on) END
  FROM meetings_boardnotice x
  JOIN people_body b ON b.id = x.body_id
 WHERE x.removed_at IS NULL AND x.body_id = ANY(%(kept)s)
   AND CASE WHEN x.kind = ANY(%(appealed)s) THEN x.announced_on
            ELSE COALESCE(x.stays_to, x.announced_on) END <= %(today)s
 ORDER BY 6
""",
    "text uuid bigint text timestamptz timestamptz uuid text date",
    kept="bigint[]",
    since="timestamptz",
    today="date",
    appealed="text[]",
)
# What is to be written is asked for so long after its meeting; what is older is known.
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
    """Give what waits for the person: to sign, to write, to announce, to acknowledge."""
    if actor.person_id is None:
        return []
    mine, kept = {"person": actor.person_id}, _kept(actor, now)
    to_sign = gettext("Justera protokollet: %(body)s")
    found = [_todo(to_sign, row, row[4], actor, now) for row in _ASK_SIGN.rows(mine)]
    if kept["kept"]:
        rows = [_to_keep(row, actor, now) for row in _ASK_KEEP.rows(kept)]
        found += [each for each in rows if each is not None]
    return [*found, *(_receipt(row) for row in _ASK_RECEIVE.rows(mine))]


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statements that are read above."""
    if actor.person_id is None:
        return []
    mine, kept = {"person": actor.person_id}, _kept(actor, now)
    asks: list[Ask] = [(_ASK_SIGN, mine), (_ASK_RECEIVE, mine)]
    return [*asks, (_ASK_KEEP, kept)] if kept["kept"] else asks


def _kept(actor: Actor, now: dt.datetime) -> dict[str, Any]:
    kept = list(actor.bodies_with(KEEP))
    today = local_day(now)
    appealed = kinds_that_start_appeal(today)
    return {"kept": kept, "since": now - _ASKED_FOR, "today": today, "appealed": appealed}


def _to_keep(row: tuple[Any, ...], actor: Actor, now: dt.datetime) -> Todo | None:
    """What the secretary does: write, have approved, announce (KL 5 kap. 69 §, 8 kap. 12 §).

    And take the notice down, when the law lets it be.
    """
    kind, *known, meeting, paragraph, approval_on = row
    if kind == "take_down":
        return _to_take_down(known, paragraph, approval_on, actor, now)
    if kind == "begin":
        found = _todo(gettext("Skriv protokollet: %(body)s"), known, approval_on, actor, now)
        return replace(found, url=reverse("meetings:begin-minutes", args=[known[0]]))
    if approval_on is not None:
        late = gettext("Få protokollet justerat: %(body)s")
        verb = late if kind == "late" else gettext("Skriv klart protokollet: %(body)s")
        return _todo(verb, known, approval_on, actor, now)
    by = announce_by(local_day(known[4]))
    if kind == "announce":
        return _todo(gettext("Tillkännage justeringen: %(body)s"), known, by, actor, now)
    verb = gettext("Skriv och tillkännage den omedelbart justerade paragrafen: %(body)s")
    found = _todo(verb, known, by, actor, now)
    address = reverse("meetings:begin-immediate", args=[meeting, known[0]])
    return replace(found, url=address, detail=f"{paragraph}. {found.detail}")


def _to_take_down(
    known: Sequence[Any], what: str, since: dt.date, actor: Actor, now: dt.datetime
) -> Todo | None:
    """A notice that may come down; nothing while it must stay or its time is uncertain.

    ``since`` is the day of the announcement, or the day that the notice itself names. The
    law sets no day by which it is to come down, so it is late by none.
    """
    kind, _colon, title = what.partition(":")
    broken_at = known[4]
    if starts_appeal(NoticeKind(kind), since):
        if broken_at is not None and local_day(broken_at) <= appeal_ends(since):
            return None
        since = may_come_down(since)
    if since > local_day(now):
        return None
    found = _todo(gettext("Ta ned anslaget: %(body)s"), known, since, actor, now)
    day = say_day_long(since, current())
    said = gettext("%(title)s. Får tas ned sedan %(day)s.") % {"title": title, "day": day}
    address = reverse("meetings:take-down", args=[known[0]])
    return replace(found, when=None, urgent=False, detail=said, url=address)


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
