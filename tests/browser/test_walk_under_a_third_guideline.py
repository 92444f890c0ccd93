"""A third municipality's way of working, made in the browser and then walked from end to end.

Mönsterås lets school and politician both propose, elects for two years, and wants the visit
written in the committee's own template. The secretary of the education committee uploads
that guideline, goes on with it in the editor, and a second person confirms it: what happens
afterwards follows from it, and no line of code is for it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from samspel.meetings.models import AgendaItem
from samspel.people.enums import PositionRole
from samspel.people.models import Party
from samspel.people.services import elect, employ, open_department, open_operation, open_unit
from samspel.rulebooks.models import RulesetVersion
from samspel.visits.models import Visit
from tests import cast
from tests.browser import steps
from tests.browser.conftest import Serve
from tests.browser.walking import PHONE, Somebody, Streets
from tests.cast import BEGAN, ENDS
from tests.visits.acting import clock as on_the_wall

FILES = sorted((Path(__file__).parent / "third_guideline").glob("*.yaml"))
SCHOOL = "Kvarnskolan"
COMMITTEE = "Barn- och utbildningsnämnden"
CITATION = "barn- och utbildningsnämnden 2026-10-20 § 71"


@pytest.mark.soak  # a minute
def test_a_guideline_made_in_the_browser_is_what_a_visit_goes_by_from_end_to_end(
    lindakra: Serve, clock: Any
):
    with lindakra(furnished=False) as streets:
        _has_a_school(cast.town())
        _guideline_is_made(streets)
        _is_appointed(streets)
        _settle_a_time(streets)
        clock.move_to(on_the_wall(12, 2, 16), tick=True)
        visit = _is_reported(streets)
        clock.move_to(on_the_wall(12, 16, 10), tick=True)
        _is_taken_up(streets, visit)


def _has_a_school(town: cast.Town) -> None:
    """Let the committee have a school with a headmaster, and a member more."""
    tomas, body, since = town.actor("tomas"), town.body("BUN"), BEGAN
    department = open_department("Skolförvaltningen", body, valid_from=since, actor=tomas)
    operation = open_operation("Grundskola", department, valid_from=since, actor=tomas)
    school = open_unit(
        SCHOOL, operation, valid_from=since, actor=tomas, address="Kvarnvägen 11"
    )
    employ(
        town.person("johan"),
        school,
        title="rektor",
        function=PositionRole.UNIT_MANAGER,
        valid_from=since,
        manager=town.person("elisabet"),
        actor=tomas,
    )
    elect(
        town.person("lena"),
        body,
        PositionRole.MEMBER,
        party=Party.objects.get(abbreviation="V"),
        valid_from=since,
        valid_to=ENDS,
        actor=tomas,
    )


def _guideline_is_made(streets: Streets) -> None:
    """Uploaded, gone on with in the editor, tried on cases, proposed and confirmed by two."""
    with streets.as_("pia") as pia:
        page = pia.open(f"/styrdokument/nytt/?organ={cast.town().body('BUN').uuid}&kalla=filer")
        page.locator("#id_upload").set_input_files([str(each) for each in FILES])
        pia.press("Börja utkastet")
        pia.is_told("Utkastet är påbörjat. Inget av det gäller än.")
        base = f"/styrdokument/{RulesetVersion.objects.get().uuid}/"
        pia.open(f"{base}uppgifter/")
        pia.answer("Är riktlinjen beslutad?", "Ja, den är antagen")
        pia.fill(decided_on="2026-10-20", paragraph="71")
        pia.tick("Alla bestämmelser vilar på det här beslutet")
        pia.press("Spara uppgifterna")
        pia.open(f"{base}bestammelser/ny/?installning=role.name_plural&stycke=vilka-1")
        pia.fill(title="Flera heter kontaktpolitiker")
        page.locator("main [name$=value]").first.fill("kontaktpolitiker")
        page.locator("main form [type=submit].ds-button").first.click()
        page = pia.open(f"{base}fall/forslag/")
        for box in page.locator("[name=take]").all():
            box.check()
        pia.press("Lägg till de ikryssade fallen")
        pia.open(f"{base}foresla/")
        pia.press("Föreslå riktlinjen")
        pia.sees("Tomas Ahl")
    with streets.as_("tomas") as tomas:
        tomas.open(f"{base}bekrafta/")
        tomas.sees(CITATION)
        tomas.press("Bekräfta riktlinjen")
    assert RulesetVersion.objects.get().citation == CITATION


def _is_appointed(streets: Streets) -> None:
    with streets.as_("pia") as pia:
        steps.appoints(
            pia,
            str(cast.town().body("BUN").uuid),
            ["Lena Strand"],
            ["Grundskola, hela verksamheten"],
            paragraph="72",
            quotes="Nämnden väljer kontaktpolitiker bland sina ledamöter och ersättare",
        )


def _settle_a_time(streets: Streets) -> None:
    """This time the politician proposes; the guideline lets the school do so as well."""
    with streets.as_("lena", width=PHONE) as lena:
        lena.open("/besok/foresla/")
        lena.follow(SCHOOL)
        lena.fill(day="2026-12-02", start="13:00", end="15:00")
        lena.press("Pröva tiden")
        lena.sees("Tiden kan föreslås.", "vem som helst av dem kan föreslå ett besök", CITATION)
        lena.press("Skicka förslaget")
    with streets.as_("johan") as johan:
        johan.open("/min-sida/")
        johan.follow(f"Svara på förslag om tid: {SCHOOL}")
        johan.press("Säg ja till besöket")
        expect(johan.page.locator("main .sp-head__meta")).to_contain_text("Bokat")
    with streets.as_("lena") as lena:
        lena.open(f"/besok/{Visit.objects.get().uuid}/infor/")
        lena.sees("Berätta om bakgrunden till nämndens beslut.", CITATION)


def _is_reported(streets: Streets) -> Visit:
    """In the template's sections and no others; it waits for a meeting, and lands by itself."""
    with streets.as_("lena") as lena:
        steps.notes_held(lena, SCHOOL)
        lena.press("Börja skriva rapporten")
        _writes_in_the_template(lena)
    with streets.as_("pia") as pia:
        pia.open("/moten/")
        pia.sees("Väntar på möte", SCHOOL)
        pia.follow("Planera ett möte")
        pia.fill(day="2026-12-16", start="09:00", end="12:00")
        pia.press("Planera mötet")
        steps.finds_on_the_agenda(pia, COMMITTEE, "16 december", SCHOOL)
        pia.follow(f"Rapport från besök: {SCHOOL}")
        pia.sees("Lena Strand")
    return Visit.objects.get()


