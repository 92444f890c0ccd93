"""Reading messages, wishes and the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from samspel.access.models import User
from samspel.audit.actors import Actor
from samspel.messaging.enums import Channel, DeliveryState, EmailChoice
from samspel.messaging.feed_tokens import secret_of, token_hash
from samspel.messaging.letters import IN_ACCOUNT, IN_REGISTER, Letter
from samspel.messaging.models import (
    CalendarEntry,
    ChannelChoice,
    Delivery,
    FeedAddress,
    Message,
    Preferences,
)
from samspel.people.models import Municipality, Person


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants to hear of one group of messages, and in which language."""

    person: Person
    language: str
    email: EmailChoice
    takes_calendar: bool
    digest_hour: int


def wishes_of(persons: Iterable[Person], group: str) -> list[Wishes]:
    """Give the wishes of the persons, in their order, in three statements.

    Nobody with a protected identity is sent invitations: an invitation tells where
    the person will be, and leaves the product.
    """
    asked = list(persons)
    keys = [person.pk for person in asked]
    users = User.objects.filter(person__in=keys).values_list("person_id", "language")
    languages = dict(users)
    choices = ChannelChoice.objects.filter(person__in=keys, group=group)
    emails = dict(choices.values_list("person_id", "email"))
    kept = {each.person_id: each for each in Preferences.objects.filter(person__in=keys)}
    return [
        Wishes(
            person=person,
            language=languages.get(person.pk, settings.LANGUAGE_CODE),
            email=EmailChoice(emails.get(person.pk, EmailChoice.AT_ONCE)),
            takes_calendar=preferences.takes_calendar and not person.is_protected,
            digest_hour=preferences.digest_hour,
        )
        for person in asked
        for preferences in [kept.get(person.pk) or Preferences()]
    ]


def preferences_of(person_id: int) -> Preferences:
    """Give the person's preferences; unsaved defaults where nothing has been chosen."""
    kept = Preferences.objects.filter(person_id=person_id).first()
    return kept or Preferences(person_id=person_id)


def choices_of_person(person_id: int) -> dict[str, EmailChoice]:
    """Give what the person has chosen, by group; a group that is missing has the default."""
    rows = ChannelChoice.objects.filter(person_id=person_id)
    return {group: EmailChoice(email) for group, email in rows.values_list("group", "email")}


def messages_of(person_id: int) -> QuerySet[Message]:
    """Give a person's messages, newest first."""
    return Message.objects.filter(recipient_id=person_id).order_by("-created_at", "-id")


def unread_notices(person: Person | int) -> QuerySet[Message]:
    """Give a person's unread messages, newest first. ``.count()`` is one statement."""
    person_id = person.pk if isinstance(person, Person) else person
    return messages_of(person_id).filter(read_at__isnull=True)


def message_visible_to(uuid: UUID, actor: Actor) -> Message | None:
    """Give one of the actor's own messages; nothing for anybody else's."""
    return Message.objects.filter(uuid=uuid, recipient_id=actor.person_id).first()


def mails() -> QuerySet[Delivery]:
    """Give every delivery that is a mail of its own, newest first."""
    items = Q(channel=Channel.DIGEST, message__isnull=False)
    return Delivery.objects.exclude(items).order_by("-id")


def mails_in(state: DeliveryState | None) -> QuerySet[Delivery]:
    """Give the mails in a state, or all, with what a list shows of them."""
    found = mails().select_related("recipient", "message").defer("event", "message__body")
    return found if state is None else found.filter(state=state)


def not_reached(addresses: Iterable[str]) -> dict[str, dt.datetime]:
    """Give when the newest mail was written that did not come to its address; of strangers only.

    Of somebody in the register no address is kept with a mail, nor of mail that is sent: what
    was written after the moment given has come, or is on its way.
    """
    rows = Delivery.objects.filter(address__in=list(addresses), state=DeliveryState.FAILED)
    return dict(rows.order_by("created_at").values_list("address", "created_at"))


def mail_counts() -> dict[str, int]:
    """Give how many mails stand in each state, in one statement."""
    rows = mails().order_by().values_list("state").annotate(Count("id"))
    return {str(state): int(count) for state, count in rows}


def mail_by_uuid(uuid: UUID) -> Delivery | None:
    """Give one mail with its message and recipient."""
    return mails().select_related("recipient", "message").filter(uuid=uuid).first()


def due_mails(at: dt.datetime, stalled_before: dt.datetime) -> QuerySet[Delivery]:
    """Give the mails whose turn it is: waiting and due, or left behind by a dead worker."""
    waiting = Q(state=DeliveryState.WAITING, next_try_at__lte=at)
    stalled = Q(state=DeliveryState.SENDING, claimed_at__lt=stalled_before)
    return mails().filter(waiting | stalled).order_by("next_try_at", "id")


def is_outdated(delivery: Delivery) -> bool:
    """Whether the recipient has been sent, or will be, a newer form of the same event.

    A letter whose secret address leads nowhere any more is outdated too.
    """
    if delivery.letter is not None and Letter.from_stored(delivery.letter).is_stale:
        return True
    if not delivery.event:
        return False
    entry = CalendarEntry.objects.filter(
        person=delivery.recipient, uid=delivery.event_uid
    ).first()
    own = (delivery.event["sequence"], delivery.event["method"])
    return entry is not None and (
        entry.sequence > own[0] or (entry.sequence == own[0] and entry.method != own[1])
    )


def bundled_messages(digest: Delivery) -> list[Message]:
    """Give the messages of a day's mail, oldest first."""
    return list(Message.objects.filter(deliveries__bundle=digest).order_by("id"))


def municipality_name() -> str:
    """Give the municipality's name, which mail comes from; before it is set up, ours."""
    return Municipality.objects.values_list("name", flat=True).first() or "Samspel"


def feed_owner(token: str) -> Person | None:
    """Give whose feed the secret leads to; nobody's where the account is shut."""
    address = FeedAddress.objects.select_related("person").filter(token_hash=token_hash(token))
    found = address.filter(person__user__is_active=True).first()
    return found.person if found else None


def feed_secret(person_id: int) -> str:
    """Give the secret of the person's feed, or nothing where there is none to read.

    A secret from before the installation's key was changed still leads to the feed, but
    can't be read any more.
    """
    address = FeedAddress.objects.filter(person_id=person_id).first()
    if address is None:
        return ""
    secret = secret_of(address.nonce)
    return secret if token_hash(secret) == address.token_hash else ""


def changes_of(person_id: int) -> dict[str, dt.datetime]:
    """Give when each event that the person has been sent last changed, by UID."""
    rows = CalendarEntry.objects.filter(person_id=person_id)
    return dict(rows.values_list("uid", "changed_at"))


def address_of(delivery: Delivery) -> str:
    """Give the address to send to now, or nothing where there is none.

    The account's address if there is an open account, else the register's; a letter
    goes to the one of the two that it was written to.
    """
    person = delivery.recipient
    if person is None:
        return delivery.address
    goes_to = (delivery.letter or {}).get("goes_to", "")
    if goes_to != IN_REGISTER:
        accounts = User.objects.filter(person=person)
        if goes_to != IN_ACCOUNT:
            accounts = accounts.filter(is_active=True)
        if found := accounts.values_list("email", flat=True).first():
            return found
    return person.email


def oldest_waiting_at() -> dt.datetime | None:
    """Give since when the oldest mail that is due or claimed has waited."""
    states = [DeliveryState.WAITING, DeliveryState.SENDING]
    return (
        mails()
        .filter(state__in=states)
        .order_by("created_at")
        .values_list("created_at", flat=True)
        .first()
    )
