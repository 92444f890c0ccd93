"""What cases give to the start page: assignments to report on, reports to review or change."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.text import truncate
from samspel.kit.prepared import Ask, Prepared
from samspel.messaging.todo import Todo

_SHOWN = 60
_ASK_ASSIGNMENTS = Prepared(
    "cases_assignments",
    """
SELECT a.uuid, a.text, a.citation, a.due_on FROM cases_assignment a
 WHERE a.owner_id = %(person)s AND a.state = 'open'
 ORDER BY a.due_on, a.id LIMIT 20
""",
    "uuid text text date",
    person="bigint",
)
_ASK_REVIEWS = Prepared(
    "cases_reviews",
    """
SELECT r.uuid, r.title, c.registry_number, r.state
  FROM cases_officersreport r JOIN cases_case c ON c.id = r.case_id
 WHERE (r.reviewer_id = %(person)s AND r.state = 'in_review')
    OR (r.writer_id = %(person)s AND r.state = 'draft' AND r.review_remark <> '')
UNION ALL
SELECT c.uuid, c.title, c.registry_number, s.kind
  FROM cases_casestep s JOIN cases_case c ON c.id = s.case_id
 WHERE s.person_id = %(person)s AND s.ended_at IS NULL AND s.kind = 'referred_back'
 ORDER BY 3, 2
""",
    "uuid text text text",
    person="bigint",
)


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give the person's open assignments, reports to review or change, what came back."""
    if actor.person_id is None:
        return []
    mine, today = {"person": actor.person_id}, local_day(now)
    return [
        *(_report_back(row, today) for row in _ASK_ASSIGNMENTS.rows(mine)),
        *(_review(row) for row in _ASK_REVIEWS.rows(mine)),
    ]


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statements that are read above."""
    if actor.person_id is None:
        return []
    mine = {"person": actor.person_id}
    return [(_ASK_ASSIGNMENTS, mine), (_ASK_REVIEWS, mine)]


def _report_back(row: tuple[Any, ...], today: dt.date) -> Todo:
    uuid, text, citation, due_on = row
    return Todo(
        when=due_on,
        due_at=None,
        verb_object=gettext("Återrapportera uppdraget: %(what)s")
        % {"what": truncate(text, _SHOWN)},
        detail=citation,
        url=reverse("cases:assignment", args=[uuid]),
        urgent=due_on < today,
    )


def _review(row: tuple[Any, ...]) -> Todo:
    uuid, title, registry_number, state = row
    page = "cases:report"
    if state == "in_review":
        words = gettext("Granska tjänsteskrivelsen: %(what)s")
    elif state == "draft":
        words = gettext("Ändra tjänsteskrivelsen efter granskningen: %(what)s")
    else:
        page, words = "cases:case", gettext("Bered det återremitterade ärendet: %(what)s")
    return Todo(
        when=None,
        due_at=None,
        verb_object=words % {"what": truncate(title, _SHOWN)},
        detail=registry_number,
        url=reverse(page, args=[uuid]),
    )
