"""Fixtures for every test: the template database with its cast, and the cast's members."""

from __future__ import annotations

import datetime as dt
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests import cast, stages
from tests.template_database import clone_template, drop

# How long a test takes says nothing of it on a machine that others use too (make bench does).
examples.register_profile(
    "house",
    deadline=None,
    max_examples=40,  # of each property, every time anybody runs the tests
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
examples.load_profile("house")

# What has been read in stays; looking through it again and again takes a tenth of the time.
gc.set_threshold(50_000, 20, 20)


_PREPARE = (
    "import django; django.setup(); from tests.template_database import prepare; prepare()"
)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let the template database be built while the processes read the tests in."""
    if session.config.getoption("numprocesses", None) and not _is_worker(session.config):
        subprocess.Popen([sys.executable, "-c", _PREPARE], cwd=session.config.rootpath)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_collection_finish() -> None:
    """Leave what is read in out of every later collection of garbage."""
    gc.collect()
    gc.freeze()


TODAY = dt.date(2026, 11, 12)
NOW = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """Give each process its own copy of one template database, cast included."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    with django_db_blocker.unblock():
        name = clone_template(worker)
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name
        yield
        connections.close_all()
        drop(name)


@pytest.fixture(autouse=True)
def _stage(request: pytest.FixtureRequest) -> None:
    """Set the scenes that the test needs, around its own transaction (tests/stages.py)."""
    scenes = stages.scenes_of(request)
    if scenes:
        request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        with time_machine.travel(NOW, tick=False):
            stages.enter(scenes)


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test happens on Thursday 12 November 2026, half past ten in Stockholm.

    Browsers need a clock that goes, and so do long tests, but for those marked ``still``.
    """
    soak = request.node.get_closest_marker("soak")
    if request.node.get_closest_marker("browser") or (soak and not soak.kwargs.get("still")):
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def town(db: None) -> cast.Town:
    """The small municipality of the tests, with everybody by name."""
    return cast.town()


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """A copy of the template where commits are real, for tests with several connections.

    The append-only tables can't be flushed, so each such test gets its own copy.
    """
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        before = connection.settings_dict["NAME"]
        name = clone_template(f"committed_{os.urandom(3).hex()}")
        connections.close_all()
        connection.settings_dict["NAME"] = name
        settings.DATABASES["default"]["NAME"] = name
        try:
            yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = before
            settings.DATABASES["default"]["NAME"] = before
            drop(name)


@pytest.fixture
def as_person(town: cast.Town) -> object:
    """Give a function that gives the client where a member of the cast is signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = cast.session_of(name)
        return client

    return sign_in


@pytest.fixture
def statement_count() -> object:
    """Give a context manager that counts the SQL statements inside it."""
    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def counting() -> Iterator[CaptureQueriesContext]:
        with CaptureQueriesContext(connection) as captured:
            yield captured

    return counting


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, settings: object) -> None:
    """Uploaded files land in the test's own folder."""
    settings.DOCUMENT_ROOT = tmp_path / "documents"  # type: ignore[attr-defined]