def _writes_in_the_template(lena: Somebody) -> None:
    page = lena.page
    expect(page.locator("main textarea")).to_have_count(2)
    page.get_by_label("Vad du har sett och hört").fill("Biblioteket är öppet hela dagen.")
    page.get_by_label("Vad skolan undrar över").fill("När byggs gymnastiksalen om?")
    lena.press("Fortsätt till")
    lena.press("Lämna in rapporten")
    expect(page.locator("h1")).to_have_text("Rapporten är inlämnad")


def _is_taken_up(streets: Streets, visit: Visit) -> None:
    item = AgendaItem.objects.get()
    assert visit.agenda_item == item
    with streets.as_("pia") as pia:
        steps.notes_a_question(pia, item, "När byggs salen om?", "Våren 2028.")
    steps.lets_it_be_followed_up(
        streets,
        visit,
        "Gymnastiksalen är utdömd.",
        owner=("bo", "Bo Ek"),
        manager="johan",
        secretary="pia",
    )
    version = RulesetVersion.objects.get()
    with streets.as_("lena") as lena:
        lena.open(f"/besok/{visit.uuid}/")
        lena.sees(CITATION)
        page = lena.open(f"/styrdokument/{version.uuid}/")
        expect(page.locator("#aterkoppling-1")).to_contain_text("nämndens mall")
    assert version.effective_from == dt.date(2026, 11, 1)
