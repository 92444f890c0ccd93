"""The whole of a visit under the board's guideline, in a browser: the unit invites.

From appointment to what became of it, with script and without.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from samspel.meetings.models import DelegatedDecision
from samspel.visits.models import Appointment, Visit
from tests import cast
from tests.browser import steps
from tests.browser.conftest import Serve
from tests.browser.walking import PHONE, Somebody, Streets
from tests.visits.acting import booked, offered
from tests.visits.acting import clock as on_the_wall

KITCHEN = "Köket på Björkskolan"
THEIRS = "Allt lagas på plats."
REMARK = "Vi är sju i köket, inte sex."
LIFTED = "Två sittningar till lunch."


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(True, id="with-script"),
        pytest.param(False, id="without-script", marks=pytest.mark.soak),  # a minute
    ],
)
def test_under_the_boards_guideline_from_appointment_to_what_became_of_it(
    lindakra: Serve, clock: Any, script: bool
):
    with lindakra(script=script) as streets:
        _are_appointed(streets)
        _are_invited(streets)
        _settle_a_time(streets)
        clock.move_to(on_the_wall(12, 2, 16), tick=True)
        visit = _report(streets, script=script)
        _lands_on_the_agenda(streets)
        clock.move_to(on_the_wall(12, 16, 10), tick=True)
        _is_taken_up(streets, visit)
        _chair_decides_in_two_taps(streets)
        _is_seen_by_all(streets, visit)


def _are_appointed(streets: Streets) -> None:
    """One person, a named group; whoever is employed there is stopped, with the clause."""
    board = str(cast.town().body("KS").uuid)
    with streets.as_("ingrid") as ingrid:
        steps.is_against(
            ingrid,
            board,
            "Mikael Roos",
            "Kultur, hela verksamheten",
            clause="där du har din anställning",
            outcome="stopped",
        )
        kost = ["Kost, hela verksamheten"]
        steps.is_against(
            ingrid,
            board,
            "Ulla Granath",
            *kost,
            clause="Har du någon nära dig som är anställd",
            outcome="warned",
        )
        steps.appoints(ingrid, board, ["Anna Ekelöf"], kost, paragraph="14")
        steps.appoints(
            ingrid,
            board,
            ["Per-Olof Hägg", "Lena Strand"],
            [*kost, "Fritid, hela verksamheten"],
            paragraph="15",
            group="Kostgruppen",
        )
        ingrid.sees("Kostgruppen")
        steps.looks_at_coverage(ingrid, covered="Kost", lacking="Kultur")
        group = Appointment.objects.get(group_name="Kostgruppen")
        steps.leaves_nobody(ingrid, group, "Ingen av verksamheterna ska stå utan.")
        steps.offers_all_parties(ingrid, board, "Stadsbiblioteket")


def _are_invited(streets: Streets) -> None:
    """Several times; who is left out is a reason to give; one is in a meeting then."""
    with streets.as_("maria") as maria:
        page = maria.open("/besok/bjud-in/")
        times = [("01", "13:00", "15:00"), ("03", "09:00", "11:00"), ("16", "10:00", "11:30")]
        for row, (day, start, end) in enumerate(times, start=1):
            maria.fill(
                **{f"day{row}": f"2026-12-{day}", f"start{row}": start, f"end{row}": end}
            )
        page.get_by_role("checkbox", name="Per-Olof Hägg").uncheck()
        maria.press("Pröva tiderna")
        expect(page.locator("#provat")).to_have_text("Det här säger riktlinjerna")
        maria.sees("bör de komma på samma besök", "Anna Ekelöf sitter i möte då")
        maria.fill(day3="", start3="", end3="")
        page.get_by_label("Varför gör du så ändå?").first.fill("Han har bett om det.")
        maria.press("Skicka inbjudan")
        maria.is_told("Inbjudan är skickad.")
        maria.follow("Bjud in fler")
        maria.press("Bjud in")
        maria.is_told("1 person är inbjuden.")


def _settle_a_time(streets: Streets) -> None:
    """One answers each time, one declines with a reason, one takes a time; it is moved."""
    with streets.as_("perolof") as perolof:
        page = perolof.open("/min-sida/")
        perolof.follow(f"Svara på inbjudan: {KITCHEN}")
        perolof.follow("Svara på varje tid")
        for group in page.locator("main form fieldset").all():
            group.get_by_role("radio").first.check()
        perolof.press("Skicka svaret")
        perolof.is_told("Ditt svar är skickat.")
    with streets.as_("lena") as lena:
        lena.open("/min-sida/")
        lena.follow(f"Svara på inbjudan: {KITCHEN}")
        lena.follow("Tacka nej")
        lena.fill(note="Jag är bortrest hela veckan.")
        lena.press("Tacka nej")
        lena.is_told("Enheten har fått veta att du inte kommer.")
    with streets.as_("anna") as anna:
        page = anna.open("/min-sida/")
        anna.follow(f"Svara på inbjudan: {KITCHEN}")
        anna.sees("Det blir ditt första besök i år, och Per-Olof Hägg (S) kan också.")
        page.get_by_role("radio", name="3 december").check()
        anna.press("Tacka ja till besöket")
        anna.is_told("Besöket är bokat: torsdag 3 december")
    with streets.as_("maria") as maria:
        _plans_who_is_there_and_moves_it(maria)
    with streets.as_("perolof") as perolof:
        _prepares(perolof)


def _plans_who_is_there_and_moves_it(maria: Somebody) -> None:
    maria.open("/besok/")
    maria.follow(KITCHEN)
    maria.sees("Jag är bortrest hela veckan.")
    maria.follow("Bestäm vilka som är med")
    maria.answer("Är medarbetare med på besöket?", "Ja")
    maria.answer("Är brukare, elever eller anhöriga med?", "Nej")
    maria.answer("Passar det att gå runt i verksamheten?", "Ja")
    maria.press("Spara")
    maria.is_told("Besökarna har fått veta")
    maria.follow("Flytta besöket")
    maria.fill(day="2026-12-02", start="13:00", end="15:00")
    maria.press("Pröva tiden")
    maria.sees("Besöket får flyttas dit.")
    maria.press("Flytta besöket")

    maria.is_told("Besöket är flyttat.")
    visit = Visit.objects.get()
    assert (visit.state, visit.starts_at) == ("booked", on_the_wall(12, 2, 13))


def _prepares(perolof: Somebody) -> None:
    """Read the guideline's suggested topics, and who one represents."""
    perolof.open(f"/besok/{Visit.objects.get().uuid}/infor/")
    perolof.sees("Hör efter vad som händer på enheten.", "Besök i verksamheten")
    perolof.sees("Ingen har besökt enheten tidigare.", "På väg i organet", "Nyligen beslutat")
    perolof.sees("Jag företräder kommunstyrelsen och inte mitt parti.", "Avgränsningar")


