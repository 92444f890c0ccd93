"""To send again: who may, what may, and what the trail keeps."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.enums import DeliveryState
from samspel.messaging.errors import ResendRefused
from samspel.messaging.models import Delivery
from samspel.messaging.services import send_again
from samspel.messaging.services.sending import send_due
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import Tell, clock, event
from tests.messaging.sink import Sink

LATER = NOW + dt.timedelta(days=2)


@pytest.fixture
def failed(town: Town, tell: Tell, sink: Sink) -> Delivery:
    sink.at_recipient = lambda _line: "550 unknown"
    tell("anna", event=event())
    send_due(clock=clock())
    sink.at_recipient = lambda _line: "250 ok"
    return Delivery.objects.get()


def test_a_mail_that_failed_is_sent_with_the_same_id(town: Town, failed: Delivery, sink: Sink):
    send_again(failed, actor=town.actor("tomas"), at=LATER)
    send_due(clock=clock(LATER))

    assert sink.mail_ids == [failed.mail_id]
    failed.refresh_from_db()
    assert (failed.state, failed.sent_at, failed.last_error) == (DeliveryState.SENT, LATER, "")


def test_who_sent_again_is_in_the_trail(town: Town, failed: Delivery):
    send_again(failed, actor=town.actor("tomas"), at=LATER)

    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor_name, entry.facts) == (
        "messaging.delivery.sent_again",
        "Tomas Ahl",
        {"channel": "calendar", "attempts": 1},
    )
    assert "anna" not in entry.subject_name.lower()


def test_days_in_vain_are_counted_anew(town: Town, failed: Delivery, sink: Sink):
    sink.at_recipient = lambda _line: "450 busy"
    send_again(failed, actor=town.actor("tomas"), at=NOW + dt.timedelta(days=30))

    send_due(clock=clock(NOW + dt.timedelta(days=30)))

    failed.refresh_from_db()
    assert failed.state == DeliveryState.WAITING


def test_what_is_sent_is_not_sent_again(town: Town, failed: Delivery, sink: Sink):
    send_again(failed, actor=town.actor("tomas"), at=LATER)
    send_due(clock=clock(LATER))

    with pytest.raises(ResendRefused, match="Skickat"):
        send_again(failed, actor=town.actor("tomas"), at=LATER)

    assert AuditEntry.objects.count() == 1
    assert len(sink.received) == 1


def test_an_outdated_form_of_an_event_is_not_sent_after_all(
    town: Town, tell: Tell, failed: Delivery, sink: Sink
):
    tell("anna", event=event(1))
    send_again(failed, actor=town.actor("tomas"), at=LATER)

    send_due(clock=clock(LATER))

    failed.refresh_from_db()
    assert failed.state == DeliveryState.CANCELLED
    assert len(sink.received) == 1


def test_nobody_else_sends_again(town: Town, failed: Delivery):
    with pytest.raises(NotAllowed, match="Du kan inte hantera utskicken"):
        send_again(failed, actor=town.actor("ingrid"), at=LATER)

    failed.refresh_from_db()
    assert failed.state == DeliveryState.FAILED
    assert not AuditEntry.objects.exists()
