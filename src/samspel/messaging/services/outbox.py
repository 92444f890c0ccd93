"""What goes out: a message's ways, letters that Django has rendered, and another try."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from email.utils import parseaddr
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspel.access.models import User
from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.messaging import policies, tasks_seam
from samspel.messaging.calculation import next_digest_at
from samspel.messaging.enums import Channel, DeliveryState, EmailChoice
from samspel.messaging.errors import OldSequence, ResendRefused
from samspel.messaging.events import CANCEL, CalendarEvent
from samspel.messaging.letters import IN_ACCOUNT, IN_REGISTER, Letter
from samspel.messaging.models import CalendarEntry, Delivery, Message
from samspel.messaging.queries import Wishes
from samspel.people.models import Person

SEND = "messaging.send"
"""The task that sends what is due."""


def enqueue_messages(
    messages: Iterable[Message], wishes: Mapping[int, Wishes], event: CalendarEvent | None
) -> bool:
    """Write the ways out of messages, as each recipient wishes; give whether any is due now.

    An event goes as an invitation to those who take them, in the same mail as the text.
    Whoever never was invited is not sent a cancellation for the calendar. Of two forms
    of one event that both wait, only the newer will be sent (see ``sending``).
    """
    written = list(messages)
    invited = _invited(written, wishes, event) if event else set()
    deliveries = [
        delivery
        for message in written
        for delivery in [_way_out(message, wishes[message.recipient_id], event, invited)]
        if delivery
    ]
    Delivery.objects.bulk_create(deliveries)
    return any(delivery.next_try_at <= delivery.created_at for delivery in deliveries)


def _way_out(
    message: Message, wish: Wishes, event: CalendarEvent | None, invited: set[int]
) -> Delivery | None:
    """Give the one mail that the message becomes, unsaved, or none."""
    if event and message.recipient_id in invited:
        return _delivery(
            message,
            Channel.CALENDAR,
            message.created_at,
            event=_stored(event),
            event_uid=event.uid,
        )
    if wish.email is EmailChoice.AT_ONCE:
        return _delivery(message, Channel.EMAIL, message.created_at)
    if wish.email is EmailChoice.DIGEST:
        due = next_digest_at(message.created_at, wish.digest_hour)
        return _delivery(message, Channel.DIGEST, due)
    return None


def _delivery(
    message: Message, channel: Channel, next_try_at: dt.datetime, **more: Any
) -> Delivery:
    key = uuid4()
    return Delivery(
        uuid=key,
        message=message,
        recipient_id=message.recipient_id,
        channel=channel,
        mail_id=mail_id(key),
        created_at=message.created_at,
        next_try_at=next_try_at,
        **more,
    )


def _invited(
    messages: list[Message], wishes: Mapping[int, Wishes], event: CalendarEvent
) -> set[int]:
    """Note the event's new form for whoever takes it; give their keys.

    Raises OldSequence where somebody has been sent a newer form already.
    """
    takers = [
        message.recipient_id
        for message in messages
        if wishes[message.recipient_id].takes_calendar
    ]
    entries = CalendarEntry.objects.select_for_update().filter(uid=event.uid)
    known = {
        entry.person_id: entry for entry in entries.filter(person__in=takers).order_by("pk")
    }
    if any(entry.sequence > event.sequence for entry in known.values()):
        raise OldSequence(event.uid, event.sequence)
    if event.method is CANCEL:
        takers = [person_id for person_id in takers if person_id in known]
    at = messages[0].created_at if messages else timezone.now()
    CalendarEntry.objects.bulk_create(
        [
            CalendarEntry(
                person_id=person_id,
                uid=event.uid,
                sequence=event.sequence,
                method=event.method.value,
                changed_at=at,
            )
            for person_id in takers
        ],
        update_conflicts=True,
        unique_fields=["person", "uid"],
        update_fields=["sequence", "method", "changed_at"],
    )
    return set(takers)


def _stored(event: CalendarEvent) -> dict[str, Any]:
    """Give the event in the form that a delivery keeps until it is sent."""
    return {
        "uid": event.uid,
        "sequence": event.sequence,
        "method": event.method.value,
        "summary": event.summary,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "place": event.place,
        "description": event.description,
        "url": event.url,
    }


def mail_id(key: UUID) -> str:
    """Give the Message-ID of a delivery: the same each time it is sent."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return f"<{key}@{sender.rpartition('@')[2] or 'samspel.invalid'}>"


@transaction.atomic
def enqueue_letter(letter: Letter, addresses: Iterable[str], *, at: dt.datetime) -> int:
    """Put a letter that Django rendered in the outbox, one copy to each; give how many.

    Of somebody in the register only the person is kept, and the address is looked up
    when the letter is sent. What else the letter says of the address is taken out of
    it until then.
    """
    asked = list(dict.fromkeys(address.strip() for address in addresses if address.strip()))
    known = _owners(asked)
    written = [_letter_delivery(letter, each, known.get(each.lower()), at) for each in asked]
    Delivery.objects.bulk_create(written)
    if written:
        tasks_seam.defer(SEND)
    return len(written)


def _letter_delivery(
    letter: Letter, address: str, owner: tuple[int, str] | None, at: dt.datetime
) -> Delivery:
    """Give the delivery of a letter, unsaved; whose the address is, is kept instead of it."""
    key = uuid4()
    stored = letter.without(address).stored() if owner else letter.stored()
    return Delivery(
        uuid=key,
        recipient_id=owner[0] if owner else None,
        address="" if owner else address,
        channel=Channel.EMAIL,
        letter={**stored, "goes_to": owner[1] if owner else ""},
        mail_id=mail_id(key),
        created_at=at,
        next_try_at=at,
    )


def _owners(addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Give whose the addresses are, by address in lower case, and where they stand."""
    lowered = [each.lower() for each in addresses]
    found: dict[str, tuple[int, str]] = {}
    people = Person.objects.annotate(lowered=Lower("email")).filter(lowered__in=lowered)
    for key, email in people.values_list("pk", "lowered"):
        found[email] = (key, IN_REGISTER)
    users = User.objects.annotate(lowered=Lower("email")).filter(lowered__in=lowered)
    for key, email in users.values_list("person_id", "lowered"):
        found[email] = (key, IN_ACCOUNT)
    return found


@transaction.atomic
def send_again(delivery: Delivery, *, actor: Actor, at: dt.datetime) -> Delivery:
    """Let a mail that failed, or that waits for its next try, be tried at once.

    The trail keeps who asked. Refuses with NotAllowed whoever doesn't keep the outbox,
    and with ResendRefused a mail that is sent, on its way, or no longer needed.
    """
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    policies.require_may_keep_outbox(actor)
    if not delivery.may_be_sent_again:
        raise ResendRefused(
            _("Det går inte att skicka det här igen: %(state)s. Läs in sidan på nytt."),
            state=delivery.state_in_words,
        )
    delivery.state = DeliveryState.WAITING
    delivery.next_try_at = at
    delivery.uncertain_count = 0
    delivery.trying_since = None
    delivery.save(update_fields=["state", "next_try_at", "uncertain_count", "trying_since"])
    audit.record(
        "messaging.delivery.sent_again",
        subject=delivery,
        actor=actor,
        facts={"channel": delivery.channel, "attempts": delivery.attempts},
    )
    tasks_seam.defer(SEND)
    return delivery
