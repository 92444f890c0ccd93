"""To tell people: messages, with the ways out that each person has chosen.

Nothing here is an act of its own: the act that tells has its entry in the trail, and
that somebody has read a message is nobody's business but theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from samspel.audit.actors import Actor
from samspel.audit.errors import ActorMissing
from samspel.foundation.text import one_line, truncate
from samspel.messaging import kinds, tasks_seam
from samspel.messaging.events import CalendarEvent
from samspel.messaging.models import Message
from samspel.messaging.queries import Wishes, wishes_of
from samspel.messaging.services.outbox import SEND, enqueue_messages
from samspel.messaging.texts import said
from samspel.people.models import Person


@dataclass(frozen=True, slots=True)
class _Notice:
    """What is to be told, before it is put in anybody's language."""

    kind: str
    subject: object
    body: object
    params: Mapping[str, Any] | None
    link: str
    about: models.Model
    due_on: dt.date | None
    dedupe: str
    at: dt.datetime

    def to(self, person: Person, language: str) -> Message:
        """Write it for one person, unsaved."""
        return Message(
            recipient=person,
            kind=self.kind,
            language=language,
            subject=truncate(one_line(said(self.subject, self.params, language)), 300),
            body=said(self.body, self.params, language),
            link=self.link,
            about_type=self.about._meta.label_lower,
            about_id=self.about.pk,
            due_on=self.due_on,
            dedupe=self.dedupe,
            created_at=self.at,
        )


@transaction.atomic
def notify(
    recipients: Iterable[Person],
    *,
    kind: str,
    subject: object,
    body: object,
    link: str,
    actor: Actor,
    about: models.Model,
    params: Mapping[str, Any] | None = None,
    due_on: dt.date | None = None,
    event: CalendarEvent | None = None,
    dedupe: str = "",
    at: dt.datetime | None = None,
) -> list[Message]:
    """Tell each recipient, here and by the ways they have chosen, if this act commits.

    ``subject`` and ``body`` are lazy or marked msgids, filled from ``params`` in the
    recipient's language (days, moments and labelled enums are said in words). They
    hold no contact details, and no place of anyone with a protected identity. ``link``
    is a path of ours. With ``event`` those who take invitations get one in the mail;
    its sequence may not be lower than the last (OldSequence). With ``dedupe`` a person
    who has been told under that key is not told again. Gives the messages written.
    Raises UnknownKind, or ActorMissing where nobody acts.
    """
    if not actor or not actor.name:
        raise ActorMissing(kind)
    group = kinds.kind_of(kind).group
    notice = _Notice(
        kind, subject, body, params, link, about, due_on, dedupe, at or timezone.now()
    )
    wishes = wishes_of({person.pk: person for person in recipients}.values(), group)
    messages = _write(notice, wishes)
    if enqueue_messages(messages, {wish.person.pk: wish for wish in wishes}, event):
        tasks_seam.defer(SEND)
    return messages


def remind_once(
    key: str,
    recipients: Iterable[Person],
    *,
    kind: str,
    subject: object,
    body: object,
    link: str,
    actor: Actor,
    about: models.Model,
    params: Mapping[str, Any] | None = None,
    due_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> list[Message]:
    """Remind each recipient once under the key, however often the reminder job runs.

    Put into the key what makes the reminder another one: what it is about, and the day
    it counts towards ("visits.report:17:2026-12-01"). Gives the messages written now.
    """
    return notify(
        recipients,
        kind=kind,
        subject=subject,
        body=body,
        link=link,
        actor=actor,
        about=about,
        params=params,
        due_on=due_on,
        dedupe=f"reminder:{key}",
        at=at,
    )


def _write(notice: _Notice, wishes: list[Wishes]) -> list[Message]:
    """Write the messages; of those told under the same key before, none."""
    if not notice.dedupe:
        written = [notice.to(wish.person, wish.language) for wish in wishes]
        return Message.objects.bulk_create(written)
    told = set(
        Message.objects.filter(
            dedupe=notice.dedupe, recipient__in=[wish.person.pk for wish in wishes]
        ).values_list("recipient_id", flat=True)
    )
    found = (_write_once(notice, wish) for wish in wishes if wish.person.pk not in told)
    return [message for message in found if message]


def _write_once(notice: _Notice, wish: Wishes) -> Message | None:
    """Write one message, unless somebody else has told the person at the same time."""
    message = notice.to(wish.person, wish.language)
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        return None
    return message


def mark_read(message: Message, *, person_id: int, at: dt.datetime) -> None:
    """Mark a message as read by its recipient. Anybody else's reading changes nothing."""
    Message.objects.filter(pk=message.pk, recipient_id=person_id, read_at__isnull=True).update(
        read_at=at
    )


def mark_all_read(person_id: int, *, at: dt.datetime) -> int:
    """Mark all of a person's own messages as read; give how many."""
    unread = Message.objects.filter(recipient_id=person_id, read_at__isnull=True)
    return unread.update(read_at=at)
