"""The start page and the public site: readable for all, and never wider than the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Serve
from tests.browser.looking import Pages, faults_on, pages_of
from tests.browser.walking import Streets

MODULES = ("desk", "portal")


@pytest.fixture(scope="module")
def town_with_pages(lindakra: Serve) -> Iterator[tuple[Streets, Pages]]:
    with lindakra() as streets:
        yield streets, pages_of(MODULES)


# Quickly: make soak looks at them in full, with all others.
@pytest.mark.parametrize("module", MODULES)
def test_every_page_has_a_reader_and_axe_finds_nothing_on_it(
    town_with_pages: tuple[Streets, Pages], module: str
):
    streets, pages = town_with_pages
    shown, missing = pages[module]

    assert missing == []
    assert faults_on(streets, shown, quick=True) == []
