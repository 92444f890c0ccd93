"""In a real browser: readable for all, nothing spills, and what the scripts add.

Needs Chromium (`SAMSPEL_CHROMIUM`, or `chromium` on the path); skipped without it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.kit import pages

CHROMIUM = os.environ.get("SAMSPEL_CHROMIUM") or shutil.which("chromium") or ""
AXE = (Path(__file__).resolve().parents[1] / "browser/axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for the file."""
    # Playwright runs an event loop in this thread, which Django would else refuse.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def address(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Serve the pages. Every act here is refused or writes nothing, so nothing is flushed."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    with django_db_blocker.unblock():
        thread.start()
        thread.is_ready.wait()
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """Open a tab that fails the test when the CSP stops something."""
    complaints: list[str] = []
    opened = browser.new_page(base_url=address, locale="sv-SE")
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened
    opened.close()
    assert [text for text in complaints if "Content Security Policy" in text] == []


def violations(tab: Page) -> list[str]:
    """Run axe and give each violation with the first element it is on."""
    tab.evaluate(AXE)
    result = tab.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in result["violations"]]


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (360, "light"),
        (1280, "dark"),
        pytest.param(360, "dark", marks=pytest.mark.soak),
        pytest.param(1280, "light", marks=pytest.mark.soak),
    ],
)
def test_the_design_page_is_accessible_and_never_spills(tab: Page, width: int, scheme: str):
    tab.set_viewport_size({"width": width, "height": 900})
    pages.preferences["color_scheme"] = scheme
    tab.goto("/formgivning/?fel=1")

    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_spills_on_the_smallest_phone_with_the_largest_text(tab: Page):
    tab.set_viewport_size({"width": 320, "height": 640})
    pages.preferences["text_size"] = "largest"
    tab.goto("/formgivning/")

    assert tab.evaluate("document.documentElement.scrollWidth") == 320


def test_slash_goes_to_search_but_not_while_writing(tab: Page):
    tab.goto("/sida/")
    tab.keyboard.press("/")
    expect(tab.locator("#sok")).to_be_focused()

    tab.locator("#id_name").focus()
    tab.keyboard.press("/")
    expect(tab.locator("#id_name")).to_have_value("/")


def test_the_menu_of_hats_closes_by_escape_and_gives_focus_back(tab: Page):
    tab.goto("/sida/")
    tab.locator(".sp-hat > summary").click()
    expect(tab.locator(".sp-hat__list")).to_be_visible()

    tab.keyboard.press("Escape")

    expect(tab.locator(".sp-hat__list")).to_be_hidden()
    expect(tab.locator(".sp-hat > summary")).to_be_focused()


def test_the_summary_of_errors_takes_focus_and_leads_to_the_field(tab: Page):
    tab.goto("/sida/")
    tab.get_by_role("button", name="Skicka").click()
    expect(tab.locator(".sp-errors")).to_be_focused()

    tab.locator(".sp-errors a").click()

    expect(tab.locator("#id_name")).to_be_focused()


def test_what_is_written_is_saved_with_the_time_shown(tab: Page):
    tab.goto("/sida/")
    tab.locator("#id_name").fill("Anna")

    expect(tab.locator("#sparat")).to_have_text("Sparat kl. 14.32")
    assert pages.done == ["Anna"]


def test_what_could_not_be_saved_is_said(tab: Page):
    tab.goto("/sida/")
    tab.locator("#id_name").fill("Trasig")

    expect(tab.locator("#sparat")).to_contain_text("Det gick inte att spara.")


def test_a_dialog_opens_from_its_link_and_gives_focus_back(tab: Page):
    tab.goto("/formgivning/")
    opener = tab.get_by_role("link", name="Ändra i en ruta")
    opener.click()
    expect(tab.get_by_role("dialog", name="Ändra tiden")).to_be_visible()

    tab.keyboard.press("Escape")

    expect(opener).to_be_focused()


def test_a_refused_request_under_htmx_shows_the_error_page_in_place(tab: Page):
    tab.goto("/sida/")
    tab.wait_for_function("window.htmx")

    tab.evaluate("htmx.ajax('GET', '/finns-inte/', {source: '#innehall', target: '#sparat'})")

    expect(tab.locator("main h1")).to_have_text("Sidan finns inte")
    expect(tab.locator("header.sp-top")).to_be_visible()


def test_a_server_that_cannot_be_reached_is_said_aloud(tab: Page):
    tab.goto("/sida/")
    tab.wait_for_function("window.htmx")
    tab.route("**/borta/", lambda route: route.abort())

    tab.evaluate("htmx.ajax('GET', '/borta/', '#innehall').catch(() => null)")

    expect(tab.locator("#laget")).to_contain_text("Det gick inte att nå servern.")


def test_a_page_works_without_script(browser: Browser, address: str):
    tab = browser.new_page(base_url=address, java_script_enabled=False)
    tab.goto("/sida/")
    tab.locator("#id_name").fill("Nej")

    tab.get_by_role("button", name="Skicka").click()

    expect(tab.locator(".sp-errors")).to_contain_text("Nej är redan avgjord.")
    expect(tab.locator("#id_name")).to_have_value("Nej")
    tab.close()
