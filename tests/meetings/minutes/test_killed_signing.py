"""Whoever signs is killed at any moment: a signature is there whole, with its file, or not at all."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from samspel.audit.models import AuditEntry
from samspel.documents import storage
from samspel.meetings import services
from samspel.meetings.enums.minutes import MinutesState
from samspel.meetings.models import Minutes, Signature
from tests import cast
from tests.meetings.acting import NOW
from tests.meetings.minutes.playing import ready, small_meeting
from tests.meetings.minutes.tools import signatures_in

ROOT = Path(__file__).resolve().parents[3]
_SIGN = """
import os, sys, django
django.setup()
import time_machine
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = os.environ["SAMSPEL_TEST_NAME"]
settings.DOCUMENT_ROOT = os.environ["SAMSPEL_TEST_DOCUMENTS"]
from samspel.meetings import services
from samspel.meetings.models import Minutes
from tests import cast
from tests.meetings.acting import NOW
town = cast.town()
print("ready", flush=True)
sys.stdin.readline()
for name in ("ingrid", "karin", "perolof"):
    minutes = Minutes.objects.get()
    if minutes.signatures.filter(person=town.person(name)).exists():
        continue
    services.sign_minutes(
        minutes, text_sha256=minutes.text_sha256, second_step_at=NOW, at=NOW,
        actor=town.actor(name),
    )
    print("signed", name, flush=True)
"""


def signing(wait: float | None) -> list[str]:
    """Let a process sign, kill it after a while if at all, and give whom it had told."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SAMSPEL_TEST_NAME": connection.settings_dict["NAME"],
        "SAMSPEL_TEST_DOCUMENTS": str(settings.DOCUMENT_ROOT),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    running = subprocess.Popen(
        [sys.executable, "-c", _SIGN],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdin is not None
    assert running.stdout.readline() == "ready\n"
    running.stdin.write("go\n")
    running.stdin.flush()
    if wait is not None:
        time.sleep(wait)
        running.kill()
    told = running.stdout.read()
    running.wait()
    return [line.split()[1] for line in told.splitlines()]


def check(told: list[str], folder: Path) -> int:
    """Compare what was told with what is there; give how many have signed."""
    town = cast.town()
    minutes = Minutes.objects.select_related("document").get()
    signatures = list(Signature.objects.order_by("id"))
    signed = {each.person_id for each in signatures}
    assert {town.person(name).pk for name in told} <= signed
    assert AuditEntry.objects.filter(act="meetings.minutes.signed").count() == len(signed)
    content = storage.path_of(minutes.document.sha256).read_bytes()
    assert sha256(content).hexdigest() == minutes.document.sha256
    if signatures:
        assert signatures[-1].file_sha256 == minutes.document.sha256
    path = folder / "protokoll.pdf"
    path.write_bytes(content)
    assert signatures_in(path).count("Signature is Valid.") == len(signatures)
    assert (minutes.state == MinutesState.APPROVED) == (len(signatures) == 3)
    return len(signatures)


def scene() -> None:
    town = cast.town()
    room, _item = small_meeting(town)
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))


def go_through(kills: int, folder: Path, seed: int) -> None:
    """Kill again and again, at another moment each time; begin anew when all have signed."""
    moments = random.Random(seed)
    for _each in range(kills):
        told = signing(moments.uniform(0, 1.5))
        if check(told, folder) == 3:
            return


@pytest.mark.usefixtures("committed_db")
@pytest.mark.soak  # half a minute
def test_five_kills_lose_no_signature(tmp_path):
    scene()

    go_through(5, tmp_path, seed=5)

    assert check(signing(None), tmp_path) == 3


@pytest.mark.soak
@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("seed", range(10))
def test_fifty_kills_lose_no_signature(tmp_path, seed):
    scene()

    go_through(5, tmp_path, seed=seed)
