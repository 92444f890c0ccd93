"""A whole municipality served to a real browser: its own database, server and clock.

The clock starts where all tests happen and runs; a test moves it on instead of waiting
for a visit to be held. Needs Chromium (`SAMSPEL_CHROMIUM`, or `chromium` on the path).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, connections
from django.test.testcases import LiveServerThread
from django.urls import clear_url_caches
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests import cast
from tests.browser.walking import Streets
from tests.template_database import clone_template, drop
from tests.visits.acting import KS_RULES, NOW, SN_RULES, adopt, meeting

CHROMIUM = os.environ.get("SAMSPEL_CHROMIUM") or shutil.which("chromium") or ""
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--disable-dev-shm-usage", "--mute-audio"),
)
# The browser keeps styles and scripts whatever the test's clock says the day is.
FOREVER = 100 * 365 * 24 * 3600

Serve = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and leave it out where there is no browser.

    They take longest, so they go first: else one process ends with them alone.
    """
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(not CHROMIUM, reason="no Chromium here"))
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="module")
def _beside_a_loop() -> Iterator[None]:
    """Let Django work while Playwright runs an event loop in this thread."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser(_beside_a_loop: None) -> Iterator[Browser]:
    """Start one browser for the file; two loops in one thread don't go together."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="module")
def clock() -> Iterator[Any]:
    """Run the server's clock from 12 November 2026, half past ten in Stockholm."""
    with time_machine.travel(NOW, tick=True) as moved:
        yield moved


@pytest.fixture(scope="module")
def lindakra(
    clock: Any,
    browser: Browser,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Serve]:
    """Give what serves Lindåkra, each time from a fresh copy of it; gives its streets."""

    @contextmanager
    def serve(*, script: bool = True, furnished: bool = True) -> Iterator[Streets]:
        clock.move_to(NOW, tick=True)
        with _own_database(), _own_settings(tmp_path_factory.mktemp("documents")):
            if furnished:
                furnish(cast.town())
            thread = LiveServerThread("127.0.0.1", lambda app: app)
            thread.daemon = True
            thread.start()
            thread.is_ready.wait()
            streets = Streets(browser, f"http://127.0.0.1:{thread.port}", script=script)
            try:
                yield streets
            finally:
                streets.close()
                thread.terminate()

    with django_db_blocker.unblock():
        yield serve


@contextmanager
def _own_database() -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    name = clone_template(f"browser_{os.urandom(3).hex()}")
    connections.close_all()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = before
        drop(name)


@contextmanager
def _own_settings(documents: Path) -> Iterator[None]:
    """Keep what is uploaded apart, let the browser keep what it fetched, add broken pages."""
    changed = {
        "DOCUMENT_ROOT": documents,
        "WHITENOISE_MAX_AGE": FOREVER,
        "ROOT_URLCONF": "tests.browser.urls",
    }
    before = {name: getattr(settings, name, None) for name in changed}
    for name, value in changed.items():
        setattr(settings, name, value)
    clear_url_caches()
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)
        clear_url_caches()


def furnish(town: cast.Town) -> None:
    """Let both guidelines be in force, and meetings be planned."""
    adopt(town, "KS", KS_RULES)
    adopt(town, "SN", SN_RULES)
    for short in ("KS", "SN"):
        meeting(town, short, 12, 16)
