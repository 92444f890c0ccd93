"""Old messages are forgotten when they have done their work, and not before."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.messaging import tasks
from samspel.messaging.enums import DeliveryState, EmailChoice
from samspel.messaging.models import CalendarEntry, ChannelChoice, Delivery, Message
from samspel.messaging.services import mark_read
from samspel.messaging.services.sending import bundle_digests, send_due
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import Tell, clock, event
from tests.messaging.sink import Sink

MORNING = NOW + dt.timedelta(hours=21)


def _wants(town: Town, name: str, email: EmailChoice) -> None:
    ChannelChoice.objects.create(person=town.person(name), group="tests", email=email)


def _age(days: int = 732) -> None:
    """Let all that is there be as old."""
    then = NOW - dt.timedelta(days=days)
    Message.objects.update(created_at=then)
    Delivery.objects.update(created_at=then)


def test_what_was_read_or_mailed_two_years_ago_is_forgotten_and_the_rest_is_kept(
    town: Town, tell: Tell, sink: Sink
):
    _wants(town, "anna", EmailChoice.DIGEST)
    _wants(town, "maria", EmailChoice.NONE)
    _wants(town, "peter", EmailChoice.NONE)
    (in_digest,) = tell("anna")
    (mailed,) = tell("karin", event=event())
    (read,) = tell("peter")
    mark_read(read, person_id=read.recipient_id, at=NOW)
    bundle_digests(at=MORNING)
    send_due(clock=clock(MORNING))
    (unread,) = tell("maria")
    (waiting,) = tell("bo")
    (failed,) = tell("ulla")
    Delivery.objects.filter(message=failed).update(state=DeliveryState.FAILED)
    _age()
    (young,) = tell("lena")
    entries = CalendarEntry.objects.count()

    tasks.forget_messages()

    assert not Message.objects.filter(pk__in=[in_digest.pk, mailed.pk, read.pk]).exists()
    assert set(Message.objects.all()) == {unread, waiting, failed, young}
    assert set(Delivery.objects.values_list("message", flat=True)) == {
        waiting.pk,
        failed.pk,
        young.pk,
    }
    assert CalendarEntry.objects.count() == entries == 1
    facts = AuditEntry.objects.get(act="messaging.messages.forgotten").facts
    assert (facts["messages"], facts["mails"]) == (3, 1)


def test_the_day_before_nothing_is_forgotten_and_zero_days_keep_for_ever(
    town: Town, tell: Tell, sink: Sink, settings: object
):
    tell("karin")
    send_due(clock=clock())
    _age(days=730)

    tasks.forget_messages()
    settings.MESSAGES_KEPT_DAYS = 0  # type: ignore[attr-defined]
    _age(days=9000)
    tasks.forget_messages()

    assert (Message.objects.count(), Delivery.objects.count()) == (1, 1)
