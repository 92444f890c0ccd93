"""What axe says of a page at each width, and whether the page is wider than the window."""

from __future__ import annotations

from collections.abc import Container, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.db import connections
from playwright.sync_api import Page

from tests import cast
from tests.browser.pages import Route, Shown, forget_readers, found, routes
from tests.browser.samples import LEFT_OUT, samples
from tests.browser.walking import PHONE, WIDE, Streets

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([tags, rules]) => axe.run(document, {
    runOnly: tags, rules, resultTypes: ['violations'], elementRef: false, preload: false
}).then(result => result.violations.map(
    found => `${found.id}: ${found.nodes[0].html.slice(0, 200)}`
).concat(document.scrollingElement.scrollWidth > innerWidth ? ['spills'] : []))"""

Pages = dict[str, tuple[list[Shown], list[str]]]


def pages_of(modules: Container[str]) -> Pages:
    """Let everything have happened; give the modules' pages, and what is missing of them.

    In a thread of its own: some acts (signing) start a loop, and the browser has one here.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(_pages_of, modules).result()


def _pages_of(modules: Container[str]) -> Pages:
    given = samples(cast.town())
    forget_readers()
    by_module: Pages = {}
    for route in routes():
        if route.module not in modules:
            continue
        shown, missing = by_module.setdefault(route.module, ([], []))
        if route.name not in LEFT_OUT:
            more, why = found(route, given)
            shown += more
            missing += [why] if why else []
    connections.close_all()
    return by_module


def unknown_left_out() -> set[str]:
    """Give what is left out and is no address of the product any more."""
    return set(LEFT_OUT) - {route.name for route in routes()}


def faults_of(page: Page, *, quick: bool = False) -> list[str]:
    """Look at the page that is open, in each width; quick, at its contrasts only in one.

    Half of the time goes to contrasts, and a colour is seldom another in another width.
    """
    page.evaluate(AXE)
    faults = []
    for width in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        rules = {"color-contrast": {"enabled": width == PHONE or not quick}}
        faults += [f"at {width}: {said}" for said in page.evaluate(RUN, [TAGS, rules])]
    return faults


def faults_on(streets: Streets, pages: Iterable[Shown], *, quick: bool = False) -> list[str]:
    """Open each page as its reader; give every fault with where it is."""
    faults = []
    for reader in sorted({page.by for page in pages}):
        with streets.as_(reader) as who:
            for each in pages:
                if each.by == reader:
                    who.page.set_viewport_size({"width": WIDE, "height": 900})
                    who.open(each.path)
                    said = faults_of(who.page, quick=quick)
                    faults += [f"{each.route} {each.path} {one}" for one in said]
    return faults


__all__ = ["Pages", "Route", "faults_of", "faults_on", "pages_of"]
