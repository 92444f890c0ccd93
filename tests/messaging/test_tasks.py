"""The task queue's seam: names, transactions, one at a time, and jobs of dead workers."""

from __future__ import annotations

import datetime as dt
import logging
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from samspel.audit import services as audit
from samspel.audit.models import AuditEntry
from samspel.kit.models import FormKey
from samspel.messaging import jobs, registry, tasks, tasks_seam
from samspel.messaging.errors import UnknownTask
from samspel.messaging.models import Delivery
from samspel.messaging.worker import application
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import Tell
from tests.messaging.sink import Sink


@pytest.fixture
def ran() -> list[int]:
    seen: list[int] = []

    @registry.task("tests.count")
    def count(number: int) -> None:
        seen.append(number)

    yield seen  # type: ignore[misc]
    registry._TASKS.pop("tests.count")


def queue() -> list[tuple[str, object, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args, status FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def test_a_task_is_deferred_by_its_name(town: Town, ran: list[int]):
    tasks_seam.defer("tests.count", number=3)

    ((name, args, status),) = queue()
    assert (name, status) == ("tests.count", "todo")
    assert str(args) in {"{'number': 3}", '{"number": 3}'}


def test_an_unknown_name_is_refused_and_nothing_is_queued(town: Town):
    with pytest.raises(UnknownTask, match="nobody"):
        tasks_seam.defer("tests.nobody")

    assert queue() == []


def test_a_task_of_an_act_that_rolls_back_is_not_queued(town: Town, ran: list[int]):
    with transaction.atomic():
        tasks_seam.defer("tests.count", number=3)
        transaction.set_rollback(True)

    assert queue() == []


def test_only_one_under_a_key_waits_and_the_act_goes_on(town: Town, ran: list[int]):
    with transaction.atomic():
        tasks_seam.defer("tests.count", only_one="a", number=1)
        tasks_seam.defer("tests.count", only_one="a", number=2)
        tasks_seam.defer("tests.count", only_one="b", number=3)

    assert len(queue()) == 2


def test_a_task_runs_by_its_name(town: Town, ran: list[int]):
    registry.run("tests.count", number=7)

    assert ran == [7]


def test_two_modules_can_not_share_a_name():
    def other() -> None: ...

    other.__module__ = "samspel.elsewhere"
    with pytest.raises(ValueError, match=r"messaging\.send"):
        registry.task("messaging.send")(other)


def _left_behind(attempts: int = 0, lock: str | None = None) -> int:
    """Make a job that a worker has begun, and whose worker is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs "
            "(queue_name, task_name, args, status, attempts, queueing_lock) "
            "VALUES ('default', 'messaging.send', '{}', 'doing', %s, %s) RETURNING id",
            [attempts, lock],
        )
        return int(cursor.fetchone()[0])


def _status(job_id: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id])
        return str(cursor.fetchone()[0])


def test_the_job_of_a_dead_worker_is_put_back(town: Town):
    job = _left_behind()

    assert jobs.retry_stalled() == 1
    assert _status(job) == "todo"


def test_the_job_of_a_living_worker_is_left_alone(town: Town):
    job = _left_behind()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        (worker,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET worker_id = %s", [worker])

    assert jobs.retry_stalled() == 0
    assert _status(job) == "doing"


def test_a_job_that_kills_its_workers_is_ended(town: Town):
    job = _left_behind(attempts=jobs.MOST_TRIES - 1)

    assert jobs.retry_stalled() == 0
    assert _status(job) == "failed"


def test_a_job_that_waits_again_already_is_ended(town: Town):
    job = _left_behind(lock="messaging.sweep")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, queueing_lock) "
            "VALUES ('default', 'messaging.sweep', '{}', 'todo', 'messaging.sweep')"
        )

    assert jobs.retry_stalled() == 0
    assert _status(job) == "failed"


def test_jobs_that_ended_long_ago_are_forgotten(town: Town):
    job = _left_behind(attempts=jobs.MOST_TRIES)
    jobs.retry_stalled()

    assert jobs.forget_ended(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) == 0
    assert jobs.forget_ended(dt.datetime(2100, 1, 1, tzinfo=dt.UTC)) == 1
    assert (job, queue()) == (job, [])


def test_the_sweep_sends_what_no_job_has_sent(town: Town, tell: Tell, sink: Sink):
    tell("anna")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

    tasks.sweep()

    assert len(sink.received) == 1
    assert Delivery.objects.get().sent_at == NOW


def test_the_minutes_job_seals_what_is_left(town: Town):
    audit.record(
        "people.person.registered", subject=town.person("anna"), actor=town.actor("ingrid")
    )

    tasks.seal_chain()

    assert not AuditEntry.objects.filter(link__isnull=True).exists()


def test_the_chains_head_goes_to_the_log(town: Town, caplog: pytest.LogCaptureFixture):
    audit.record(
        "people.person.registered", subject=town.person("anna"), actor=town.actor("ingrid")
    )
    audit.seal()

    with caplog.at_level(logging.INFO, logger="samspel.audit.chain"):
        tasks.log_chain_head()

    assert AuditEntry.objects.latest("id").link.hash in caplog.text


def test_old_form_keys_and_sessions_are_forgotten(town: Town):
    old = FormKey.objects.create(key="8a3d7a3e-2f5b-4a5b-9a54-0f3f0c1d2e3f", user_id=1)
    FormKey.objects.filter(pk=old.pk).update(used_at=NOW - dt.timedelta(days=3))
    fresh = FormKey.objects.create(key="9a3d7a3e-2f5b-4a5b-9a54-0f3f0c1d2e3f", user_id=1)
    Session.objects.create(session_key="old", expire_date=NOW - dt.timedelta(seconds=1))
    Session.objects.create(session_key="new", expire_date=NOW + dt.timedelta(seconds=1))

    tasks.forget_form_keys()
    tasks.forget_sessions()

    assert list(FormKey.objects.values_list("pk", flat=True)) == [UUID(str(fresh.pk))]
    others = Session.objects.exclude(session_key__startswith="signedin")
    assert list(others.values_list("session_key", flat=True)) == ["new"]


def test_every_task_has_a_function_and_a_clock_that_can_be_read():
    import croniter

    found = {task.name: task for task in registry.all_tasks()}

    assert {"messaging.send", "messaging.sweep", "audit.seal"} <= set(found)
    for task in found.values():
        assert not task.cron or croniter.croniter.is_valid(task.cron), task.name


def test_the_workers_application_knows_every_task_and_its_clock(town: Town):
    app = application()

    known = {task.name: task.cron for task in registry.all_tasks()}
    clocks = {
        name: each.cron for (name, _id), each in app.periodic_registry.periodic_tasks.items()
    }
    assert set(known) <= set(app.tasks)
    assert {name: cron for name, cron in known.items() if cron} == {
        name: cron for name, cron in clocks.items() if name in known
    }
