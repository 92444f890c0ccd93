"""From the closed meeting to the notice board in a browser: gate, approval, signing, board."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.urls import reverse

from samspel.meetings import services
from samspel.meetings.models import BoardNotice, Minutes
from tests import cast
from tests.browser.conftest import Serve
from tests.browser.looking import faults_of
from tests.meetings.minutes.playing import small_meeting

SHOTS = os.environ.get("SAMSPEL_SHOTS", "")


def look(page, name: str) -> None:
    """Check the page with axe; keep a picture of it where one is asked for."""
    assert faults_of(page) == []
    page.set_viewport_size({"width": 1280 if "360" not in name else 360, "height": 900})
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


@pytest.mark.soak
def test_minutes_are_written_signed_announced_and_read_by_everybody(lindakra: Serve):
    with lindakra() as streets:
        town = cast.town()
        room, _item = small_meeting(town)
        services.change_minutes_settings(
            room.body,
            actor=town.actor("ingrid"),
            available_at="Kansliet",
            appeal_court="Rätten",
        )
        with streets.as_("ingrid") as ingrid:
            ingrid.open(reverse("meetings:meeting", args=[room.meeting.uuid]))
            ingrid.follow("Skriv protokollet")
            ingrid.press("Skriv protokollet")
            ingrid.sees("Utsedda justerare")
            look(ingrid.page, "1-saknas")
            ingrid.follow("Välj justerare")
            ingrid.tick("Per-Olof Hägg (S)")
            ingrid.press("Spara justerarna")
            ingrid.follow("Skicka för justering")
            ingrid.press("Skicka för justering")
            ingrid.is_told("skickat för justering")
        minutes = Minutes.objects.get()
        page = reverse("meetings:minutes", args=[minutes.uuid])
        for name in ("ingrid", "karin", "perolof"):
            with streets.as_(name) as somebody:
                somebody.open(page)
                somebody.follow("Skriv under")
                look(somebody.page, f"2-skriv-under-{name}")
                somebody.press("Skriv under")
                somebody.is_told("Du har skrivit under")
        with streets.as_("ingrid") as ingrid:
            ingrid.open(page)
            look(ingrid.page, "3-justerat")
            ingrid.follow("Tillkännage justeringen")
            ingrid.press("Sätt upp anslaget")
            look(ingrid.page, "4-anslag")
            ingrid.open(reverse("meetings:board"))
            look(ingrid.page, "5-anslagstavlan")
            ingrid.open(page)
            ingrid.follow("Publicera på webben")
            ingrid.press("Gå igenom protokollet")
            look(ingrid.page, "6-maskera")
            ingrid.open(reverse("meetings:phrases", args=[room.body.uuid]))
            look(ingrid.page, "7-fraser")
            ingrid.open(reverse("meetings:extracts", args=[minutes.uuid]))
            look(ingrid.page, "8-utdrag")
        notice = BoardNotice.objects.get()
        for width in (1280, 360):
            with streets.as_("", width=width) as everybody:
                everybody.open(reverse("portal:board"))
                everybody.sees(notice.title, "Kansliet", "Så överklagar du")
                look(everybody.page, f"9-alla-{width}")
        assert re.fullmatch(r"§ \d+", notice.paragraphs)
