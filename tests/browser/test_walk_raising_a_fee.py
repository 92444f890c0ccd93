"""The council raises a fee: written, tried and confirmed in the browser, by two persons.

Every page on the way is looked at by axe at both widths.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from tests import cast
from tests.browser.conftest import Serve
from tests.browser.looking import faults_of
from tests.browser.walking import Somebody

DECIDED = "kommunfullmäktige 2022-11-28 § 142"
SHIPPED = "lindakra/arvoden"
SHOTS = os.environ.get("SAMSPEL_SHOTS", "")


@pytest.mark.soak  # with axe on each page, most of a minute
def test_a_fee_is_raised_from_a_day_tried_by_cases_and_put_in_force_by_two(
    lindakra: Serve, clock: Any
):
    with lindakra(furnished=False) as streets:
        with streets.as_("tomas") as tomas:
            base = _begins(tomas)
            _raises(tomas, base)
            _tries(tomas, base)
            _adds_a_cap(tomas, base)
            _proposes(tomas, base)
        with streets.as_("elisabet") as elisabet:
            elisabet.open(f"{base}bekrafta/")
            assert _fine(elisabet) == []
            elisabet.press("Bekräfta riktlinjen")
        version = RulesetVersion.objects.get()
        values = ruleset_of(version).amounts.value_by_id["grundarvode"].versions

    assert version.state == "confirmed"
    assert [str(each.value.figure) for each in values] == ["1150", "1210", "1260"]


def _fine(somebody: Somebody, name: str = "") -> list[str]:
    """Look at the page that is open; with a folder to put them in, take pictures of it."""
    faults = faults_of(somebody.page)
    if SHOTS and name:
        for width in (1280, 360):
            somebody.page.set_viewport_size({"width": width, "height": 900})
            somebody.page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        somebody.page.set_viewport_size({"width": 1280, "height": 900})
    return faults


def _begins(tomas: Somebody) -> str:
    tomas.open(f"/styrdokument/nytt/?organ={cast.town().body('KF').uuid}&kalla=forlaga")
    tomas.page.locator("#id_shipped").select_option(SHIPPED)
    tomas.press("Börja utkastet")
    tomas.is_told("Utkastet är påbörjat.")
    base = f"/styrdokument/{RulesetVersion.objects.get().uuid}/"
    tomas.open(f"{base}uppgifter/")
    tomas.answer("Är riktlinjen beslutad?", "Ja, den är antagen")
    tomas.fill(decided_on="2022-11-28", paragraph="142")
    tomas.press("Spara uppgifterna")
    return base


def _raises(tomas: Somebody, base: str) -> None:
    """Give the basic fee another amount from the new year."""
    tomas.open(f"{base}belopp/")
    tomas.sees("Vad hade det kostat?", "Alla fall håller")
    assert _fine(tomas, "belopp") == []
    tomas.follow("Nytt från en dag: Grundarvode")
    tomas.fill(day="2027-01-01", decided=DECIDED)
    tomas.page.locator("#id_value-value").fill("1 260")
    assert _fine(tomas, "dag") == []
    tomas.press("Spara värdet")
    tomas.is_told("Värdet är sparat.")
    tomas.sees("Något saknar fall")


def _tries(tomas: Somebody, base: str) -> None:
    """Ask what a meeting in the new year gives, and keep it as a case."""
    tomas.open(f"{base}fall/")
    tomas.sees("Lägg till ett fall som använder värdet från 2027-01-01.")
    assert _fine(tomas, "fall") == []
    tomas.open(f"{base}fall/nytt/?uppdrag=1")
    tomas.fill(it="Från 2027 är grundarvodet 1 260 kronor")
    tomas.choose("cites", "5 §")
    tomas.page.locator("#id_duty-0-on").fill("2027-03-02")
    tomas.press("Se vad reglerna ger")
    tomas.sees("Reglerna ger nu: 1\N{NO-BREAK SPACE}260\N{NO-BREAK SPACE}kr")
    assert _fine(tomas, "ett-fall") == []
    tomas.page.locator("#id_expect-amount").fill("1 260")
    tomas.press("Spara fallet")
    tomas.is_told("Fallet är sparat.")


def _adds_a_cap(tomas: Somebody, base: str) -> None:
    """Look at a rule with its chain, add a step, and leave it as it was."""
    tomas.open(f"{base}belopp/regler/sammantradesarvode/")
    assert _fine(tomas, "regel") == []
    tomas.page.get_by_label("Lägg till ett steg").select_option("at_most")
    tomas.press("Lägg till")
    tomas.sees("5. Högst")
    tomas.open(f"{base}belopp/regler/ny/")
    assert _fine(tomas) == []
    tomas.follow("Tak")
    assert _fine(tomas, "tak") == []


def _proposes(tomas: Somebody, base: str) -> None:
    tomas.open(f"{base}foresla/")
    tomas.does_not_see("saknar fall", "håller inte")
    tomas.press("Föreslå riktlinjen")
    tomas.sees("Elisabet")
