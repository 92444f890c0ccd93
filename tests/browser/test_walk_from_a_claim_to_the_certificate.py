"""The elected's way and the certifier's in a browser: a claim with its receipt, both steps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samspel.remuneration.enums import DutyState
from samspel.remuneration.models import Certification, Duty
from tests import cast
from tests.browser.conftest import Serve
from tests.browser.looking import faults_of
from tests.browser.walking import PHONE, WIDE
from tests.remuneration.acting import PNG, adopted, decision, duty, lost

SHOTS = os.environ.get("SAMSPEL_SHOTS", "")


def look(page, name: str, *, script: bool) -> None:
    """Check the page with axe, which is a script; keep a picture where one is asked for."""
    if script:
        assert faults_of(page) == []
    if SHOTS and script:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("script", [True, pytest.param(False, marks=pytest.mark.soak)])
def test_a_claim_goes_from_the_phone_to_both_certifiers(lindakra: Serve, script: bool):
    with lindakra(script=script) as streets:
        town = cast.town()
        adopted(town)
        allowed = decision(town)
        lost(duty(town, "ulla", subject="Förrättning utan intyg"))

        with streets.as_("lena", width=PHONE) as lena:
            lena.open("/arvoden/")
            lena.sees("Här finns inget för 2026")
            lena.follow("Begär ersättning")
            lena.choose("kind", "Förrättning")
            lena.choose("body", "Kommunstyrelsen")
            lena.fill(
                subject="Samtal med bygdegården",
                on="2026-11-10",
                from_at="13:00",
                to_at="15:30",
            )
            lena.page.select_option("#id_decision", str(allowed.pk))
            look(lena.page, "1-begar", script=script)
            lena.press("Gå vidare")
            lena.follow("Resa med egen bil")
            lena.fill(km="38", route="Norrby–kommunhuset och tillbaka")
            lena.press("Spara resan")
            lena.follow("Kostnad med kvitto")
            lena.choose("kind", "Parkering")
            lena.fill(amount="40")
            lena.page.locator("#id_receipt").set_input_files(
                {"name": "kvitto.png", "mimeType": "image/png", "buffer": PNG}
            )
            lena.press("Lägg till kostnaden")
            lena.sees("Parkering", "Resa med egen bil")
            lena.page.locator("summary", has_text="Varför?").first.click()
            lena.sees("Bilersättning: 32 kronor per mil")
            look(lena.page, "2-uppdraget", script=script)
            lena.press("Lämna in")
            lena.is_told("Uppdraget är inlämnat")
            lena.open("/arvoden/")
            look(lena.page, "3-min-ersattning", script=script)

        for name, width in (("ingrid", WIDE), ("karin", PHONE)):
            with streets.as_(name, width=width) as somebody:
                somebody.open("/arvoden/attest/")
                look(somebody.page, f"4-attest-{name}", script=script)
                somebody.press("Godkänn de markerade")
                somebody.is_told("1 uppdrag är klart")

        with streets.as_("ingrid") as ingrid:
            ingrid.open("/arvoden/attest/")
            ingrid.follow("Ulla Granath: Förrättning utan intyg")
            ingrid.sees("Intyg om inkomsten saknas")
            look(ingrid.page, "5-se-for-sig", script=script)
            ingrid.follow("Lämna tillbaka")
            ingrid.fill(reason="Lägg till ett intyg.")
            ingrid.press("Lämna tillbaka")
            ingrid.is_told("Uppdraget är återlämnat")

        claimed = Duty.objects.get(subject="Samtal med bygdegården")
        assert claimed.state == DutyState.CERTIFIED
        assert Certification.objects.filter(duty=claimed).count() == 2
        assert Duty.objects.get(subject="Förrättning utan intyg").state == DutyState.OPEN
