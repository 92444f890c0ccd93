"""From the unit's invitation to the board's agenda and the chair's decision, in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from samspel.visits import services
from samspel.visits.models import Report, Visit
from tests import cast
from tests.browser.conftest import Somebody, signed_in
from tests.visits.acting import clock as on_the_wall

KITCHEN = "Köket på Björkskolan"
INVENTED = "Kalle Bengtsson"


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_visit_goes_from_invitation_to_the_boards_agenda(
    browser: Browser, lindakra: Any, clock: Any, script: bool
):
    with lindakra() as address:

        def as_(name: str) -> Any:
            return signed_in(browser, address, name, script=script)

        with as_("maria") as maria:
            _invites(maria)
        with as_("perolof") as perolof:
            _says_when(perolof)
        with as_("anna") as anna:
            _chooses(anna)
        with as_("maria") as maria:
            _decides_who_takes_part(maria)
        clock.move_to(on_the_wall(12, 3, 15), tick=True)
        with as_("anna") as anna:
            _notes_held(anna)
            _writes_the_report(anna, script=script)
            _submits(anna)
        with as_("ingrid") as ingrid:
            _finds_it_on_the_agenda(ingrid)
        town = cast.town()
        services.request_extra_visit(
            person=town.person("anna"),
            operation=town.operation("kost"),
            year=2026,
            actor=town.actor("anna"),
            at=on_the_wall(12, 3, 15),
        )
        with as_("karin") as karin:
            _decides_in_two_taps(karin)


def _invites(maria: Somebody) -> None:
    page = maria.open("/besok/bjud-in/")
    for row, (day, start, end) in enumerate(
        [("2026-12-01", "13:00", "15:00"), ("2026-12-03", "09:00", "11:00")], start=1
    ):
        page.locator(f"#id_day{row}").fill(day)
        page.locator(f"#id_start{row}").fill(start)
        page.locator(f"#id_end{row}").fill(end)
    maria.press("Pröva tiderna")
    expect(page.locator("#provat")).to_have_text("Det här säger riktlinjerna")
    expect(page.locator("main")).to_contain_text("Tiden kan föreslås.")
    maria.press("Skicka inbjudan")

    expect(page.locator("#notiser")).to_contain_text("Inbjudan är skickad.")


def _says_when(perolof: Somebody) -> None:
    page = perolof.open("/min-sida/")
    perolof.follow(f"Svara på inbjudan: {KITCHEN}")
    perolof.follow("Svara på varje tid")
    for group in page.locator("main form fieldset").all():
        group.get_by_role("radio").first.check()
    perolof.press("Skicka svaret")

    expect(page.locator("#notiser")).to_contain_text("Ditt svar är skickat.")


def _chooses(anna: Somebody) -> None:
    page = anna.open("/min-sida/")
    anna.follow(f"Svara på inbjudan: {KITCHEN}")
    page.get_by_role("radio", name="3 december").check()
    anna.press("Tacka ja till besöket")

    visit = Visit.objects.get()
    assert (visit.state, visit.starts_at) == ("booked", on_the_wall(12, 3, 9))


def _decides_who_takes_part(maria: Somebody) -> None:
    page = maria.open("/besok/")
    maria.follow(KITCHEN)
    maria.follow("Bestäm vilka som är med")
    maria.answer("Är medarbetare med på besöket?", "Ja")
    maria.answer("Är brukare, elever eller anhöriga med?", "Nej")
    maria.answer("Passar det att gå runt i verksamheten?", "Ja")
    maria.press("Spara")

    expect(page.locator("#notiser")).to_contain_text("Besökarna har fått veta")


def _notes_held(anna: Somebody) -> None:
    page = anna.open("/min-sida/")
    anna.follow(f"Notera att besöket är genomfört: {KITCHEN}")
    anna.follow("Notera att besöket är genomfört")
    anna.answer("Träffade ni medarbetare?", "Ja")
    anna.press("Notera besöket")

    expect(page.locator("#notiser")).to_contain_text("Besöket är noterat som genomfört.")


def _writes_the_report(anna: Somebody, *, script: bool) -> None:
    page = anna.page
    anna.press("Börja skriva rapporten")
    expect(page.locator("main .sp-head__meta")).to_contain_text("steg 1 av 4")
    first, second = page.locator("main textarea").all()
    first.fill(f"{INVENTED} visade oss runt i köket.")
    if script:
        expect(page.locator("#sparat")).to_contain_text("Sparat")
        assert INVENTED in Report.objects.get().sections.order_by("pk")[0].text
    second.fill("Allt lagas på plats.")
    anna.press("Fortsätt till")
    guard = page.locator(".sp-guard")
    expect(guard).to_contain_text(INVENTED)
    expect(page.locator("main textarea").first).to_have_value(
        f"{INVENTED} visade oss runt i köket."
    )
    guard.get_by_role("radio", name="Det ska stå kvar").check()
    anna.press("Fortsätt till")
    for step in (2, 3):
        expect(page.locator("main .sp-head__meta")).to_contain_text(f"steg {step} av 4")
        for area in page.locator("main textarea").all():
            area.fill("Fler händer till lunchen.")
        anna.press("Fortsätt till")


def _submits(anna: Somebody) -> None:
    page = anna.page
    expect(page.locator("h1")).to_have_text("Granska och lämna in")
    expect(page.locator("main")).to_contain_text(INVENTED)
    anna.answer("Vill du sammanfatta besöket muntligt på sammanträdet?", "Ja")
    anna.press("Lämna in rapporten")

    expect(page.locator("h1")).to_have_text("Rapporten är inlämnad")


def _finds_it_on_the_agenda(ingrid: Somebody) -> None:
    page = ingrid.open("/moten/")
    ingrid.follow("16 december")
    expect(page.locator("h1")).to_have_text("Kommunstyrelsen")
    expect(page.locator("main .sp-lines")).to_contain_text(KITCHEN)


def _decides_in_two_taps(karin: Somebody) -> None:
    page = karin.open("/min-sida/")
    karin.follow("Besluta om extra besök: Kost")
    karin.press("Besluta")

    expect(page.locator("#notiser")).to_contain_text("Beslutet har nummer")
