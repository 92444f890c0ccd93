"""From the politician's proposal to the account at the committee's meeting, in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from samspel.meetings.models import Meeting
from samspel.meetings.services import enter_item
from samspel.visits.models import Visit
from tests import cast
from tests.browser.conftest import Somebody, signed_in
from tests.visits.acting import NOW
from tests.visits.acting import clock as on_the_wall

HOME = "Ekgårdens äldreboende"
OTHER = "Budget för nästa år"
WRITTEN = "Vi har åtta lediga lägenheter och söker två sjuksköterskor."


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_visit_goes_from_proposal_to_an_item_that_its_unit_may_see(
    browser: Browser, lindakra: Any, clock: Any, script: bool
):
    with lindakra() as address:

        def as_(name: str) -> Any:
            return signed_in(browser, address, name, script=script)

        _another_item()
        with as_("larsake") as larsake:
            _proposes(larsake)
        with as_("birgit") as birgit:
            _agrees(birgit)
            _writes_before_the_visit(birgit, script=script)
        with as_("larsake") as larsake:
            _prepares(larsake)
        clock.move_to(on_the_wall(12, 1, 17), tick=True)
        with as_("larsake") as larsake:
            _notes_held(larsake)
        with as_("helena") as helena:
            _is_told(helena)
        with as_("ingrid") as ingrid:
            _sees_both_items(ingrid)
        with as_("birgit") as birgit:
            _sees_that_item_only(birgit)


def _another_item() -> None:
    """Let the same meeting have an item that is no business of the unit's."""
    town = cast.town()
    enter_item(town.body("SN"), title=OTHER, at=NOW, actor=town.actor("ingrid"))


def _proposes(larsake: Somebody) -> None:
    page = larsake.open("/besok/foresla/")
    larsake.follow(HOME)
    page.locator("#id_day").fill("2026-12-01")
    page.locator("#id_start").fill("13:00")
    page.locator("#id_end").fill("15:00")
    larsake.press("Pröva tiden")
    expect(page.locator("main")).to_contain_text("Tiden kan föreslås.")
    larsake.press("Skicka förslaget")

    expect(page.locator("#notiser")).to_contain_text("Förslaget är skickat")


def _agrees(birgit: Somebody) -> None:
    page = birgit.open("/min-sida/")
    birgit.follow(f"Svara på förslag om tid: {HOME}")
    birgit.press("Säg ja till besöket")

    expect(page.locator("main .sp-head__meta")).to_contain_text("Bokat")
    visit = Visit.objects.get()
    assert (visit.state, visit.starts_at) == ("booked", on_the_wall(12, 1, 13))


def _writes_before_the_visit(birgit: Somebody, *, script: bool) -> None:
    page = birgit.open("/min-sida/")
    birgit.follow(f"Skriv inför besöket: {HOME}")
    for area in page.locator("main textarea").all():
        area.fill(WRITTEN)
    if script:
        expect(page.locator("#sparat")).to_contain_text("Sparat")
    birgit.press("Meddela besökarna att sidan är klar")

    expect(page.locator("#notiser")).to_contain_text("Besökarna har fått besked")


def _prepares(larsake: Somebody) -> None:
    page = larsake.open("/besok/")
    larsake.follow(HOME)
    larsake.follow("Förbered dig")
    expect(page.locator("main")).to_contain_text(WRITTEN)
    larsake.press("Bekräfta")

    expect(page.locator("main")).to_contain_text("Du bekräftade")


def _notes_held(larsake: Somebody) -> None:
    page = larsake.open("/min-sida/")
    larsake.follow(f"Notera att besöket är genomfört: {HOME}")
    larsake.follow("Notera att besöket är genomfört")
    larsake.answer("Träffade ni medarbetare?", "Ja")
    larsake.press("Notera besöket")

    expect(page.locator("#notiser")).to_contain_text("Besöket är noterat som genomfört.")


def _is_told(helena: Somebody) -> None:
    page = helena.open("/meddelanden/")

    expect(page.locator("main")).to_contain_text(HOME)


def _meeting() -> str:
    return f"/moten/{Meeting.objects.get(body__short_name='SN').uuid}/"


def _sees_both_items(ingrid: Somebody) -> None:
    page = ingrid.open(_meeting())

    expect(page.locator("main .sp-lines").first).to_contain_text(HOME)
    expect(page.locator("main .sp-lines").first).to_contain_text(OTHER)


def _sees_that_item_only(birgit: Somebody) -> None:
    page = birgit.open(_meeting())

    expect(page.locator("main .sp-lines").first).to_contain_text(HOME)
    expect(page.locator("main")).not_to_contain_text(OTHER)
