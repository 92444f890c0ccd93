"""Sending what is due: claim, hand over, mark. The worker's part of the outbox.

A mail is claimed in a short transaction, handed over outside any transaction, and
marked in another short one. A worker that dies before the handing over has sent
nothing, and the mail is taken up again. One that dies between the handing over and
the mark may have sent it: it is sent once more, under the same Message-ID (and UID
and SEQUENCE), and if that too ends in the dark a person decides. So nothing is lost,
and nobody gets more than two copies unless somebody asks for it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop as _

from samspel.messaging.calculation import LEASE, MOST_UNCERTAIN, is_given_up, pause_after
from samspel.messaging.enums import Channel, DeliveryState
from samspel.messaging.letters import Letter
from samspel.messaging.mail import sender, written
from samspel.messaging.models import Delivery
from samspel.messaging.queries import address_of, due_mails, is_outdated
from samspel.messaging.services.outbox import mail_id
from samspel.messaging.transport import (
    DeliveryError,
    OutcomeUnknown,
    Postponed,
    Rejected,
    ServerUnreachable,
    Transport,
)

log = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]

BATCH = 200
"""The most mails of one round."""

_NO_ADDRESS = _("Mottagaren har ingen e-postadress i registret. Lägg in en och skicka igen.")
_UNWRITABLE = _("Det går inte att skriva mejlet till mottagarens adress. Rätta adressen.")
_OUR_FAULT = _("Ett fel i Samspel hindrade mejlet. Vad som hände står i loggen.")
_UNCERTAIN = _(
    "Två försök avbröts mitt i mejlet. Mottagaren kan ha fått det. Skicka igen om det behövs."
)
_ADDRESS_IN_WORDS = _("mottagarens adress")


class _ClaimLost(Exception):
    """Another worker has taken the mail over: this one was taken for dead."""


@dataclass(slots=True)
class Sent:
    """What a round of sending came to."""

    sent: int = 0
    failed: int = 0
    postponed: int = 0


def is_sending_possible() -> bool:
    """Whether mail has somewhere to go: a mail server, or the demo's page."""
    return bool(settings.SMTP) or settings.DEMO


def send_due(*, clock: Clock, limit: int = BATCH) -> Sent:
    """Send the mails whose turn it is; give what came of them.

    Takes the clock, since a round takes time. Without a mail server everything waits,
    except in the demo, where mail goes no further than its page. When the server can't
    be reached the round ends, and the next begins with the next mail.
    """
    done = Sent()
    if not is_sending_possible():
        return done
    with Transport(settings.SMTP) as transport:
        for pk in _due(clock(), limit):
            delivery = claim(pk, at=clock())
            if delivery is None:
                continue
            try:
                _send(delivery, transport, clock)
                done.sent += 1
            except _ClaimLost:
                log.warning("mail %s was taken over by another worker", delivery.uuid)
            except ServerUnreachable:
                done.postponed += 1
                break
            except Postponed:
                done.postponed += 1
            except DeliveryError:
                done.failed += 1
    return done


def _due(at: dt.datetime, limit: int) -> list[int]:
    return list(due_mails(at, at - LEASE).values_list("pk", flat=True)[:limit])


@transaction.atomic
def claim(pk: int, *, at: dt.datetime) -> Delivery | None:
    """Take a mail that is due, so that nobody else sends it; give it, or nothing.

    A mail that a dead worker has left is counted as uncertain if it had been handed
    over, and given to a person after the second time. A form of an event that is not
    the newest any more is not sent.
    """
    found = due_mails(at, at - LEASE).filter(pk=pk)
    delivery = found.select_for_update(skip_locked=True, of=("self",)).first()
    if delivery is None:
        return None
    if delivery.state == DeliveryState.SENDING and delivery.handed_over_at:
        delivery.uncertain_count += 1
    if delivery.uncertain_count >= MOST_UNCERTAIN:
        _settle(delivery, DeliveryState.FAILED, _UNCERTAIN)
        return None
    if is_outdated(delivery):
        _settle(delivery, DeliveryState.CANCELLED, "")
        return None
    delivery.state = DeliveryState.SENDING
    delivery.claim = uuid4()
    delivery.claimed_at = at
    delivery.handed_over_at = None
    delivery.attempts += 1
    delivery.trying_since = delivery.trying_since or at
    delivery.save()
    return delivery


def _settle(delivery: Delivery, state: DeliveryState, why: str) -> None:
    """End a mail that will not be sent by itself."""
    delivery.state = state
    delivery.claim = None
    delivery.last_error = why
    delivery.save(update_fields=["state", "claim", "last_error", "uncertain_count"])


