"""The queue's own housekeeping: jobs whose worker died, and jobs that ended long ago."""

from __future__ import annotations

import datetime as dt

from asgiref.sync import async_to_sync
from django.db import DatabaseError, connection, transaction
from procrastinate import jobs
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager

HEARTBEAT = 10
"""Seconds between a worker's signs of life."""

DEAD_AFTER = 45
"""Seconds without a sign of life after which a worker is taken for dead."""

MOST_TRIES = 5
"""How many times a job may be begun: one that kills its worker must not do so for ever."""


def manager() -> JobManager:
    """Give the queue on Django's own connection, and so in its transaction."""
    return JobManager(connector=DjangoConnector(alias="default"))


def retry_stalled() -> int:
    """Put the jobs of dead workers back in the queue; give how many.

    A job that has been begun too often, or that waits once more already, is ended.
    """
    queue = manager()
    retried = 0
    for job in async_to_sync(queue.get_stalled_jobs)(seconds_since_heartbeat=DEAD_AFTER):
        if job.attempts + 1 < MOST_TRIES and _retry(queue, job):
            retried += 1
        else:
            async_to_sync(queue.finish_job)(
                job=job, status=jobs.Status.FAILED, delete_job=False
            )
    return retried


def _retry(queue: JobManager, job: jobs.Job) -> bool:
    if job.id is None:
        return False
    try:
        # In a savepoint: a job under the same key may have been added since.
        with transaction.atomic():
            queue.retry_job_by_id(job.id, retry_at=dt.datetime.now(dt.UTC))
    except (ConnectorException, DatabaseError):
        return False
    return True


def forget_ended(before: dt.datetime) -> int:
    """Forget jobs that ended before an instant, failed ones too; give how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status IN "
            "('succeeded', 'failed', 'cancelled', 'aborted') AND id IN "
            "(SELECT job_id FROM procrastinate_events GROUP BY job_id HAVING max(at) < %s)",
            [before],
        )
        return int(cursor.rowcount)
