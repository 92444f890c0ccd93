"""Every page that somebody works in: readable for all, and never wider than the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from samspel.meetings.models import AgendaItem, Decision, Meeting
from samspel.people.models import Person
from samspel.visits import services
from samspel.visits.models import Appointment
from tests import cast
from tests.browser.conftest import Somebody, signed_in
from tests.visits.acting import (
    agreed,
    booked,
    clock,
    held,
    offered,
    proposed,
    submitted,
    written,
)

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
WIDTHS = (360, 1280)

# Who opens what; {names} are the objects of the scene below.
PAGES = {
    "anna": [
        "/min-sida/",
        "/min-sida/mer/",
        "/min-sida/sok/?q=kost",
        "/min-sida/hjalp/",
        "/min-sida/personuppgifter/",
        "/min-sida/tillganglighet/",
        "/besok/",
        "/besok/tackning/",
        "/besok/uppdrag/",
        "/besok/mina-tider/",
        "/besok/oversikt/",
        "/besok/oversikt/sa-raknar-vi/",
        "/besok/uppfoljning/",
        "/besok/{offered}/",
        "/besok/{offered}/svara/",
        "/besok/{offered}/annan-tid/",
        "/besok/{offered}/tacka-nej/",
        "/besok/{done}/",
        "/besok/{done}/rapport/",
        "/besok/{done}/rapport/kvitto/",
        "/besok/{draft}/rapport/steg/1/",
        "/besok/{draft}/rapport/granska/",
        "/moten/",
        "/moten/{meeting}/",
        "/moten/arende/{item}/",
        "/moten/beslut/",
        "/moten/delegationsbeslut/",
        "/meddelanden/",
        "/meddelanden/besked/",
        "/styrdokument/",
        "/konto/",
        "/register/jag/",
    ],
    "maria": ["/min-sida/", "/besok/bjud-in/", "/besok/{done}/rapport/"],
    "birgit": [
        "/min-sida/",
        "/besok/{agreed}/",
        "/besok/{agreed}/deltagare/",
        "/besok/{agreed}/infor/",
        "/besok/{agreed}/flytta/",
        "/besok/{agreed}/stall-in/",
    ],
    "larsake": ["/besok/foresla/", "/besok/{agreed}/infor/", "/besok/{proposed}/"],
    "karin": ["/min-sida/", "/besok/extra/{extra}/", "/besok/oversikt/"],
    "ingrid": [
        "/min-sida/",
        "/besok/uppdrag/{appointment}/",
        "/besok/uppdrag/nytt/{ks}/",
        "/besok/boka/{ks}/",
        "/besok/partier/",
        "/besok/uppfoljning/{follow_up}/",
        "/moten/planera/{ks}/",
        "/moten/arende/nytt/{ks}/",
        "/moten/beslut/nytt/{ks}/",
        "/moten/beslut/{decision}/",
        "/register/",
        "/register/personer/",
        "/register/personer/{person}/",
        "/register/organ/",
        "/register/organisation/",
        "/register/partier/",
        "/styrdokument/anvandning/",
        "/styrdokument/forlagor/",
    ],
    "tomas": [
        "/min-sida/handelser/",
        "/konto/alla/",
        "/konto/nya/",
        "/konto/positioner/",
        "/meddelanden/utkorg/",
        "/register/import/",
        "/register/personer/ny/",
        "/register/organ/nytt/",
        "/register/avdelningar/ny/",
        "/register/partier/nytt/",
        "/register/mandatperioder/ny/",
        "/styrdokument/nytt/",
        "/meddelanden/utkorg/demo/",
        "/inloggning/losenord/byt/",
    ],
    "": [
        "/",
        "/insyn/kontaktpolitiker/",
        "/insyn/rapporter/",
        "/insyn/fortroendevalda/",
        "/insyn/sammantraden/",
        "/inloggning/",
        "/konto/demo/",
    ],
}


@pytest.fixture(scope="module")
def scene(lindakra: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve a municipality with a visit at every stage."""
    with lindakra() as address:
        yield address, _stage(cast.town())


def _stage(town: cast.Town) -> dict[str, str]:
    """Let visits be offered, proposed, agreed, held, and reported; name what came of it."""
    done = held(town, booked(town, "anna", "perolof"), staff_met=True, users_met=False)
    submitted(town, done, "anna")
    extra = services.request_extra_visit(
        person=town.person("anna"),
        operation=town.operation("kost"),
        year=2026,
        actor=town.actor("anna"),
        at=clock(11, 12, 12),
    )
    follow_up = services.note_follow_up(
        done,
        text="Två sittningar till lunch.",
        owner=town.person("johan"),
        due_on=clock(12, 18).date(),
        actor=town.actor("ingrid"),
        at=done.held_noted_at,
    )
    draft = held(town, booked(town, "anna", "perolof", unit="bjork", times=(clock(11, 26, 9),)))
    written(town, draft, "anna", text="Kalle Bengtsson visade oss runt.")
    made = {
        "done": done,
        "draft": draft,
        "offered": offered(town, "anna", "perolof", times=(clock(1, 12, year=2027),)),
        "agreed": agreed(town, proposed(town)),
        "proposed": proposed(town, start=clock(12, 8, 13)),
        "extra": extra,
        "follow_up": follow_up,
        "meeting": Meeting.objects.get(body__short_name="KS"),
        "item": AgendaItem.objects.get(),
        "appointment": Appointment.objects.first(),
        "decision": Decision.objects.first(),
        "person": Person.objects.get(given_name="Anna"),
        "ks": town.body("KS"),
    }
    return {name: str(row.uuid) for name, row in made.items()}


def _complaints(page: Page) -> list[str]:
    """Run axe, and give each violation with the first element that it is on."""
    result = page.evaluate(RUN, TAGS)
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:200]}" for found in result["violations"]
    ]


def _faults(who: Somebody, path: str) -> list[str]:
    """Look at a page in each width: what axe says, and whether it spills."""
    page = who.open(path)
    page.evaluate(AXE)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found.append(f"{path} at {width}: spills")
        found += [f"{path} at {width}: {said}" for said in _complaints(page)]
    return found


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "nobody")
def test_pages_are_accessible_and_never_spill(
    browser: Browser, scene: tuple[str, dict[str, str]], name: str
):
    address, rows = scene

    with signed_in(browser, address, name) as who:
        faults = [said for path in PAGES[name] for said in _faults(who, path.format(**rows))]

    assert faults == []
