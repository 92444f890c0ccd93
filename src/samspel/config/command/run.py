"""`samspel run`: database, web and worker, until somebody presses Ctrl-C."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from samspel.config.command.children import Child, apart, begin, end, serve_web, work
from samspel.config.command.database import database, migrate, said_in_words
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused
from samspel.kit import postgres

_READY_WITHIN = 90.0


class CannotStart(Refused):
    """Something stands in the way of starting; the message names it."""


def run(*, port: int, demo: bool) -> int:
    """Start everything, tell where it is, and stop everything that was started."""
    began = time.monotonic()
    gc.disable()  # what is read in while starting stays, and need not be looked through
    signal.signal(signal.SIGTERM, _leave)
    require_free(port)
    os.environ.setdefault("SAMSPEL_BASE_URL", f"http://127.0.0.1:{port}")
    if demo:
        os.environ["SAMSPEL_DEMO"] = "1"
    with database():
        migrate()
        people = _load_demo() if demo else []
        _collect_static()
        gc.freeze()
        gc.enable()
        children = [begin("web", serve_web, port), begin("worker", work)]
        try:
            _await_ready(port, children)
            _tell(port, people, time.monotonic() - began)
            return _watch(children)
        finally:
            _stop(children)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def require_free(port: int) -> None:
    """Refuse (CannotStart) a port that somebody else has, or that nobody can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port or -1))
        except (PermissionError, OverflowError) as fault:
            raise CannotStart(
                _("Porten %(port)s går inte att använda. Välj en annan: make run PORT=8000"),
                port=port,
            ) from fault
        except OSError as fault:
            raise CannotStart(
                _("Porten %(port)s är upptagen. Välj en annan: make run PORT=%(other)s"),
                port=port,
                other=8001 if port == 8000 else 8000,
            ) from fault


def _load_demo() -> list[str]:
    """Load the demo into an empty database; give whom one can sign in as."""
    from samspel.config.demo import is_demo_missing, people_to_try  # noqa: PLC0415  needs django.setup

    if is_demo_missing():
        apart("demo", _write_demo)
    return people_to_try()


def _write_demo() -> None:
    from samspel.config.demo import write_demo  # noqa: PLC0415  needs django.setup

    with said_in_words():
        write_demo()


def _collect_static() -> None:
    """Copy the static files once per version, so that a second start is quick."""
    from django.conf import settings  # noqa: PLC0415  needs django.setup
    from django.core.management import call_command  # noqa: PLC0415  needs django.setup

    stamp = settings.STATIC_ROOT / ".version"
    newest = max(
        path.stat().st_mtime_ns
        for folder in settings.PACKAGE.glob("*/static")
        for path in folder.rglob("*")
    )
    if stamp.exists() and stamp.read_text() == str(newest):
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(str(newest))


def _await_ready(port: int, children: list[Child]) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline:
        if not all(child.is_alive() for child in children):
            raise CannotStart(
                _("Webben eller bakgrundsarbetet stannade direkt. Läs felet ovan.")
            )
        with suppress(URLError, ConnectionError, TimeoutError):
            with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                if answer.status == 200:
                    return
        time.sleep(0.05)
    raise CannotStart(_("Startsidan svarade inte. Läs felet ovan."))


def _tell(port: int, people: list[str], seconds: float) -> None:
    lines = ["", f"Samspel finns på http://127.0.0.1:{port}/"]
    if people:
        lines += ["Logga in som någon av dem som arbetar i demokommunen:"]
        lines += [f"  {each}" for each in people]
        lines += [f"Välj dem på http://127.0.0.1:{port}/konto/demo/"]
    lines += ["Avsluta med Ctrl-C.", f"ready in {seconds:.1f} s", ""]
    sys.stdout.write("\n".join(lines))
    sys.stdout.flush()


def _watch(children: list[Child]) -> int:
    """Wait until a child ends by itself, which is a fault, or we are told to stop.

    A private database that dies meanwhile is started again: web and worker outlive it.
    """
    try:
        while all(child.is_alive() for child in children):
            postgres.revive()
            time.sleep(0.3)
    except KeyboardInterrupt:
        sys.stdout.write("\nSamspel avslutas.\n")
        return 0
    raise CannotStart(_("Webben eller bakgrundsarbetet stannade oväntat. Läs felet ovan."))


def _stop(children: list[Child]) -> None:
    """End the children; pressing Ctrl-C once more does not leave half of them behind."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    end(children)
