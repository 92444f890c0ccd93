"""A meeting that is going on: an address of the room, of who comes, and of following along."""

from __future__ import annotations

from samspel.meetings import services
from samspel.meetings.models import Participation
from samspel.meetings.services import enter_item, plan_meeting
from tests.browser.pages import Sample, Samples
from tests.cast import Town
from tests.meetings.acting import clock


def samples(town: Town) -> Samples:
    """Let the board be in the middle of a meeting, and the committee's be ahead."""
    ingrid = town.actor("ingrid")
    meeting = plan_meeting(
        town.body("KS"),
        starts_at=clock(11, 12, 9),
        ends_at=clock(11, 12, 12),
        place="Sessionssalen",
        at=clock(10, 1),
        actor=ingrid,
    )
    item = enter_item(town.body("KS"), title="Nytt kök", at=clock(10, 2), actor=ingrid)
    services.prepare_attendance(meeting, at=clock(11, 12, 9), actor=ingrid)
    here = list(Participation.objects.filter(meeting=meeting, seat="member"))
    services.note_arrivals(here, at=clock(11, 12, 9), actor=ingrid)
    services.open_meeting(meeting, at=clock(11, 12, 9, 5), actor=ingrid)
    services.begin_item(item, at=clock(11, 12, 9, 10), actor=ingrid)
    at = {"uuid": meeting.uuid}
    return {
        "meetings:room": [Sample(at, "ingrid"), Sample(at, "karin")],
        "meetings:raise-matter": [
            Sample({"body": town.body("KS").uuid}, who) for who in ("lena", "ingrid")
        ],
        "meetings:request-meeting": [Sample({"body": town.body("KS").uuid}, "karin")],
        "meetings:keys": [Sample(at, "ingrid")],
        "meetings:screen": [Sample(at, "ingrid")],
        "meetings:follow": [Sample(at, "lena")],
        "meetings:follow-item": [Sample({"uuid": item.uuid}, "lena")],
        "meetings:wish": [Sample({"uuid": item.uuid}, "lena")],
        "meetings:answer-notice": [Sample({"uuid": _ahead(town)}, "lena")],
        "meetings:answer-for": [
            Sample({"uuid": _ahead(town), "person": town.person("lena").uuid}, "ingrid")
        ],
        "meetings:expected": [Sample({"uuid": _ahead(town)}, "ingrid")],
    }


def _ahead(town: Town) -> object:
    return town.body("KS").meetings.get(starts_at=clock(12, 16, 9)).uuid
