"""A sender that is killed with kill -9: nothing is lost, and one copy too many at most."""

from __future__ import annotations

import datetime as dt
import signal
import threading

import pytest
from django.db import transaction

from samspel.messaging.calculation import LEASE
from samspel.messaging.enums import DeliveryState
from samspel.messaging.models import Delivery
from samspel.messaging.services import notify
from samspel.messaging.services.sending import send_due
from tests import cast
from tests.messaging.conftest import KIND, event
from tests.messaging.processes import SEND, process
from tests.messaging.sink import Sink


def _tell(count: int = 1) -> None:
    town = cast.town()
    with transaction.atomic():
        for _each in range(count):
            notify(
                [town.person("anna")],
                kind=KIND,
                subject="Inbjudan",
                body="Ni ses.",
                link="/besok/17/",
                actor=town.actor("ingrid"),
                about=town.unit("bjork"),
                event=event(),
            )


def _after_the_lease() -> dt.datetime:
    """Give a time when a killed sender's mail is taken up, by the clock that it ran on."""
    claimed = Delivery.objects.exclude(claimed_at=None).latest("claimed_at").claimed_at
    return claimed + LEASE + dt.timedelta(seconds=1)


def _kill_when(sink: Sink, moment: str) -> None:
    """Let a sender run until the server is at the moment, and kill it there."""
    reached, go_on = threading.Event(), threading.Event()

    def stop_here(_line: str) -> str:
        reached.set()
        go_on.wait(30)
        return ""

    usual = getattr(sink, moment)
    setattr(sink, moment, stop_here)
    with process(SEND, sink.port) as sender:
        assert reached.wait(60)
        sender.send_signal(signal.SIGKILL)
        sender.wait()
    setattr(sink, moment, usual)
    go_on.set()


def test_killed_after_the_content_leads_to_one_copy_with_the_same_id(
    committed_db: None, sink: Sink
):
    _tell()

    _kill_when(sink, "after_content")
    assert Delivery.objects.get().state == DeliveryState.SENDING
    send_due(clock=_after_the_lease)

    assert len(sink.received) == 2
    assert set(sink.mail_ids) == {Delivery.objects.get().mail_id}
    calendars = {
        each.message.get_body(("calendar",)).get_content().split("SEQUENCE:")[1][:1]
        for each in sink.received
    }
    assert calendars == {"0"}
    assert Delivery.objects.get().state == DeliveryState.SENT
    assert Delivery.objects.get().uncertain_count == 1


def test_killed_before_the_content_leads_to_no_copy(committed_db: None, sink: Sink):
    _tell()

    _kill_when(sink, "at_recipient")
    assert Delivery.objects.get().state == DeliveryState.SENDING
    send_due(clock=_after_the_lease)

    assert len(sink.received) == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.uncertain_count) == (DeliveryState.SENT, 0)


@pytest.mark.soak
def test_many_kills_lose_nothing_and_send_nothing_more_than_twice(
    committed_db: None, sink: Sink
):
    moments = ["after_content", "at_recipient", "at_sender"]
    for round_number in range(30):
        _tell(3)
        _kill_when(sink, moments[round_number % len(moments)])
        send_due(clock=_after_the_lease)

    by_id = {mail_id: sink.mail_ids.count(mail_id) for mail_id in sink.mail_ids}
    assert len(by_id) == 90
    assert max(by_id.values()) <= 2
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}
