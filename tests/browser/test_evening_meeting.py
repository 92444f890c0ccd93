"""A whole evening meeting led by the keyboard alone, at the pages' two widths, axe clean."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from samspel.meetings.models import (
    Adjournment,
    AgendaItem,
    ItemDecision,
    Meeting,
    Reservation,
)
from samspel.meetings.services import enter_item, plan_meeting
from tests import cast
from tests.browser.conftest import Serve
from tests.browser.looking import faults_of
from tests.browser.walking import WIDE
from tests.meetings.acting import clock

PATIENCE = 30_000  # a machine where much else runs answers in seconds


def _evening() -> Meeting:
    """KS meets with a matter that will be fought over, and one that will not."""
    town = cast.town()
    ingrid = town.actor("ingrid")
    meeting = plan_meeting(
        town.body("KS"),
        starts_at=clock(11, 12, 10),
        ends_at=clock(11, 12, 22),
        at=clock(10, 1),
        actor=ingrid,
    )
    for title in ("Nytt kök på Björkskolan", "Meddelanden"):
        enter_item(town.body("KS"), title=title, at=clock(10, 2), actor=ingrid)
    return meeting


def _see(page: Page, words: str) -> None:
    expect(page.locator("body")).to_contain_text(words, timeout=PATIENCE)


def _press(page: Page, key: str) -> None:
    """Press what leads to another page, and wait until that page can be worked with.

    To see its words is no sign: those of the page before may be the same.
    """
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press(key)


def _look(page: Page) -> None:
    """Check the page with axe at both widths, and go back to the wide one."""
    assert faults_of(page) == []
    page.set_viewport_size({"width": WIDE, "height": 900})


def _propose(page: Page, downs: int, name: str, text: str = "") -> None:
    """Y opens the pane with the hand in its first field; Tab goes on; Enter sends."""
    page.keyboard.press("y")
    expect(page.locator("#y-vad")).to_be_focused()
    for _each in range(downs):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    _press(page, "Enter")
    _see(page, "Yrkandet är infört.")


def test_an_evening_is_led_from_the_list_to_the_close_by_the_keyboard_alone(
    lindakra: Serve,
) -> None:
    with lindakra() as streets:
        meeting = _evening()
        with streets.as_("ingrid") as ingrid:
            page = ingrid.open(f"/moten/{meeting.uuid}/leda/")
            keys = page.keyboard
            _press(page, "b")
            _see(page, "Vilka är på plats?")
            _press(page, "b")
            _see(page, "4 av 4 tjänstgör.")
            _press(page, "b")
            _see(page, "Börja behandla ärendet")
            keys.press("e")
            keys.press("Tab")
            keys.type("Köket byggs om enligt alternativ B.")
            for _each in range(3):
                keys.press("Tab")
            _press(page, "Enter")
            _see(page, "Förslaget till beslut är infört.")
            _press(page, "b")
            _see(page, "Pågår sedan")
            _propose(page, 0, "Karin")
            _propose(page, 2, "Lena", "Köket byggs om enligt alternativ A.")
            _look(page)
            keys.press("p")  # what the chair finds; the next key is pressed from there
            _press(page, "o")
            _see(page, "Börja omröstningen")
            keys.press("o")
            # Faster than the pages come: each vote is the next name's, and a key held down
            # is one vote.
            for vote in ("1", "1", "2", "1"):
                keys.down(vote)
                keys.down(vote)
                keys.up(vote)
            _see(page, "Bekräfta omröstningen")
            _press(page, "f")
            _see(page, "Omröstningen är bekräftad.")
            _press(page, "f")
            _see(page, "Beslutet är fastställt.")
            keys.press("r")
            keys.type("Lena")
            # Past those who join and whose motion it is for, to the text and the button.
            for _field in range(4):
                keys.press("Tab")
            _press(page, "Enter")
            _see(page, "Reservationen är införd.")
            _press(page, "m")
            _see(page, "Paragrafen är förklarad omedelbart justerad.")
            _look(page)
            keys.press("u")
            keys.type("Paus")
            _press(page, "Enter")
            _see(page, "Mötet är ajournerat.")
            _press(page, "u")
            _see(page, "Mötet är återupptaget.")
            _see(page, "Börja behandla ärendet")
            _press(page, "b")
            _see(page, "Pågår sedan")
            _press(page, "f")
            _see(page, "Beslutet är fastställt.")
            keys.press("x")
            _press(page, "Enter")
            _see(page, "Mötet är avslutat.")
        paragraphs = list(
            ItemDecision.objects.order_by("pk").values_list("item__paragraph", flat=True)
        )
        assert paragraphs == ["§ 1", "§ 2"]
        first = AgendaItem.objects.get(paragraph="§ 1")
        assert first.outcome == "Köket byggs om enligt alternativ B."
        assert first.handling.immediately_approved_at is not None
        assert Adjournment.objects.get().reason == "Paus"
        assert Reservation.objects.get().participation.name == "Lena Strand"
        assert Meeting.objects.get(pk=meeting.pk).state == "held"
        with streets.as_("lena") as lena:
            for path in ("folj/", "vilka-kommer/", "handlingar/", "salen/"):
                _look(lena.open(f"/moten/{meeting.uuid}/{path}"))
