"""The chain never makes acts queue: an open act does not hold another's."""

from __future__ import annotations

import threading

from django.db import connection, transaction

from samspel.audit.actors import Actor
from samspel.audit.models import AuditEntry, AuditLink
from samspel.audit.queries import verified_chain
from samspel.audit.services import record, seal
from samspel.people.models import Body

ACT = "audit.chain.verified"


def _record_one(name: str) -> None:
    record(ACT, subject=Body.objects.first(), actor=Actor.system(name))


def test_an_act_commits_and_is_sealed_while_another_is_still_open(committed_db):
    done = threading.Event()

    def second() -> None:
        try:
            with transaction.atomic():
                _record_one("den andra")
        finally:
            connection.close()
            done.set()

    with transaction.atomic():
        _record_one("den första")
        thread = threading.Thread(target=second)
        thread.start()
        committed_in_time = done.wait(10)

    thread.join()
    seal()
    assert committed_in_time
    assert AuditEntry.objects.count() == AuditLink.objects.count() == 2
    assert verified_chain().waiting_count == 0


def test_many_acts_at_once_give_one_unbroken_chain(committed_db):
    def many(name: str) -> None:
        try:
            for _each in range(10):
                with transaction.atomic():
                    _record_one(name)
        finally:
            connection.close()

    threads = [threading.Thread(target=many, args=(f"tråd {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal()

    report = verified_chain()
    assert (report.sealed_count, report.waiting_count) == (40, 0)
