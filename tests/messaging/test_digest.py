"""The daily digest: one mail, at the person's own hour, only if there is something in it."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.messaging.enums import DeliveryState, EmailChoice
from samspel.messaging.models import ChannelChoice, Delivery, Message
from samspel.messaging.services import mark_read
from samspel.messaging.services.sending import bundle_digests, send_due
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import Tell, clock
from tests.messaging.sink import Sink

MORNING = dt.datetime(2026, 11, 13, 6, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _wishes(town: Town) -> None:
    for name in ("anna", "sofia"):
        ChannelChoice.objects.create(
            person=town.person(name), group="tests", email=EmailChoice.DIGEST
        )


def test_a_days_messages_come_in_one_mail(town: Town, tell: Tell, sink: Sink):
    tell("anna")
    tell(
        "anna", subject="Skriv rapporten", link="/besok/18/", params=None, body="Senast fredag."
    )

    made = bundle_digests(at=MORNING)
    send_due(clock=clock(MORNING))

    (received,) = sink.received
    message = received.message
    text = message.get_body(("plain",)).get_content()
    assert made == 1
    assert message["Subject"] == "2 nya meddelanden i Samspel"
    assert text.index("Inbjudan till Köket") < text.index("Skriv rapporten")
    assert "http://testserver/besok/17/" in text
    assert "http://testserver/besok/18/" in text
    mail = Delivery.objects.get(message=None)
    assert (mail.state, mail.items.count()) == (DeliveryState.SENT, 2)
    assert set(mail.items.values_list("state", flat=True)) == {DeliveryState.BUNDLED}


def test_before_the_hour_nothing_goes(town: Town, tell: Tell, sink: Sink):
    tell("anna")

    assert bundle_digests(at=MORNING - dt.timedelta(seconds=1)) == 0
    send_due(clock=clock(MORNING - dt.timedelta(seconds=1)))

    assert sink.received == []


def test_what_has_been_read_is_left_out(town: Town, tell: Tell, sink: Sink):
    (read,) = tell("anna")
    tell("anna", subject="Skriv rapporten", params=None)
    mark_read(read, person_id=read.recipient_id, at=NOW)

    bundle_digests(at=MORNING)
    send_due(clock=clock(MORNING))

    assert sink.received[0].message["Subject"] == "1 nytt meddelande i Samspel"
    assert Delivery.objects.get(message=read).state == DeliveryState.CANCELLED


def test_a_day_with_nothing_unread_has_no_mail(town: Town, tell: Tell, sink: Sink):
    (read,) = tell("anna")
    mark_read(read, person_id=read.recipient_id, at=NOW)

    assert bundle_digests(at=MORNING) == 0
    send_due(clock=clock(MORNING))

    assert sink.received == []


def test_the_next_days_messages_come_the_next_day(town: Town, tell: Tell, sink: Sink):
    tell("anna")
    bundle_digests(at=MORNING)
    tell("anna", at=MORNING)

    assert bundle_digests(at=MORNING) == 0
    assert bundle_digests(at=MORNING + dt.timedelta(days=1)) == 1
    send_due(clock=clock(MORNING + dt.timedelta(days=1)))

    assert len(sink.received) == 2


def test_a_protected_persons_digest_only_says_that_there_is_something(
    town: Town, tell: Tell, sink: Sink
):
    tell("sofia")
    tell("sofia")

    bundle_digests(at=MORNING)
    send_due(clock=clock(MORNING))

    message = sink.received[0].message
    assert message["Subject"] == "Du har 2 nya meddelanden i Samspel"
    assert "Björkskolan" not in message.get_body(("plain",)).get_content()


def test_a_digest_that_was_not_taken_is_tried_again_whole(town: Town, tell: Tell, sink: Sink):
    tell("anna")
    sink.at_recipient = lambda _line: "450 busy"
    bundle_digests(at=MORNING)
    send_due(clock=clock(MORNING))
    sink.at_recipient = lambda _line: "250 ok"

    send_due(clock=clock(MORNING + dt.timedelta(minutes=1)))

    assert "Inbjudan" in sink.received[0].message.get_body(("plain",)).get_content()
    assert Message.objects.count() == 1
