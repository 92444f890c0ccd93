"""Visits, start pages and the public site: readable for all, and never wider than the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Serve
from tests.browser.looking import Pages, faults_on, pages_of
from tests.browser.walking import Streets

MODULES = ("visits", "desk", "portal")


@pytest.fixture(scope="module")
def town_with_pages(lindakra: Serve) -> Iterator[tuple[Streets, Pages]]:
    with lindakra() as streets:
        yield streets, pages_of(MODULES)


# In full they take minutes: make test keeps to the start page and the public site, quickly.
@pytest.mark.parametrize(
    ("module", "quick"),
    [
        ("desk", True),
        ("portal", True),
        *[pytest.param(module, False, marks=pytest.mark.soak) for module in MODULES],
    ],
)
def test_every_page_has_a_reader_and_axe_finds_nothing_on_it(
    town_with_pages: tuple[Streets, Pages], module: str, quick: bool
):
    streets, pages = town_with_pages
    shown, missing = pages[module]

    assert missing == []
    assert faults_on(streets, shown, quick=quick) == []
