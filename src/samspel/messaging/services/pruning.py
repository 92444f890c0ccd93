"""Forgetting old messages: what was read or sent long ago is not kept for ever.

A message holds personal data about who did what; when it has done its work it goes. What
is still on its way, what failed, and what nobody has read and no mail has carried stays:
nothing is lost by being old. The trail of the acts that the messages told of is not
touched, nor are calendar entries, whose SEQUENCE must go on counting.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.messaging.enums import DeliveryState
from samspel.messaging.models import Delivery, Message
from samspel.people.models import Municipality

_BATCH = 1000
_DONE = (DeliveryState.SENT, DeliveryState.CANCELLED)


def forget_old_messages(*, before: dt.datetime, actor: Actor) -> int:
    """Forget messages and mails from before an instant that have done their work.

    Gives how many rows went. Done a thousand at a time, so that nobody waits for it.
    """
    gone = 0
    while count := _forget_some(before, actor):
        gone += count
    return gone


@transaction.atomic
def _forget_some(before: dt.datetime, actor: Actor) -> int:
    """Forget one batch of messages with their mails, and of mails that carry no message."""
    messages = list(_finished_messages(before).values_list("pk", flat=True)[:_BATCH])
    Delivery.objects.filter(message__in=messages).delete()
    Message.objects.filter(pk__in=messages).delete()
    mails = list(_finished_mails(before).values_list("pk", flat=True)[:_BATCH])
    Delivery.objects.filter(pk__in=mails).delete()
    municipality = Municipality.objects.first()
    if municipality and (messages or mails):
        audit.record(
            "messaging.messages.forgotten",
            subject=municipality,
            actor=actor,
            facts={"before": before, "messages": len(messages), "mails": len(mails)},
        )
    return len(messages) + len(mails)


def _finished_messages(before: dt.datetime) -> QuerySet[Message]:
    """Give the messages that were read, or mailed, and that nothing more is to be done with."""
    mails = Delivery.objects.filter(message=OuterRef("pk"))
    sent_in_a_digest = Q(state=DeliveryState.BUNDLED, bundle__state__in=_DONE)
    unfinished = mails.exclude(Q(state__in=_DONE) | sent_in_a_digest)
    reached = mails.filter(Q(state=DeliveryState.SENT) | sent_in_a_digest)
    return Message.objects.filter(
        Q(read_at__isnull=False) | Exists(reached), ~Exists(unfinished), created_at__lt=before
    ).order_by("id")


def _finished_mails(before: dt.datetime) -> QuerySet[Delivery]:
    """Give letters, and digests whose messages are gone, that have been sent."""
    items = Delivery.objects.filter(bundle=OuterRef("pk"))
    return Delivery.objects.filter(
        ~Exists(items), message__isnull=True, state__in=_DONE, created_at__lt=before
    ).order_by("id")
