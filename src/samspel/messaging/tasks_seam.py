"""The seam to the task queue: defer a task by name, in the act's own transaction.

What is deferred inside a transaction exists if, and only if, that transaction commits.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import configure_task

from samspel.messaging import jobs, registry


def defer(
    name: str, *, run_at: dt.datetime | None = None, only_one: str = "", **args: Any
) -> None:
    """Put a task in the queue; the worker runs it after the commit.

    Takes the task's registered name, when it may run at the earliest, and its
    arguments, of JSON types. With ``only_one`` nothing is added while a job under that
    key waits. Raises UnknownTask for a name that nobody has registered.
    """
    found = registry.find(name)
    job = configure_task(
        name=found.name,
        job_manager=jobs.manager(),
        schedule_at=run_at,
        queueing_lock=only_one or None,
        task_kwargs=args,
    )
    if not only_one:
        job.defer()
        return
    try:
        # The savepoint lets the act go on where a job under the key waits already.
        with transaction.atomic():
            job.defer()
    except AlreadyEnqueued:
        return
