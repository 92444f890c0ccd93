"""To load everything that happened at a meeting's items, in a few statements.

What hangs on the items in small tables comes in one statement, as rows of (kind, item,
values); proposals, questions with their ballots, and votes in one each.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Q, Value, When

from samspel.meetings.models import (
    AgendaItem,
    BallotVote,
    Meeting,
    Participation,
    Proposal,
    PutQuestion,
    Seconding,
)
from samspel.meetings.queries.assembling import Loaded

_SMALL = """
WITH items AS (SELECT id FROM meetings_agendaitem WHERE meeting_id = %(meeting)s)
SELECT 'attachment', a.item_id, a.order::int, a.id,
       jsonb_build_object('title', a.title, 'url', a.url, 'document', a.document_id)
  FROM meetings_agendaattachment a JOIN items i ON i.id = a.item_id
UNION ALL
SELECT 'preparation', p.item_id, p.order::int, p.id,
       jsonb_build_object('kind', p.kind, 'body', p.body_name, 'on', p."on",
                          'paragraph', p.paragraph, 'text', p.text)
  FROM meetings_preparationnote p JOIN items i ON i.id = p.item_id
UNION ALL
SELECT 'recipient', r.item_id, 0, r.id,
       jsonb_build_object('name', r.name, 'address', r.address, 'internal', r.is_internal)
  FROM meetings_itemrecipient r JOIN items i ON i.id = r.item_id
UNION ALL
SELECT 'not_deciding', n.item_id, 0, n.id, jsonb_build_object('by', n.participation_id)
  FROM meetings_notdeciding n JOIN items i ON i.id = n.item_id
UNION ALL
SELECT 'conflict', c.item_id, 0, c.id,
       jsonb_build_object('by', c.participation_id, 'ground', c.ground, 'state', c.state,
                          'raised_by', c.raised_by_id, 'out_at', c.out_at, 'in_at', c.in_at)
  FROM meetings_conflictofinterest c JOIN items i ON i.id = c.item_id
UNION ALL
SELECT 'reservation', r.item_id, 0, r.id,
       jsonb_build_object('by', r.participation_id, 'proposal', r.proposal_id,
                          'at', r.announced_at, 'motivation', r.motivation)
  FROM meetings_reservation r JOIN items i ON i.id = r.item_id
UNION ALL
SELECT 'note', n.item_id, 0, n.id,
       jsonb_build_object('by', n.participation_id, 'at', n.announced_at, 'text', n.text)
  FROM meetings_protocolnote n JOIN items i ON i.id = n.item_id
UNION ALL
SELECT 'late', p.item_id, 0, p.id, '{}'::jsonb
  FROM meetings_agendaplacement p JOIN items i ON i.id = p.item_id
 WHERE p.is_late AND p.left_at IS NULL
UNION ALL
SELECT 'speaker', a.item_id, 0, s.id, jsonb_build_object('by', s.participation_id)
  FROM meetings_councilasking a JOIN items i ON i.id = a.item_id
  JOIN meetings_councilasking_speakers s ON s.councilasking_id = a.id
UNION ALL
SELECT 'adjournment', COALESCE(a.item_id, 0), 0, a.id,
       jsonb_build_object('from_at', a.from_at, 'to_at', a.to_at, 'item_id', a.item_id,
                          'reason', a.reason)
  FROM meetings_adjournment a JOIN meetings_sitting s ON s.id = a.sitting_id
 WHERE s.meeting_id = %(meeting)s
ORDER BY 1, 2, 3, 4
"""
_TIMES = ("at", "out_at", "in_at", "from_at", "to_at")


def loaded_items(
    meeting: Meeting, seen: Q, participations: Mapping[int, Participation]
) -> Loaded:
    """Load the items and all that hangs on them; six statements."""
    proposals = Proposal.objects.filter(item__meeting=meeting)
    secondings = Seconding.objects.filter(proposal__item__meeting=meeting)
    questions = PutQuestion.objects.filter(item__meeting=meeting).select_related("ballot")
    votes = BallotVote.objects.filter(ballot__question__item__meeting=meeting)
    small, adjournments = _small(meeting)
    return Loaded(
        items=_items(meeting, seen),
        participations=participations,
        small=small,
        adjournments=adjournments,
        proposals=_by(proposals, "item_id"),
        secondings=_by(secondings, "proposal_id"),
        questions=_by(questions, "item_id"),
        votes=_by(votes, "ballot_id"),
    )


def _items(meeting: Meeting, seen: Q) -> list[AgendaItem]:
    """Give the items with whether each is seen; one statement."""
    rows = AgendaItem.objects.filter(meeting=meeting).select_related(
        "handling", "decided", "asking__answerer"
    )
    is_seen = (
        Case(When(seen, then=Value(True)), default=Value(False), output_field=BooleanField())
        if seen
        else Value(True, output_field=BooleanField())
    )
    return list(rows.annotate(is_seen=is_seen).order_by("position", "pk"))


def _by(rows: Any, field: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, field)].append(row)
    return found


def _small(
    meeting: Meeting,
) -> tuple[dict[tuple[str, int], list[dict[str, Any]]], list[dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute(_SMALL, {"meeting": meeting.pk})
        rows = cursor.fetchall()
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for kind, item_id, _order, key, values in rows:
        found[kind, item_id].append({"id": key, **_read(values)})
    breaks = [
        row for (kind, _item), each in found.items() if kind == "adjournment" for row in each
    ]
    return found, sorted(breaks, key=lambda row: row["from_at"])


def _read(values: Any) -> dict[str, Any]:
    """Give a row's values, with instants as instants and days as days."""
    row: dict[str, Any] = json.loads(values) if isinstance(values, str) else dict(values)
    for name in _TIMES:
        if row.get(name) is not None:
            row[name] = dt.datetime.fromisoformat(row[name])
    if row.get("on") is not None:
        row["on"] = dt.date.fromisoformat(row["on"])
    return row
