"""Whoever closes or exports a run killed in the middle of it, or the whole database.

A run is then either open with no row of its own, or closed with all of them and the next
one open; it has been made into a file once, or not at all. Going on after that gives what
would have come anyway, to the öre.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from samspel.audit.models import AuditEntry
from samspel.remuneration.enums import RunState
from samspel.remuneration.models import Entry, FileLayout, PayrollFile, Run
from samspel.remuneration.queries.settling import settled_again
from samspel.remuneration.services import cancel_file, close_run, export_run
from tests import cast
from tests.faults.cluster import kill, own_cluster, revived
from tests.messaging.processes import wait_for
from tests.remuneration.ledger import (
    adopt_rules,
    certified,
    closing_time,
    numbers,
    opened,
    paxml_layout,
    pay_types,
)

FIRST = dt.date(2025, 1, 1)
PER_MONTH = 150
BOARD = ("karin", "perolof", "lena", "ulla")


@pytest.fixture
def data(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), own_cluster() as found:
        _prepare()
        yield found


def _prepare() -> None:
    town = cast.town()
    adopt_rules(town)
    pay_types()
    numbers(town)
    paxml_layout()
    opened(town, FIRST)
    _do_duties(FIRST)


def _do_duties(month: dt.date) -> None:
    """Certify a month's duties: enough for a closing to take a while."""
    town = cast.town()
    board = town.body("KS")
    with transaction.atomic():
        for number in range(PER_MONTH):
            day = month.replace(day=1 + number % 28)
            certified(town.person(BOARD[number % 4]), board, day, km=Decimal(35))


def _close() -> None:
    run = Run.objects.get(state=RunState.OPEN)
    close_run(run, actor=cast.town().actor("yvonne"), at=closing_time(run.month))


def _export() -> None:
    run = Run.objects.filter(state=RunState.CLOSED).order_by("month").last()
    export_run(
        run,
        FileLayout.objects.get(),
        actor=cast.town().actor("yvonne"),
        at=closing_time(run.month),
    )


def _seconds(act: Callable[[], None]) -> float:
    """Take the time of an act that is taken back."""
    began = time.perf_counter()
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
    return time.perf_counter() - began


def _in_a_process(act: Callable[[], None]) -> BaseProcess:
    """Let a process of its own act, as a worker does."""

    def go() -> None:
        with suppress(Exception):  # it is killed, or its database is
            act()
        os._exit(0)

    connections.close_all()
    process = get_context("fork").Process(target=go)
    process.start()
    return process


def _killed(act: Callable[[], None], data: Path, chance: random.Random, *, whole: bool) -> None:
    """Kill whoever acts, or the whole database, somewhere in the act."""
    whole_time = _seconds(act)
    process = _in_a_process(act)
    time.sleep(whole_time * chance.uniform(0.05, 1.1))
    if whole:
        kill(data)
        process.join(30)
        wait_for(revived, seconds=30)
    elif process.pid is not None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    process.join(30)
    connections.close_all()
    # The server may take a moment to see that whoever acted is gone.
    wait_for(_nobody_else, seconds=30)


def _nobody_else() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        return bool(cursor.fetchone()[0] == 0)


def _check_whole() -> None:
    """Every run is whole: open with nothing, or closed with all that it should have."""
    assert Run.objects.filter(state=RunState.OPEN).count() == 1
    open_now = Run.objects.get(state=RunState.OPEN)
    assert (open_now.entries.count(), open_now.versions.count()) == (0, 0)
    assert AuditEntry.objects.filter(act="remuneration.run.closed").count() == (
        Run.objects.exclude(state=RunState.OPEN).count()
    )
    for run in Run.objects.exclude(state=RunState.OPEN):
        found = settled_again(run)
        kept = list(run.entries.order_by("pk").values_list("amount", flat=True))
        assert [row.worth.amount for row in found.rows] == kept
        _check_files(run)


def _check_files(run: Run) -> None:
    standing = PayrollFile.objects.filter(run=run, is_standing=True)
    total = sum(run.entries.values_list("amount", flat=True), Decimal(0))
    assert standing.count() == (1 if run.state == RunState.EXPORTED else 0)
    assert [file.total for file in standing] == [total] * standing.count()
    made = AuditEntry.objects.filter(act="remuneration.file.made", subject_id=run.pk)
    own = PayrollFile.objects.filter(run=run, cancels__isnull=True)
    assert made.count() == own.count()


def _go_through(data: Path, kills: int) -> None:
    """Kill time after time, in closing and in exporting, and go on from where it stands."""
    chance = random.Random(kills)
    for number in range(kills):
        exporting = Run.objects.filter(state=RunState.CLOSED).exists() and number % 2 == 1
        _killed(_export if exporting else _close, data, chance, whole=number % 3 != 2)
        _check_whole()
        _go_on(exporting=exporting)


def _go_on(*, exporting: bool) -> None:
    """Finish what was broken off; take a file back now and then, and begin another month."""
    if exporting:
        if Run.objects.filter(state=RunState.CLOSED).exists():
            _export()
        file = PayrollFile.objects.filter(is_standing=True).first()
        if file is not None and file.number == 1:
            actor = cast.town().actor("yvonne")
            cancel_file(file, actor=actor, at=closing_time(file.run.month))
        return
    if not Run.objects.filter(state=RunState.CLOSED).exists():
        _close()
    if not Entry.objects.filter(run__state=RunState.OPEN).exists():
        _do_duties(Run.objects.get(state=RunState.OPEN).month)


def test_a_kill_in_the_middle_leaves_a_run_closed_or_open_and_sent_once_or_not_at_all(data):
    _go_through(data, kills=5)

    _check_whole()
    assert Run.objects.exclude(state=RunState.OPEN).exists()


@pytest.mark.soak
def test_fifty_kills_leave_every_run_whole(data):
    _go_through(data, kills=50)

    _check_whole()
