"""What is shown when something is wrong, when a form is refused, and when there is nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import cast
from tests.browser.conftest import Serve, furnish
from tests.browser.looking import faults_of, faults_on
from tests.browser.pages import Route, forget_readers, found, routes
from tests.browser.samples import LEFT_OUT
from tests.browser.urls import BROKEN
from tests.browser.walking import Streets
from tests.visits.acting import appointed, offered

# What a page that says "nothing here yet" is known by.
EMPTY = 'class="sp-empty"'
# A form that is sent as it stands, and refused: who sends it, and where it is.
REFUSED = [
    ("maria", "/besok/bjud-in/", "Skicka inbjudan"),
    ("ingrid", "/besok/uppdrag/nytt/{ks}/", "Skriv in uppdraget"),
    ("anna", "/besok/{visit}/svara/", "Skicka svaret"),
    ("ingrid", "/moten/planera/{ks}/", "Planera mötet"),
    ("ingrid", "/moten/beslut/nytt/{ks}/", "För in beslutet"),
    ("tomas", "/register/personer/ny/", "Lägg upp personen"),
    ("ingrid", "/styrdokument/nytt/?organ={ks}&kalla=filer", "Börja utkastet"),
    ("", "/inloggning/", "Logga in"),
]


@pytest.fixture(scope="module")
def nothing_yet(lindakra: Serve) -> Iterator[Streets]:
    """Serve a municipality where nobody has done anything."""
    with lindakra(furnished=False) as streets:
        forget_readers()
        yield streets


@pytest.mark.soak  # a minute
def test_axe_finds_nothing_on_a_page_that_has_nothing_to_show(nothing_yet: Streets):
    shown = [each for route in routes() if _is_plain(route) for each in found(route, {})[0]]
    empty = [each for each in shown if EMPTY in each.html]

    assert {"visits:list", "meetings:meetings"} <= {each.route for each in empty}
    assert faults_on(nothing_yet, empty) == []


def _is_plain(route: Route) -> bool:
    return not route.parameters and route.name not in LEFT_OUT and route.module != "design"


@pytest.mark.soak
@pytest.mark.parametrize("reader", ["", "anna"])
def test_axe_finds_nothing_on_the_pages_that_say_what_went_wrong(
    nothing_yet: Streets, reader: str
):
    pages = [(f"/broken/{status}/", 403 if status == 419 else status) for status in BROKEN]
    faults = []

    with nothing_yet.as_(reader) as who:
        for path, status in [*pages, ("/finns-inte/", 404)]:
            who.open(path, status)
            faults += [f"{path} {said}" for said in faults_of(who.page)]

    assert faults == []


@pytest.mark.soak
def test_axe_finds_nothing_on_a_form_that_was_refused(nothing_yet: Streets):
    town = cast.town()
    furnish(town)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    at = {"ks": town.body("KS").uuid, "visit": offered(town).uuid}
    faults = []

    for reader, path, button in REFUSED:
        with nothing_yet.as_(reader) as who:
            page = who.open(path.format(**at))
            for field in page.locator("main input[type=date], main input[type=text]").all():
                field.fill("")
            with page.expect_response(lambda got: got.request.method == "POST") as sent:
                who.press(button)
            assert sent.value.status == 422, path
            page.wait_for_load_state()
            faults += [f"{path} {said}" for said in faults_of(page)]

    assert faults == []
