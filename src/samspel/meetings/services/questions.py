"""Questions at an item: asked when it was taken up, and answered then or later."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import policies
from samspel.meetings.errors import ItemRefused
from samspel.meetings.models import AgendaItem, AgendaQuestion
from samspel.meetings.services.locks import locked_item
from samspel.people.models import Person


@transaction.atomic
def note_question(
    item: AgendaItem,
    *,
    question: str,
    at: dt.datetime,
    actor: Actor,
    asked_by: Person | None = None,
    asked_by_name: str = "",
) -> AgendaQuestion:
    """Note a question that was asked when the item was taken up.

    Refuses whoever does not keep the body, an item whose meeting has not begun, and a
    question that nobody asked.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    if item.meeting is None or at < item.meeting.starts_at:
        raise ItemRefused(_("Frågor antecknas från och med att mötet har börjat."))
    if asked_by is None and not asked_by_name.strip():
        raise ItemRefused(_("Ange vem som ställde frågan."))
    row = AgendaQuestion.objects.create(
        item=item,
        question=question,
        asked_at=at,
        asked_by=asked_by,
        asked_by_name="" if asked_by else asked_by_name.strip(),
    )
    audit.record(
        "meetings.item.question_noted", subject=item, actor=actor, facts={"question": row.pk}
    )
    return row


@transaction.atomic
def answer_question(
    question: AgendaQuestion,
    *,
    answer: str,
    at: dt.datetime,
    actor: Actor,
    answered_by: Person | None = None,
    answered_by_name: str = "",
) -> AgendaQuestion:
    """Note the answer to a question. Refuses one that is answered already."""
    item = locked_item(question.item)
    policies.require_may_keep(item.body, actor)
    question = item.questions.get(pk=question.pk)
    if question.answered_at is not None:
        raise ItemRefused(_("Frågan har redan ett svar. Läs in sidan på nytt."))
    question.answer = answer
    question.answered_at = at
    question.answered_by = answered_by
    question.answered_by_name = "" if answered_by else answered_by_name.strip()
    question.save(update_fields=["answer", "answered_at", "answered_by", "answered_by_name"])
    audit.record(
        "meetings.item.question_answered",
        subject=item,
        actor=actor,
        facts={"question": question.pk},
    )
    return question
