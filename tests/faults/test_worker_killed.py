"""The worker killed with kill -9 in the middle of sending: at most one copy too many.

The whole worker, as `samspel worker` runs it, and not only the function that sends. What
it held is taken up by the next worker, under the same Message-ID, UID and SEQUENCE.
"""

from __future__ import annotations

import datetime as dt
import signal
import threading

import pytest
from django.db import transaction

from samspel.messaging.calculation import LEASE, MOST_UNCERTAIN
from samspel.messaging.enums import DeliveryState
from samspel.messaging.models import Delivery
from samspel.messaging.services import notify
from tests import cast
from tests.messaging.conftest import KIND, event
from tests.messaging.processes import WORK, process, wait_for
from tests.messaging.sink import Received, Sink, running

STILL_DUE = (DeliveryState.WAITING, DeliveryState.SENDING)


@pytest.fixture(autouse=True)
def kind():
    from samspel.foundation.labels import mark as _
    from samspel.messaging import kinds

    kinds.register_kind(KIND, _("Inbjudan till prov"))
    kinds.register_group("tests", _("Prov"))
    yield KIND
    kinds._KINDS.pop(KIND)
    kinds._GROUPS.pop("tests")


@pytest.fixture
def sink(settings):
    with running() as found:
        settings.SMTP = found.settings
        settings.DEMO = False
        settings.DEFAULT_FROM_EMAIL = "samspel@lindakra.example"
        yield found


def _tell(name: str, uid: str) -> None:
    town = cast.town()
    with transaction.atomic():
        notify(
            [town.person(name)],
            kind=KIND,
            subject="Inbjudan",
            body="Ni ses.",
            link="/besok/17/",
            actor=town.actor("ingrid"),
            about=town.unit("bjork"),
            event=event(sequence=3, uid=uid),
        )


def _kill_the_worker_when(sink: Sink, moment: str) -> None:
    """Let a worker run until the mail server is at the moment, and kill it there."""
    reached, go_on = threading.Event(), threading.Event()

    def stop_here(_line: str) -> str:
        reached.set()
        go_on.wait(30)
        return ""

    usual = getattr(sink, moment)
    setattr(sink, moment, stop_here)
    try:
        with process(WORK, sink.port) as worker:
            assert reached.wait(60)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
    finally:
        setattr(sink, moment, usual)
        go_on.set()


def _let_the_lease_run_out() -> None:
    """Let what the dead worker held have been held for longer than a worker may."""
    held = Delivery.objects.filter(state=DeliveryState.SENDING)
    for each in held:
        each.claimed_at -= LEASE + dt.timedelta(seconds=5)
        each.save(update_fields=["claimed_at"])


def _calendar_of(received: Received) -> tuple[str, str]:
    text = received.message.get_body(("calendar",)).get_content()
    lines = dict(line.partition(":")[::2] for line in text.replace("\r", "").split("\n"))
    return lines["UID"], lines["SEQUENCE"]


def _a_new_worker_sends_all(sink: Sink) -> None:
    with process(WORK, sink.port) as worker:
        wait_for(lambda: not Delivery.objects.filter(state__in=STILL_DUE).exists(), seconds=90)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(40) == 0


@pytest.mark.soak(still=True)
def test_a_worker_killed_after_the_content_leads_to_one_copy_the_same_in_all(
    committed_db, sink
):
    _tell("anna", "besok-17@lindakra.example")

    _kill_the_worker_when(sink, "after_content")
    held = Delivery.objects.get().state
    _let_the_lease_run_out()
    _tell("maria", "besok-18@lindakra.example")
    _a_new_worker_sends_all(sink)

    to_anna = [each for each in sink.received if each.recipient.startswith("anna")]
    to_maria = [each for each in sink.received if each.recipient.startswith("maria")]
    assert held == DeliveryState.SENDING
    assert (len(to_anna), len(to_maria)) == (2, 1)
    assert len({each.message["Message-ID"] for each in to_anna}) == 1
    assert {_calendar_of(each) for each in to_anna} == {("besok-17@lindakra.example", "3")}


@pytest.mark.soak
def test_workers_killed_time_and_again_lose_nothing_and_send_nothing_thrice(committed_db, sink):
    moments = ("after_content", "at_recipient", "at_sender")
    for number in range(12):
        _tell("anna", f"besok-{number}@lindakra.example")
        _kill_the_worker_when(sink, moments[number % 3])
        _let_the_lease_run_out()
    _tell("maria", "besok-99@lindakra.example")
    _a_new_worker_sends_all(sink)

    uids = [_calendar_of(each) for each in sink.received]
    assert {uid for uid, _sequence in uids} == {
        f"besok-{number}@lindakra.example" for number in [*range(12), 99]
    }
    assert {sequence for _uid, sequence in uids} == {"3"}
    assert max(uids.count(each) for each in uids) <= 2
    # What was handed over twice without an answer is not sent a third time: a person decides.
    left = Delivery.objects.exclude(state=DeliveryState.SENT)
    assert {(each.state, each.uncertain_count) for each in left} <= {
        (DeliveryState.FAILED, MOST_UNCERTAIN)
    }
