"""The register, accounts, sign-in with its second step, mail: readable for all at each width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Serve
from tests.browser.looking import Pages, faults_on, pages_of
from tests.browser.walking import Streets

MODULES = ("people", "access", "sign-in", "messaging", "documents")


@pytest.fixture(scope="module")
def town_with_pages(lindakra: Serve) -> Iterator[tuple[Streets, Pages]]:
    with lindakra() as streets:
        yield streets, pages_of(MODULES)


# Three minutes; make test keeps to the start page and the public site.
@pytest.mark.soak
@pytest.mark.parametrize("module", MODULES)
def test_every_page_has_a_reader_and_axe_finds_nothing_on_it(
    town_with_pages: tuple[Streets, Pages], module: str
):
    streets, pages = town_with_pages
    shown, missing = pages[module]

    assert missing == []
    assert faults_on(streets, shown) == []
