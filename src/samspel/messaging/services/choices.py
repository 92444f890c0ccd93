"""A person's own choices: by which ways to be told, and the secret calendar address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.messaging import kinds, policies
from samspel.messaging.enums import EmailChoice
from samspel.messaging.errors import ChoiceRefused
from samspel.messaging.feed_tokens import secret_of, token_hash
from samspel.messaging.models import ChannelChoice, FeedAddress, Preferences


@transaction.atomic
def choose_channels(
    *,
    actor: Actor,
    emails: Mapping[str, str],
    takes_calendar: bool,
    digest_hour: int,
) -> Preferences:
    """Keep how the actor wants to be told: e-mail per group, invitations, the digest's hour.

    Holds for messages from now on. Groups that are not named keep what they had.
    Refuses with NotAllowed an actor who is no person, and with ChoiceRefused an unknown
    group, an unknown choice and an hour that no day has.
    """
    person_id = policies.require_own_messages(actor)
    known = {group.key for group in kinds.groups()}
    if not set(emails) <= known or not set(emails.values()) <= set(EmailChoice):
        raise ChoiceRefused(_("Valet finns inte. Läs in sidan på nytt och välj igen."))
    if not 0 <= digest_hour <= 23:
        raise ChoiceRefused(_("Välj en hel timme mellan 0 och 23 för sammanfattningen."))
    preferences, _made = Preferences.objects.update_or_create(
        person_id=person_id,
        defaults={"takes_calendar": takes_calendar, "digest_hour": digest_hour},
    )
    ChannelChoice.objects.bulk_create(
        [
            ChannelChoice(person_id=person_id, group=group, email=email)
            for group, email in emails.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "group"],
        update_fields=["email"],
    )
    audit.record(
        "messaging.channels.chosen",
        subject=preferences,
        actor=actor,
        facts={
            "emails": dict(emails),
            "takes_calendar": takes_calendar,
            "digest_hour": digest_hour,
        },
    )
    return preferences


@transaction.atomic
def change_feed_address(*, actor: Actor, at: dt.datetime) -> FeedAddress:
    """Give the actor's calendar a new secret address; the old one stops at once.

    The first time, it makes one. Refuses with NotAllowed an actor who is no person.
    """
    person_id = policies.require_own_messages(actor)
    nonce = uuid4()
    address, made = FeedAddress.objects.update_or_create(
        person_id=person_id,
        defaults={"nonce": nonce, "token_hash": token_hash(secret_of(nonce)), "made_at": at},
    )
    audit.record(
        "messaging.feed.changed", subject=address, actor=actor, facts={"is_first": made}
    )
    return address
