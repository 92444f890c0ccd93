"""To load everything that happened at a meeting's items, in two statements.

The items come with their handling and decision as plain rows; all that hangs on them comes
as rows of (kind, what it hangs on, values), and instants in those as PostgreSQL writes
them in JSON. Two hundred items as objects of ours take ten times as long.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from samspel.audit.actors import Actor
from samspel.kit.prepared import Prepared
from samspel.kit.prepared_query import PreparedQuery
from samspel.meetings.models import AgendaItem, ItemHandling, Meeting
from samspel.meetings.queries.loaded import (
    DecidedRow,
    HandlingRow,
    ItemRow,
    Loaded,
    Row,
    SeenItem,
)
from samspel.meetings.queries.sight import item_sight, person_invited

_HANGING = Prepared(
    "meetings_hanging",
    """
WITH items AS (SELECT id FROM meetings_agendaitem WHERE meeting_id = %(meeting)s)
SELECT f.kind, f.parent, f.id, f.row::text FROM (
SELECT 'attachment' AS kind, a.item_id AS parent, a.order::int AS place, a.id AS id,
       json_build_object('title', a.title, 'url', a.url, 'document', a.document_id) AS row
  FROM meetings_agendaattachment a JOIN items i ON i.id = a.item_id
UNION ALL
SELECT 'preparation', p.item_id, p.order::int, p.id,
       json_build_object('kind', p.kind, 'body', p.body_name, 'on', p."on",
                         'paragraph', p.paragraph, 'text', p.text)
  FROM meetings_preparationnote p JOIN items i ON i.id = p.item_id
UNION ALL
SELECT 'recipient', r.item_id, 0, r.id,
       json_build_object('name', r.name, 'address', r.address, 'internal', r.is_internal)
  FROM meetings_itemrecipient r JOIN items i ON i.id = r.item_id
UNION ALL
SELECT 'not_deciding', n.item_id, 0, n.id, json_build_object('by', n.participation_id)
  FROM meetings_notdeciding n JOIN items i ON i.id = n.item_id
UNION ALL
SELECT 'conflict', c.item_id, 0, c.id,
       json_build_object('by', c.participation_id, 'ground', c.ground, 'state', c.state,
                         'raised_by', c.raised_by_id, 'out_at', c.out_at, 'in_at', c.in_at,
                         'took_part', c.concerned_took_part)
  FROM meetings_conflictofinterest c JOIN items i ON i.id = c.item_id
UNION ALL
SELECT 'reservation', r.item_id, 0, r.id,
       json_build_object('by', r.participation_id, 'proposal', r.proposal_id,
                         'at', r.announced_at, 'motivation', r.motivation)
  FROM meetings_reservation r JOIN items i ON i.id = r.item_id
UNION ALL
SELECT 'note', n.item_id, 0, n.id,
       json_build_object('by', n.participation_id, 'at', n.announced_at, 'text', n.text)
  FROM meetings_protocolnote n JOIN items i ON i.id = n.item_id
UNION ALL
SELECT 'late', p.item_id, 0, p.id, '{}'::json
  FROM meetings_agendaplacement p JOIN items i ON i.id = p.item_id
 WHERE p.is_late AND p.left_at IS NULL
UNION ALL
SELECT 'asking', a.item_id, 0, a.id,
       json_build_object('kind', a.kind, 'asker', a.asker_id, 'answerer', a.answerer_id,
                         'name', btrim(p.given_name || ' ' || p.family_name),
                         'role', a.answerer_role, 'subject', a.subject,
                         'allowed', a.allowed, 'answered', a.answered_at IS NOT NULL)
  FROM meetings_councilasking a JOIN items i ON i.id = a.item_id
  LEFT JOIN people_person p ON p.id = a.answerer_id
UNION ALL
SELECT 'speaker', a.item_id, 0, s.id, json_build_object('by', s.participation_id)
  FROM meetings_councilasking a JOIN items i ON i.id = a.item_id
  JOIN meetings_councilasking_speakers s ON s.councilasking_id = a.id
UNION ALL
SELECT 'proposal', p.item_id, p.number::int, p.id,
       json_build_object('number', p.number, 'kind', p.kind, 'text', p.text,
                         'mover', p.mover_id, 'made_at', p.made_at, 'by_chair', p.by_chair,
                         'supports', p.supports_id, 'withdrawn_at', p.withdrawn_at,
                         'refused', p.refused_because, 'becomes', p.becomes)
  FROM meetings_proposal p JOIN items i ON i.id = p.item_id
UNION ALL
SELECT 'seconding', s.proposal_id, 0, s.id, json_build_object('by', s.participation_id)
  FROM meetings_seconding s JOIN meetings_proposal p ON p.id = s.proposal_id
  JOIN items i ON i.id = p.item_id
UNION ALL
SELECT 'question', q.item_id, q.number::int, q.id,
       json_build_object('number', q.number, 'kind', q.kind, 'sides', q.alternatives,
                         'found', q.found, 'result', q.result, 'put_at', q.put_at,
                         'by_minority', q.by_minority, 'wording', q.wording)
  FROM meetings_putquestion q JOIN items i ON i.id = q.item_id
UNION ALL
SELECT 'ballot', b.question_id, 0, b.id,
       json_build_object('method', b.method, 'yes_key', b.yes_key, 'no_key', b.no_key,
                         'yes', b.yes_count, 'no', b.no_count, 'abstained', b.abstained_count,
                         'absent', b.absent_count, 'blank', b.blank_count,
                         'candidates', b.candidates, 'requested_by', b.requested_by_id,
                         'casting', b.casting_vote_id, 'by_lot', b.by_lot,
                         'held_at', b.confirmed_at)
  FROM meetings_ballot b JOIN meetings_putquestion q ON q.id = b.question_id
  JOIN items i ON i.id = q.item_id
UNION ALL
SELECT 'vote', v.ballot_id, 0, v.id,
       json_build_object('by', v.participation_id, 'choice', v.choice,
                         'serving_for', v.serving_for_id)
  FROM meetings_ballotvote v JOIN meetings_ballot b ON b.id = v.ballot_id
  JOIN meetings_putquestion q ON q.id = b.question_id JOIN items i ON i.id = q.item_id
UNION ALL
SELECT 'participation', 0, p.order::int, p.id,
       json_build_object('person', p.person_id, 'name', p.name, 'party', p.party,
                         'role', p.role, 'seat', p.seat, 'order', p.order,
                         'function', p.function, 'excuse', p.excuse)
  FROM meetings_participation p WHERE p.meeting_id = %(meeting)s
UNION ALL
SELECT 'interval', s.participation_id, 0, s.id,
       json_build_object('from_at', s.from_at, 'to_at', s.to_at, 'remote', s.remote,
                         'serving', s.serving, 'serving_for', s.serving_for_id,
                         'ended', s.ended)
  FROM meetings_presenceinterval s JOIN meetings_participation p ON p.id = s.participation_id
 WHERE p.meeting_id = %(meeting)s
UNION ALL
SELECT 'adjournment', 0, 0, a.id,
       json_build_object('from_at', a.from_at, 'to_at', a.to_at, 'item_id', a.item_id,
                         'reason', a.reason)
  FROM meetings_adjournment a JOIN meetings_sitting s ON s.id = a.sitting_id
 WHERE s.meeting_id = %(meeting)s
) f
ORDER BY f.kind, f.parent, f.place, f.id
""",
    meeting="bigint",
)
_TIMES = {
    "adjournment": ("from_at", "to_at"),
    "ballot": ("held_at",),
    "conflict": ("out_at", "in_at"),
    "interval": ("from_at", "to_at"),
    "note": ("at",),
    "proposal": ("made_at", "withdrawn_at"),
    "question": ("put_at",),
    "reservation": ("at",),
}


def loaded_items(meeting: Meeting, viewer: Actor) -> Loaded:
    """Load the items, each with whether it is seen, the people, and all that hangs on them."""
    items, hanging = _items(meeting, viewer), _hanging(meeting)
    return Loaded(
        items=items,
        participations={
            row["id"]: row for row in sorted(hanging["participation", 0], key=_listed)
        },
        hanging=hanging,
        bare=frozenset(each.row.pk for each in items) - {parent for _kind, parent in hanging},
    )


def _listed(participation: Row) -> tuple[str, int, int]:
    """Give the place in the list of who is to be there: the members first."""
    return participation["seat"], participation["order"], participation["id"]


def _asked(meeting: int, person: int) -> QuerySet[AgendaItem, Any]:
    """Put the statement together: the items with their handling and decision."""
    return (
        AgendaItem.objects.filter(meeting_id=meeting)
        .order_by("position", "pk")
        .values_list(
            person_invited(person),
            *ItemRow._fields,
            *(f"handling__{name}" for name in HandlingRow._fields),
            *(f"decided__{name}" for name in DecidedRow._fields),
        )
    )


_ITEMS = PreparedQuery("meetings_items_whole", _asked, "meeting", "person")
_FIRST = len(ItemRow._fields)
_SECOND = _FIRST + len(HandlingRow._fields)


def _items(meeting: Meeting, viewer: Actor) -> list[SeenItem]:
    """Give the items with whether each is seen; one statement."""
    sees = item_sight(viewer)
    untouched = _untouched()
    found = []
    for is_invited, *row in _ITEMS.rows(meeting=meeting.pk, person=viewer.person_id or 0):
        item = ItemRow(*row[:_FIRST])
        handling = HandlingRow(*row[_FIRST:_SECOND])
        decided = DecidedRow(*row[_SECOND:])
        found.append(
            SeenItem(
                item,
                handling if handling.version is not None else untouched,
                decided if decided.outcome is not None else None,
                sees(item.body_id, item.is_closed, bool(is_invited)),
            )
        )
    return found


def _untouched() -> HandlingRow:
    """Give the handling of an item that nobody has said anything of."""
    bare = ItemHandling(draft_points="[]")
    return HandlingRow(*(getattr(bare, name) for name in HandlingRow._fields))


def _hanging(meeting: Meeting) -> dict[tuple[str, int], list[Row]]:
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for kind, parent, key, values in _HANGING.rows({"meeting": meeting.pk}):
        row: Row = {"id": key, **json.loads(values)}
        for name in _TIMES.get(kind, ()):
            if row[name] is not None:
                row[name] = dt.datetime.fromisoformat(row[name])
        found[kind, parent].append(row)
    return found
