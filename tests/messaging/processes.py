"""Other processes in these tests: a sender, or a whole worker, that can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

_BEGIN = """
import os, django
django.setup()
from django.conf import settings
from django.db import connection
from django.utils import timezone
connection.settings_dict["NAME"] = os.environ["SAMSPEL_TEST_NAME"]
settings.DEMO = False
"""
SEND = (
    _BEGIN
    + """
from samspel.messaging.services.sending import send_due
send_due(clock=timezone.now)
"""
)
WORK = (
    _BEGIN
    + """
from samspel.messaging.worker import work
raise SystemExit(work())
"""
)


@contextmanager
def process(program: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program against this test's database and the sink on the port."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "tests.settings"),
        "SAMSPEL_TEST_NAME": connection.settings_dict["NAME"],
        "SAMSPEL_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "SAMSPEL_MAIL_FROM": "samspel@lindakra.example",
        "PYTHONPATH": os.pathsep.join(
            [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
        ),
    }
    running = subprocess.Popen([sys.executable, "-c", program], env=environment, cwd=ROOT)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def wait_for(happened: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something has happened, by the real clock, which tests stop."""
    for _each in range(int(seconds / 0.02)):
        if happened():
            return
        time.sleep(0.02)
    raise AssertionError("it never happened")
