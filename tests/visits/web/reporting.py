"""Ways to a visit that has its report, for the tests of the pages."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.visits import services
from samspel.visits.models import Report, Visit
from tests.visits.acting import agreed, booked, held, meeting, proposed, submitted, written

LATER = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)
"""Two days after the visit to the kitchen, the day after the one to Ekgården."""

STEP = {
    "text-enheten-berattade": "Köket har fått en ny ugn.",
    "version-enheten-berattade": "0",
    "text-styrkor": "Allt lagas på plats.",
    "version-styrkor": "0",
}


def kitchen(town) -> Visit:
    """Give Anna's and Per-Olof's visit to the kitchen, booked."""
    meeting(town, "KS", 12, 9)
    return booked(town, "anna", "perolof")


def kitchen_held(town) -> Visit:
    """Give the same visit, held."""
    return held(town, kitchen(town), staff_met=True, users_met=False)


def kitchen_draft(town) -> Report:
    """Give its report, written and not handed in."""
    return written(town, kitchen_held(town), "anna")


def kitchen_begun(town) -> Report:
    """Give its report, begun and empty."""
    return services.start_report(kitchen_held(town), actor=town.actor("anna"), at=LATER)


def kitchen_with_file(town) -> Report:
    """Give its report, begun, with a file attached by Anna."""
    report = kitchen_begun(town)
    menu = SimpleUploadedFile("meny.txt", b"Meny", content_type="text/plain")
    services.attach_file(report, upload=menu, actor=town.actor("anna"), at=LATER)
    return report


def kitchen_submitted(town) -> Report:
    """Give its report, handed in."""
    return submitted(town, kitchen_held(town), "anna", at=LATER)


def ekgarden(town) -> Visit:
    """Give Lars-Åke's visit to Ekgården, booked."""
    return agreed(town, proposed(town))


def follow_up(town, *, owner: str = "johan"):
    """Give something to follow up after the visit to the kitchen."""
    return services.note_follow_up(
        kitchen_held(town),
        text="Två sittningar till lunch.",
        owner=town.person(owner),
        due_on=dt.date(2026, 12, 18),
        actor=town.actor("ingrid"),
        at=LATER,
    )
