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
from collections.abc import Callable
from multiprocessing.context import ForkProcess as Child

from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication

from samspel.config.environment import pool

__all__ = ["Child", "begin", "serve_web", "work"]

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
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
            "loglevel": "warning",
            "preload_app": True,
            "control_socket_disable": True,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Give the application."""
        from samspel.config.wsgi import application  # noqa: PLC0415  needs django.setup

        return application


def serve_web(port: int) -> None:
    """Serve the pages on the port until told to stop."""
    _Web(port).run()


def work() -> int:
    """Run the queue's jobs until told to stop."""
    from samspel.messaging.worker import work  # noqa: PLC0415  needs django.setup

    return work()
