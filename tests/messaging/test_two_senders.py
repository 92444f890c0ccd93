"""Two workers at once: each mail is sent by one of them."""

from __future__ import annotations

import threading

from django.db import connection, transaction

from samspel.messaging.models import Delivery
from samspel.messaging.services import notify
from samspel.messaging.services.sending import send_due
from tests import cast
from tests.messaging.conftest import KIND, clock
from tests.messaging.sink import Sink


def test_two_senders_share_the_mails_and_send_each_once(committed_db: None, sink: Sink):
    town = cast.town()
    with transaction.atomic():
        for name in ("anna", "maria", "peter", "karin", "lena", "ulla", "bo", "sara"):
            notify(
                [town.person(name)],
                kind=KIND,
                subject="Inbjudan",
                body="Ni ses.",
                link="/besok/17/",
                actor=town.actor("ingrid"),
                about=town.unit("bjork"),
            )
    both = threading.Barrier(2)

    def send() -> None:
        try:
            both.wait()
            send_due(clock=clock())
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _each in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert len(sink.received) == 8
    assert len(set(sink.mail_ids)) == 8
    assert list(Delivery.objects.order_by().values_list("attempts", flat=True).distinct()) == [
        1
    ]