def _send(delivery: Delivery, transport: Transport, clock: Clock) -> None:
    """Send a claimed mail and mark what came of it. Raises what the server answered."""
    address = address_of(delivery)
    try:
        _hand_over(delivery, transport, address, clock)
    except DeliveryError as fault:
        _mark_fault(delivery, fault, address, clock())
        raise
    _mark_sent(delivery, clock())


def _hand_over(delivery: Delivery, transport: Transport, address: str, clock: Clock) -> None:
    if not address:
        raise Rejected(_NO_ADDRESS)
    content = _content(delivery, address, clock())
    if not settings.SMTP:
        return
    transport.deliver(
        sender()[1], address, content, lambda: _mark_handing_over(delivery, clock())
    )


def _content(delivery: Delivery, address: str, at: dt.datetime) -> bytes:
    """Write the mail. A fault of ours in one mail must not hold the others up."""
    try:
        return written(delivery, address, at).as_bytes()
    except ValueError as broken:
        raise Rejected(_UNWRITABLE) from broken
    except Exception as fault:
        log.exception("mail %s could not be written", delivery.uuid)
        raise Postponed(_OUR_FAULT) from fault


def _mark_handing_over(delivery: Delivery, at: dt.datetime) -> None:
    """Note that from now on the mail may be out. Raises where the claim is lost."""
    _change(delivery, handed_over_at=at)


def _mark_sent(delivery: Delivery, at: dt.datetime) -> None:
    """Note that the mail is out, and forget what was only kept to send it."""
    changes: dict[str, Any] = {
        "state": DeliveryState.SENT,
        "claim": None,
        "sent_at": at,
        "last_error": "",
    }
    if delivery.letter is not None and not settings.DEMO:
        # Sign-in's letters hold links that open an account.
        subject = Letter.from_stored(delivery.letter).subject
        changes |= {"letter": Letter(subject, "").stored(), "address": ""}
    _change(delivery, **changes)


def _mark_fault(
    delivery: Delivery, fault: DeliveryError, address: str, at: dt.datetime
) -> None:
    """Note why the mail is not out, and when it is tried again, if by itself."""
    why = fault.why
    if isinstance(fault, OutcomeUnknown):
        delivery.uncertain_count += 1
    if delivery.uncertain_count >= MOST_UNCERTAIN:
        why, ends = _UNCERTAIN, True
    else:
        ends = isinstance(fault, Rejected) or is_given_up(delivery.trying_since or at, at)
    _change(
        delivery,
        state=DeliveryState.FAILED if ends else DeliveryState.WAITING,
        claim=None,
        handed_over_at=None,
        uncertain_count=delivery.uncertain_count,
        next_try_at=at + pause_after(delivery.attempts),
        last_error=_without_address(f"{why}\n{fault.answer}".strip(), address)[:500],
    )


def _without_address(text: str, address: str) -> str:
    """Take the recipient's address out of the server's words: it is kept nowhere."""
    return text.replace(address, _ADDRESS_IN_WORDS) if address else text


def _change(delivery: Delivery, **changes: Any) -> None:
    """Change a mail that this worker holds. Raises where another has taken it over."""
    held = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim)
    if not held.update(**changes):
        raise _ClaimLost


def bundle_digests(*, at: dt.datetime) -> int:
    """Gather each person's messages of the day into one mail; give how many mails.

    What the person has read in the product already is left out, and where nothing is
    left no mail is made.
    """
    persons = _digest_items(at).order_by().values_list("recipient_id", flat=True).distinct()
    return sum(_bundle(person_id, at) for person_id in list(persons))


def _digest_items(at: dt.datetime) -> Any:
    return Delivery.objects.filter(
        channel=Channel.DIGEST,
        message__isnull=False,
        state=DeliveryState.WAITING,
        next_try_at__lte=at,
    )


@transaction.atomic
def _bundle(person_id: int, at: dt.datetime) -> int:
    found = _digest_items(at).filter(recipient_id=person_id).select_related("message")
    items = list(found.select_for_update(skip_locked=True, of=("self",)))
    unread = [item.pk for item in items if item.message.read_at is None]
    Delivery.objects.filter(pk__in=[item.pk for item in items]).exclude(pk__in=unread).update(
        state=DeliveryState.CANCELLED
    )
    if not unread:
        return 0
    key = uuid4()
    mail = Delivery.objects.create(
        uuid=key,
        recipient_id=person_id,
        channel=Channel.DIGEST,
        mail_id=mail_id(key),
        created_at=at,
        next_try_at=at,
    )
    Delivery.objects.filter(pk__in=unread).update(state=DeliveryState.BUNDLED, bundle=mail)
    return 1
