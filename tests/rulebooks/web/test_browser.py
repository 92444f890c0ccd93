"""In a real browser: no page spills on a phone, and axe finds nothing to complain of."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection, connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from samspel.rulebooks.calculation.drafting import undecided
from samspel.rulebooks.queries import judge
from samspel.rulebooks.services import adopt_shipped, draft_version, keep, propose_version
from samspel.rules.rulebook import load_shipped
from tests import cast
from tests.rulebooks.conftest import KS, SN
from tests.rulebooks.test_trials import DAY, FACTS
from tests.rulebooks.web.addresses import ABOUT, GENERAL, OPEN, about
from tests.template_database import clone_template, drop

CHROMIUM = os.environ.get("SAMSPEL_CHROMIUM") or shutil.which("chromium") or ""
AXE = (Path(__file__).resolve().parents[2] / "browser/axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
AT = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here"),
]


@pytest.fixture(scope="module")
def pages(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, str]]:
    """Serve a municipality with a guideline in force, a draft and a proposal."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name = clone_template(f"rulebooks_{os.urandom(3).hex()}")
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        try:
            yield _addresses() | {"": f"http://127.0.0.1:{thread.port}"}
        finally:
            thread.terminate()
            connections.close_all()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = before
            drop(name)
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _addresses() -> dict[str, str]:
    town = cast.town()
    ingrid, tomas = town.actor("ingrid"), town.actor("tomas")
    in_force = adopt_shipped(town.body("KS"), KS, proposer=ingrid, confirmer=tomas, at=AT)
    changed = undecided(in_force.files, "Kommunstyrelsen")
    changed["text.yaml"] = changed["text.yaml"].replace("verksamheten", "hela verksamheten", 2)
    changed["index.yaml"] = changed["index.yaml"].replace("2023-03-01", "2027-01-01")
    draft = draft_version(town.body("KS"), changed, actor=ingrid, at=AT, based_on=in_force)
    waiting = draft_version(town.body("SN"), load_shipped(SN).files, actor=tomas, at=AT)
    propose_version(waiting, actor=tomas, at=AT)
    body = town.body("KS")
    for others in (0, 1):
        facts = FACTS | {"booking.others_count": others}
        judgement = judge("visit.book", facts, body_id=body.pk, on=DAY)
        kept = keep(judgement, subject=body, actor=ingrid, at=AT, reason="Det var bråttom.")
    found = {f"draft: {name}": address for name, address in about(draft).items()}
    found |= {f"in force: {name}": address for name, address in about(in_force).items()}
    found["confirm"] = f"/styrdokument/{waiting.uuid}/bekrafta/"
    found["proposed"] = f"/styrdokument/{waiting.uuid}/foreslagen/"
    found["begin"] = f"/styrdokument/nytt/?organ={body.uuid}&kalla=forlaga"
    found["verdict"] = f"/styrdokument/anvandning/{kept.pk}/"
    return found | GENERAL


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for the file."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="module")
def tab(browser: Browser, pages: dict[str, str]) -> Iterator[Page]:
    """Open a tab where the secretary is signed in."""
    client = Client()
    client.force_login(cast.town().user("ingrid"))
    opened = browser.new_context(base_url=pages[""], locale="sv-SE")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    opened.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": pages[""]}]
    )
    page = opened.new_page()
    yield page
    opened.close()


def violations(tab: Page) -> list[str]:
    """Run axe and give each violation with the first element it is on."""
    tab.evaluate(AXE)
    result = tab.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in result["violations"]]


NAMES = [
    *GENERAL,
    *(f"draft: {name}" for name in ABOUT),
    *(f"in force: {name}" for name in OPEN),
    "confirm",
    "proposed",
    "begin",
    "verdict",
]


WIDTHS = (360, 1280)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_accessible_and_never_spills(tab: Page, pages: dict[str, str], name: str):
    found = {}

    tab.goto(pages[name])
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        spill = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found[width] = (max(spill, 0), violations(tab))
        shots = os.environ.get("SHOTS")
        if shots:
            tall = tab.evaluate("document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": width, "height": min(tall, 1900)}
            tab.screenshot(
                path=f"{shots}/{name.replace(': ', '-').replace(' ', '-')}-{width}.png",
                full_page=True,
                clip=clip,
            )

    assert found == dict.fromkeys(WIDTHS, (0, []))