def _report(streets: Streets, *, script: bool) -> Visit:
    """Written by two, on two devices, guarded, attached, submitted, and remarked upon."""
    with streets.as_("anna") as anna:
        steps.notes_held(anna, KITCHEN)
        steps.begins_the_report(anna, script=script)
    visit = Visit.objects.get()
    with streets.as_("perolof") as perolof:
        steps.writes_on_the_same_report(perolof, visit, THEIRS)
    with streets.as_("anna", other_device=True, width=PHONE) as anna:
        steps.goes_on_with_the_report(anna, visit, THEIRS, steps=4)
        steps.attaches_and_submits(anna, THEIRS, speaks=True)
    with streets.as_("maria") as maria:
        steps.remarks(maria, visit, REMARK)
    visit.refresh_from_db()
    return visit


def _lands_on_the_agenda(streets: Streets) -> None:
    """On the next meeting that takes papers, with the report, and Anna down for a summary."""
    with streets.as_("ingrid") as ingrid:
        steps.finds_on_the_agenda(ingrid, "Kommunstyrelsen", "16 december", KITCHEN)
        ingrid.follow(f"Rapport från besök: {KITCHEN}")
        ingrid.sees("Handlingar", "Anna Ekelöf")


def _is_taken_up(streets: Streets, visit: Visit) -> None:
    """Asked about and answered at the meeting, published, followed up until closed."""
    assert visit.agenda_item is not None
    with streets.as_("ingrid") as ingrid:
        steps.notes_a_question(ingrid, visit.agenda_item, "Räcker ugnarna?", "Ja, i år.")
        steps.publishes(ingrid, visit)
    steps.lets_it_be_followed_up(
        streets, visit, LIFTED, owner=("karin", "Karin Sundell"), manager="maria"
    )


def _chair_decides_in_two_taps(streets: Streets) -> None:
    """A third visit in the year is asked for; on a phone it takes the chair two taps.

    One on the start page and one on the button; the decision is numbered, and reported.
    """
    town = cast.town()
    second = booked(town, "anna", times=(on_the_wall(12, 21, 13),), reason="Bara Anna kan.")
    third = offered(town, "anna", times=(on_the_wall(12, 28, 13),), reason="Bara Anna kan.")
    with streets.as_("anna") as anna:
        anna.open(f"/besok/{third.uuid}/")
        anna.sees("Räkna med ett eller två besök under ett år.")
        anna.follow("Be ordföranden om beslut")
        anna.press("Skicka frågan")
        anna.is_told("Ordföranden har fått frågan.")
    with streets.as_("karin", width=PHONE) as karin:
        karin.open("/min-sida/")
        karin.follow("Besluta om extra besök:")
        karin.press("Besluta")
        karin.is_told("Beslutet har nummer")
        decision = DelegatedDecision.objects.get()
        karin.open("/moten/delegationsbeslut/")
        karin.sees(decision.label)
    with streets.as_("maria") as maria:
        _cancels(maria, second)


def _cancels(maria: Somebody, visit: Visit) -> None:
    """The unit calls a visit off, and says why."""
    maria.open(f"/besok/{visit.uuid}/")
    maria.follow("Ställ in")
    maria.fill(because="Vinterkräksjuka.")
    maria.press("Ställ in besöket")

    maria.is_told("Besöket är inställt.")
    maria.sees("Vinterkräksjuka.")


def _is_seen_by_all(streets: Streets, visit: Visit) -> None:
    """The chair reads the overview, residents who is contact politician for what."""
    with streets.as_("karin") as karin:
        steps.reads_the_overview(karin, operation="Kost", person="Anna Ekelöf")
    with streets.as_("ingrid") as ingrid:
        steps.reminds_the_units(ingrid)
    with streets.as_("") as resident:
        steps.reads_the_public_pages(
            resident, sees=["Anna Ekelöf", "Lena Strand"], never=["@", "0490-17 40 01"]
        )
        resident.open("/insyn/rapporter/")
        resident.follow(KITCHEN)
        resident.sees(THEIRS, REMARK)
    assert visit.held_to is not None
