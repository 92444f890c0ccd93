"""The worker: runs the queue's jobs in this process until it is told to stop.

It outlives its database: when the connection breaks it waits and begins again. Told to
stop (SIGTERM, SIGINT) it lets the job in hand end first.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import procrastinate
from procrastinate.contrib.django.utils import connector_params

from samspel.messaging import jobs, registry

log = logging.getLogger(__name__)

_CONCURRENCY = 2
_GRACE = 25.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0
_POOL_TIMEOUT = 10.0


def work() -> int:
    """Run jobs until a signal says stop; give the exit code."""
    registry.load()
    asyncio.run(_until_stopped())
    return 0


async def _until_stopped() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    pause = _FIRST_PAUSE
    while not stop.is_set():
        began = loop.time()
        await _run_once(stop)
        if stop.is_set():
            return
        # Whoever has worked for a while begins again at once when the database is back.
        pause = _FIRST_PAUSE if loop.time() - began > 60 else min(pause * 2, _LONGEST_PAUSE)
        log.warning("the worker lost its database; it tries again in %.0f s", pause)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


async def _run_once(stop: asyncio.Event) -> None:
    """Run a worker until it is told to stop or loses its database."""
    app = application()
    # Asks the library's worker to end in its own good order.
    running = asyncio.ensure_future(_serve(app))
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        running.cancel()
    stopping.cancel()
    try:
        await running
    except asyncio.CancelledError:
        log.info("the worker has stopped")
    except Exception as fault:  # noqa: BLE001  whatever breaks the worker, it begins again
        log.warning("the worker stopped: %s", fault)


async def _serve(app: procrastinate.App) -> None:
    async with app.open_async():
        await app.run_worker_async(
            name="samspel",
            concurrency=_CONCURRENCY,
            delete_jobs="successful",
            install_signal_handlers=False,
            shutdown_graceful_timeout=_GRACE,
            update_heartbeat_interval=jobs.HEARTBEAT,
            stalled_worker_timeout=jobs.DEAD_AFTER,
        )


def application() -> procrastinate.App:
    """Give the queue's application with every registered task, on connections of its own."""
    connector = procrastinate.PsycopgConnector(
        kwargs=connector_params("default"), min_size=1, max_size=4, timeout=_POOL_TIMEOUT
    )
    app = procrastinate.App(connector=connector)
    for each in registry.all_tasks():
        _register(app, each)
    return app


def _register(app: procrastinate.App, task: registry.Task) -> None:
    made = app.task(
        name=task.name,
        queueing_lock=task.name if task.cron else None,
        retry=procrastinate.RetryStrategy(max_attempts=task.attempts, exponential_wait=4),
    )(functools.partial(registry.run, task.name) if not task.cron else _by_the_clock(task.name))
    if task.cron:
        app.periodic(cron=task.cron, periodic_id=task.name)(made)


def _by_the_clock(name: str) -> Callable[..., Any]:
    """Give a function that runs a task and leaves out when it should have run."""

    def run(timestamp: int = 0) -> None:
        log.debug("%s for %d", name, timestamp)
        registry.run(name)

    return run
