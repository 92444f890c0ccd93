"""The whole of a visit under the committee's guideline, in a browser: the politician books.

From appointment to what became of it, with script and without; nothing here is of the
board's kind, and no code is of either's.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from samspel.meetings.services import enter_item
from samspel.visits.models import Visit
from tests import cast
from tests.browser import steps
from tests.browser.conftest import Serve
from tests.browser.walking import PHONE, Somebody, Streets
from tests.visits.acting import NOW
from tests.visits.acting import clock as on_the_wall

HOME = "Ekgårdens äldreboende"
OTHER = "Budget för nästa år"
WRITTEN = "Vi har åtta lediga lägenheter och söker två sjuksköterskor."
LIFTED = "Sjuksköterskor saknas på kvällarna."
CARE = ["Äldreomsorg, hela verksamheten"]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(True, id="with-script"),
        pytest.param(False, id="without-script", marks=pytest.mark.soak),  # a minute
    ],
)
def test_under_the_committees_guideline_from_appointment_to_what_became_of_it(
    lindakra: Serve, clock: Any, script: bool
):
    with lindakra(script=script) as streets:
        _are_appointed(streets)
        _settle_a_time(streets)
        _get_ready(streets, script=script)
        clock.move_to(on_the_wall(12, 1, 17), tick=True)
        visit = _is_held_and_told(streets)
        _lands_on_the_agenda(streets)
        clock.move_to(on_the_wall(12, 16, 10), tick=True)
        _is_taken_up(streets, visit)
        _is_seen_by_all(streets)


def _are_appointed(streets: Streets) -> None:
    """The committee decides who visits what, how many times, and the hours that are paid."""
    town = cast.town()
    committee = str(town.body("SN").uuid)
    enter_item(town.body("SN"), title=OTHER, at=NOW, actor=town.actor("ingrid"))
    with streets.as_("ingrid") as ingrid:
        steps.appoints(
            ingrid,
            committee,
            ["Lars-Åke Norén"],
            CARE,
            paragraph="21",
            quotes="Som kontaktpolitiker besöker du verksamheter som hör till socialnämnden",
        )
        steps.appoints(
            ingrid,
            committee,
            ["Gunnar Lidén", "Sofia Åkesson"],
            ["Hemtjänst, hela verksamheten"],
            paragraph="22",
            group="Presidiet",
        )
        ingrid.open(f"/besok/uppdrag/antal/{committee}/")
        ingrid.fill(
            visits_count="2",
            paid_hours="6",
            decided_on="2026-11-03",
            paragraph="23",
            decision_text="Två besök och sex timmar.",
        )
        ingrid.press("Skriv in beslutet")
        ingrid.is_told("Beslutet är inskrivet.")


def _settle_a_time(streets: Streets) -> None:
    """Proposed and declined with a reason; proposed anew, another time suggested, agreed."""
    with streets.as_("larsake") as larsake:
        _proposes(larsake, "2026-11-30")
    with streets.as_("birgit") as birgit:
        birgit.open("/min-sida/")
        birgit.follow(f"Svara på förslag om tid: {HOME}")
        birgit.follow("Tacka nej")
        birgit.fill(note="Vi har inventering den dagen.")
        birgit.press("Tacka nej")
        birgit.is_told("Den som föreslog besöket har fått ditt svar.")
    with streets.as_("larsake") as larsake:
        larsake.open(f"/besok/{Visit.objects.get().uuid}/")
        larsake.sees("Vi har inventering den dagen.")
        _proposes(larsake, "2026-12-02")
    with streets.as_("birgit") as birgit:
        birgit.open("/min-sida/")
        birgit.follow(f"Svara på förslag om tid: {HOME}")
        birgit.press("Säg ja till besöket")
        expect(birgit.page.locator("main .sp-head__meta")).to_contain_text("Bokat")
        birgit.follow("Flytta besöket")
        birgit.fill(day="2026-12-01", start="13:00", end="15:00")
        birgit.press("Flytta besöket")
        birgit.is_told("Besöket är flyttat.")
    visit = Visit.objects.latest("pk")
    assert (visit.state, visit.starts_at) == ("booked", on_the_wall(12, 1, 13))


def _proposes(larsake: Somebody, day: str) -> None:
    larsake.open("/besok/foresla/")
    larsake.follow(HOME)
    larsake.fill(day=day, start="13:00", end="15:00")
    larsake.press("Pröva tiden")
    larsake.sees("Tiden kan föreslås.", "tar du själv kontakt med enhetschefen")
    larsake.press("Skicka förslaget")

    larsake.is_told("Förslaget är skickat")


def _get_ready(streets: Streets, *, script: bool) -> None:
    """The unit writes of itself and alone decides who takes part; the politician reads."""
    visit = Visit.objects.latest("pk")
    with streets.as_("birgit") as birgit:
        page = birgit.open("/min-sida/")
        birgit.follow(f"Skriv inför besöket: {HOME}")
        for area in page.locator("main textarea").all():
            area.fill(WRITTEN)
        if script:
            expect(page.locator("#sparat")).to_contain_text("Sparat")
        birgit.press("Meddela besökarna att sidan är klar")
        birgit.is_told("Besökarna har fått besked")
        birgit.open(f"/besok/{visit.uuid}/deltagare/")
        birgit.answer("Är medarbetare med på besöket?", "Ja")
        birgit.answer("Är brukare, elever eller anhöriga med?", "Nej")
        birgit.answer("Passar det att gå runt i verksamheten?", "Nej")
        birgit.press("Spara")
        birgit.is_told("Besökarna har fått veta")
    with streets.as_("larsake", width=PHONE) as larsake:
        assert (
            larsake.page.goto(f"{larsake.address}/besok/{visit.uuid}/deltagare/").status == 403
        )
        larsake.open("/besok/")
        larsake.follow(HOME)
        larsake.follow("Förbered dig")
        larsake.sees(WRITTEN, "Förhållningssätt", "På väg i organet")
        larsake.press("Bekräfta")
        larsake.sees("Du bekräftade")
    with streets.as_("") as resident:
        steps.reads_the_public_pages(resident, sees=["Lars-Åke Norén"], never=[HOME])


def _is_held_and_told(streets: Streets) -> Visit:
    """The visit opens the item; the head of administration is told; no report is asked for."""
    with streets.as_("larsake") as larsake:
        steps.notes_held(larsake, HOME)
    with streets.as_("helena") as helena:
        helena.open("/meddelanden/")
        helena.sees(HOME)
    return Visit.objects.latest("pk")


def _lands_on_the_agenda(streets: Streets) -> None:
    """The unit's manager is invited to that item with the politician, and sees no other."""
    with streets.as_("ingrid") as ingrid:
        steps.finds_on_the_agenda(ingrid, "Socialnämnden", "16 december", HOME)
        expect(ingrid.page.locator("main .sp-lines").first).to_contain_text(OTHER)
        ingrid.follow(f"Besök: {HOME}")
        ingrid.sees("Birgit Malmsten", "Lars-Åke Norén")
    with streets.as_("birgit") as birgit:
        birgit.open(steps.meeting_page("SN"))
        birgit.sees(HOME)
        birgit.does_not_see(OTHER)


def _is_taken_up(streets: Streets, visit: Visit) -> None:
    """Both give the account, the members ask, and what was lifted is followed up."""
    assert visit.agenda_item is not None
    with streets.as_("ingrid") as ingrid:
        steps.notes_a_question(ingrid, visit.agenda_item, "Hur går rekryteringen?", "Trögt.")
    with streets.as_("birgit") as birgit:
        birgit.open(f"/moten/arende/{visit.agenda_item.uuid}/")
        birgit.sees("Hur går rekryteringen?", "Trögt.")
    steps.lets_it_be_followed_up(
        streets, visit, LIFTED, owner=("helena", "Helena Brandt"), manager="birgit"
    )


def _is_seen_by_all(streets: Streets) -> None:
    """The chair reads the overview; residents see the mandate of the protected, not the name."""
    with streets.as_("gunnar") as gunnar:
        steps.reads_the_overview(gunnar, operation="Äldreomsorg", person="Lars-Åke Norén")
    with streets.as_("") as resident:
        steps.reads_the_public_pages(
            resident,
            sees=["Lars-Åke Norén", "Gunnar Lidén"],
            never=["Sofia", "Åkesson", "@", WRITTEN],
        )
