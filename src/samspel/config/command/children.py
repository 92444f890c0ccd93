"""The processes that `samspel run` begins: the web and the worker.

They are forked from the one that has set Django up and looked the database over, and so
need not read the whole product in again: a start takes half the time, and what they have
in common is in memory once. Where web and worker are run apart (docs/how-to/deploy.md)
each reads it in by itself.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess as Child

from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication

from samspel.config.environment import pool
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

__all__ = ["Child", "apart", "begin", "end", "serve_web", "work"]

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_PAGES_END_WITHIN = 5
_ALL_END_WITHIN = 8.0
"""Seconds: pages that are being answered end first, so that the web can say goodbye."""
_FORK = multiprocessing.get_context("fork")


def begin(process: str, target: Callable[..., int | None], *arguments: object) -> Child:
    """Begin a child that dies with us, even if we are killed. Takes what it is called.

    The database is closed first: a connection can't be shared. A child shares our private
    database through its address and shall not stop it: only whoever started it leaves it.
    """
    connections.close_all()
    child = _FORK.Process(target=_run, args=(process, target, *arguments), name=process)
    child.start()
    return child


class BrokenOff(Refused):
    """What was to be done apart was refused, or ended in the middle."""


def apart(process: str, target: Callable[[], None]) -> None:
    """Do something in a process of its own, whose memory goes with it, and wait for it.

    Tables that are made and a year that is played leave half a gigabyte behind, which the
    web's processes would otherwise be born with. A refusal there is a refusal here.
    """
    ours, theirs = _FORK.Pipe(duplex=False)
    child = begin(process, _tell_refusal, target, theirs)
    theirs.close()
    try:
        with suppress(EOFError):  # it ended, and had nothing to say
            raise BrokenOff(ours.recv())
        child.join()
    finally:
        end([child])
    if child.exitcode:
        raise BrokenOff(_("Starten avbröts. Läs felet ovan."))


def _tell_refusal(target: Callable[[], None], tell: Connection) -> None:
    try:
        target()
    except Refused as refusal:
        tell.send(refusal.message)


def end(children: Sequence[Child]) -> None:
    """End the children in good order, and after that whatever is left of them.

    Each has a group of its own, with the web server's processes in it: where it did not
    end in time, or was killed itself, they would otherwise live on without it.
    """
    for child in children:
        child.terminate()
    deadline = time.monotonic() + _ALL_END_WITHIN
    for child in children:
        child.join(timeout=max(0.0, deadline - time.monotonic()))
        if child.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.join()


def _run(process: str, target: Callable[..., int | None], *arguments: object) -> None:
    os.setsid()  # Ctrl-C is for the parent, which ends us in good order
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    os.environ["SAMSPEL_PROCESS"] = process
    if pooled := pool():
        settings.DATABASES["default"]["OPTIONS"]["pool"] = pooled
    sys.exit(target(*arguments))


class _Web(BaseApplication):
    """The web server, with its settings given here instead of on a command line."""

    def __init__(self, port: int) -> None:
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        """Say how many processes and threads, and where to listen."""
        for name, value in {
            "bind": f"127.0.0.1:{self._port}",
            "worker_class": "gthread",
            "workers": int(os.environ.get("SAMSPEL_WEB_WORKERS", "2")),
            "threads": 4,
            "graceful_timeout": _PAGES_END_WITHIN,
            "loglevel": "warning",
            "preload_app": True,
            "control_socket_disable": True,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Give the application, with all its pages read in before it is parted in processes."""
        from django.urls import get_resolver  # noqa: PLC0415  needs django.setup

        from samspel.config.wsgi import application  # noqa: PLC0415  needs django.setup

        get_resolver().url_patterns  # noqa: B018  read in when it is asked for
        return application


def serve_web(port: int) -> None:
    """Serve the pages on the port until told to stop."""
    _Web(port).run()


def work() -> int:
    """Run the queue's jobs until told to stop."""
    from samspel.messaging.worker import work  # noqa: PLC0415  needs django.setup

    return work()
