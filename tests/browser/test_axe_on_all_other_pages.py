"""Visits, guidelines, meetings and whatever module is new: readable for all, at each width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Serve
from tests.browser.looking import Pages, faults_on, pages_of, unknown_left_out
from tests.browser.pages import routes
from tests.browser.test_axe_on_register_and_sign_in import MODULES as ELSEWHERE
from tests.browser.walking import Streets


def _modules() -> list[str]:
    """Give the modules of the product that the other files leave to this one."""
    return sorted({route.module for route in routes()} - set(ELSEWHERE))


@pytest.fixture(scope="module")
def town_with_pages(lindakra: Serve) -> Iterator[tuple[Streets, Pages]]:
    with lindakra() as streets:
        yield streets, pages_of(_modules())


# Some minutes; make test keeps to the start page and the public site.
@pytest.mark.soak
@pytest.mark.parametrize("module", _modules())
def test_every_page_has_a_reader_and_axe_finds_nothing_on_it(
    town_with_pages: tuple[Streets, Pages], module: str
):
    streets, pages = town_with_pages
    shown, missing = pages[module]

    assert missing == []
    assert faults_on(streets, shown) == []


def test_nothing_is_left_out_that_is_not_there():
    assert unknown_left_out() == set()
