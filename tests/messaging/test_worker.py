"""The worker as a process: runs what acts defer, ends well, and outlives its database."""

from __future__ import annotations

import signal

from django.db import connection, transaction

from samspel.messaging.enums import DeliveryState
from samspel.messaging.models import Delivery
from samspel.messaging.services import notify
from tests import cast
from tests.messaging.conftest import KIND
from tests.messaging.processes import WORK, process, wait_for
from tests.messaging.sink import Sink


def _tell(name: str) -> None:
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
        )


def _all_sent() -> bool:
    return set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}


def _cut_all_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def test_the_worker_sends_what_is_deferred_outlives_its_database_and_ends_well(
    committed_db: None, sink: Sink
):
    with process(WORK, sink.port) as worker:
        _tell("anna")
        wait_for(_all_sent)

        assert _cut_all_connections() > 0
        _tell("maria")
        wait_for(_all_sent, seconds=60)

        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0

    assert [each.recipient for each in sink.received] == [
        "anna@lindakra.example",
        "maria@lindakra.example",
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'messaging.send'"
        )
        assert cursor.fetchone() == (0,)
