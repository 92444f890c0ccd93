"""Whoever signs is killed at any moment: a signature is there whole, with its file, or not at all."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.db import connections, transaction

from samspel.audit.models import AuditEntry
from samspel.documents import storage
from samspel.meetings import services
from samspel.meetings.enums.minutes import MinutesState
from samspel.meetings.models import Minutes, Signature
from tests import cast
from tests.meetings.acting import NOW
from tests.meetings.minutes.playing import ready, small_meeting
from tests.meetings.minutes.tools import signatures_in

SIGNERS = ("ingrid", "karin", "perolof")
TRIES = 2  # as often is each of them killed; the last, who approves, once
KILLS = TRIES * len(SIGNERS) - 1


def _sign(name: str) -> None:
    minutes = Minutes.objects.get()
    services.sign_minutes(
        minutes,
        text_sha256=minutes.text_sha256,
        second_step_at=NOW,
        at=NOW,
        actor=cast.town().actor(name),
    )


def _seconds(name: str) -> float:
    """Take the time of a signature that is taken back."""
    began = time.perf_counter()
    with transaction.atomic():
        _sign(name)
        transaction.set_rollback(True)
    return time.perf_counter() - began


def _killed(name: str, after: float) -> bool:
    """Let a process of its own sign, and kill it then; tell whether it had its receipt."""
    connections.close_all()
    read, write = os.pipe()

    def go() -> None:
        with suppress(Exception):
            _sign(name)
            os.write(write, b"signed")
        os._exit(0)

    process = get_context("fork").Process(target=go)
    process.start()
    os.close(write)
    time.sleep(after)
    if process.pid is not None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    process.join()
    told = os.read(read, 10)
    os.close(read)
    return told == b"signed"


def _has_signed(name: str) -> bool:
    return Signature.objects.filter(person=cast.town().person(name)).exists()


def _check_whole(folder: Path) -> None:
    """Compare signatures, trail, file and state with one another."""
    minutes = Minutes.objects.select_related("document").get()
    signatures = list(Signature.objects.order_by("id"))
    signed = len(signatures)
    assert AuditEntry.objects.filter(act="meetings.minutes.signed").count() == signed
    assert minutes.approvers.filter(state="signed").count() == signed
    content = storage.path_of(minutes.document.sha256).read_bytes()
    assert sha256(content).hexdigest() == minutes.document.sha256
    if signatures:
        assert signatures[-1].file_sha256 == minutes.document.sha256
    path = folder / "protokoll.pdf"
    path.write_bytes(content)
    assert signatures_in(path).count("Signature is Valid.") == signed
    assert (minutes.state == MinutesState.APPROVED) == (signed == len(SIGNERS))
    assert AuditEntry.objects.filter(act="meetings.minutes.approved").count() == int(
        signed == len(SIGNERS)
    )


def _go_through(folder: Path, seed: int) -> int:
    """Kill each who signs somewhere in it, and let them finish; give how many were killed."""
    town = cast.town()
    room, _item = small_meeting(town)
    services.send_out(ready(town, room, "perolof"), at=NOW, actor=town.actor("ingrid"))
    chance, kills = random.Random(seed), 0
    for place, name in enumerate(SIGNERS):
        whole = _seconds(name)
        for _each in range(TRIES if place < len(SIGNERS) - 1 else TRIES - 1):
            told = _killed(name, whole * chance.uniform(0.05, 1.1))
            kills += 1
            assert _has_signed(name) or not told
            _check_whole(folder)
        if not _has_signed(name):
            _sign(name)
    _check_whole(folder)
    assert Minutes.objects.get().state == MinutesState.APPROVED
    return kills


@pytest.mark.usefixtures("committed_db")
def test_five_kills_lose_no_signature(tmp_path):
    assert _go_through(tmp_path, seed=5) == KILLS


@pytest.mark.soak(still=True)
@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("seed", range(10))
def test_fifty_kills_lose_no_signature(tmp_path, seed):
    assert _go_through(tmp_path, seed) == KILLS
