"""A whole municipality served to a real browser: its own database, server and clock.

The clock starts where all tests happen and runs; a test moves it on instead of waiting
for a visit to be held. Needs Chromium (`SAMSPEL_CHROMIUM`, or `chromium` on the path).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection, connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from tests import cast
from tests.template_database import clone_template, drop
from tests.visits.acting import KS_RULES, NOW, SN_RULES, adopt, appointed, meeting

CHROMIUM = os.environ.get("SAMSPEL_CHROMIUM") or shutil.which("chromium") or ""
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and leave it out where there is no browser."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(not CHROMIUM, reason="no Chromium here"))


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
    clock: Any, _beside_a_loop: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Any]:
    """Give what serves Lindåkra, each time from a fresh copy of it; gives the address."""

    @contextmanager
    def serve() -> Iterator[str]:
        clock.move_to(NOW, tick=True)
        before = connection.settings_dict["NAME"]
        name = clone_template(f"browser_{os.urandom(3).hex()}")
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
        thread.daemon = True
        try:
            _furnish(cast.town())
            thread.start()
            thread.is_ready.wait()
            yield f"http://127.0.0.1:{thread.port}"
        finally:
            if thread.is_alive():
                thread.terminate()
            connections.close_all()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = before
            drop(name)

    with django_db_blocker.unblock():
        yield serve


def _furnish(town: cast.Town) -> None:
    """Let both guidelines be in force, meetings be planned, and people be appointed."""
    adopt(town, "KS", KS_RULES)
    adopt(town, "SN", SN_RULES)
    for short in ("KS", "SN"):
        meeting(town, short, 12, 16)
    for name in ("anna", "perolof"):
        appointed(town, "KS", name, places=[town.operation("kost")])
    appointed(town, "SN", "larsake", places=[town.operation("aldreomsorg")])


class Somebody:
    """A member of the cast at a browser of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.context = context
        self.address = address

    def open(self, path: str) -> Page:
        """Go to an address, which must answer."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.page

    def press(self, name: str) -> Page:
        """Press the button with these words."""
        self.page.get_by_role("button", name=name).first.click()
        return self.page

    def follow(self, name: str) -> Page:
        """Follow the link in the page itself that begins with these words."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        return self.page

    def answer(self, question: str, answer: str) -> None:
        """Choose an answer to a question with radio buttons."""
        group = self.page.get_by_role("group", name=question)
        group.get_by_role("radio", name=answer, exact=True).check()


@contextmanager
def signed_in(
    browser: Browser, address: str, name: str, *, script: bool = True
) -> Iterator[Somebody]:
    """Give a member of the cast, signed in, a browser of their own; nobody by no name."""
    context = browser.new_context(locale="sv-SE", java_script_enabled=script)
    context.set_default_timeout(10_000)
    if name:
        client = Client()
        client.force_login(cast.town().user(name))
        key = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": key, "value": client.cookies[key].value, "url": address}])
    try:
        yield Somebody(context, address)
    finally:
        context.close()


__all__ = ["Somebody", "signed_in"]
