"""Minutes and the room take few statements whatever the number of items."""

from __future__ import annotations

from django.urls import reverse

from samspel.audit.actors import Actor
from samspel.meetings.models import Minutes
from samspel.meetings.queries.minutes import record_for, written_text
from samspel.meetings.services.minutes_files import printed
from tests.meetings.acting import NOW
from tests.meetings.minutes.playing import Room, ready, serve_everybody, small_meeting
from tests.meetings.room import assembly

MOST_FOR_THE_FILE = 20
MOST_FOR_A_PAGE = 12


def _made(minutes: Minutes) -> bytes:
    minutes = Minutes.objects.select_related("meeting__body").get(pk=minutes.pk)
    record = record_for(minutes, Actor.system("Prov"))
    text = written_text(minutes, record)
    return printed(text, day=minutes.meeting.day, at=NOW, machine=record)


def test_the_file_of_the_minutes_takes_twenty_statements_at_most(town, statement_count):
    small, _item = small_meeting(town)
    large = Room(town, "SN", present="gunnar larsake")
    for number in range(12):
        large.item(f"Ärende {number}", key=f"prov:{number}", draft_points=["Förslaget antas."])
    both = [ready(town, small, "perolof"), ready(town, large, "larsake")]
    counts = []

    for minutes in both:
        with statement_count() as statements:
            content = _made(minutes)
        counts.append(len(statements))
        assert content.startswith(b"%PDF-")

    assert max(counts) <= MOST_FOR_THE_FILE


def test_the_workbench_takes_twelve_statements_at_most(town, as_person, statement_count):
    serve_everybody(town)
    scene = assembly(town, 31, items=8)
    address = reverse("meetings:room", args=[scene.room.meeting.uuid])
    client = as_person("ingrid")
    client.get(address)

    with statement_count() as statements:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len(statements) <= MOST_FOR_A_PAGE
