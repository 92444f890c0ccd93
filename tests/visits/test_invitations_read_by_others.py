"""The invitations that a visit sends, and the personal feed, as two foreign programs read them.

What is read is what left the outbox: the mails that a mail server was handed, from the
invitation by way of the move to the cancelling, in summer, in winter and in the nights
when the clock is changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from samspel.messaging.queries import feed_secret
from samspel.messaging.services import change_feed_address
from samspel.messaging.services.sending import send_due
from samspel.visits import services
from samspel.visits.models import Visit
from samspel.visits.services import OfferedTime
from tests.cast import Town
from tests.foundation.test_calendar_objects import (
    CalendarServer,
    needs_node,
    read_by_ical_js,
    stored,
)
from tests.messaging.sink import Sink, running

FEBRUARY = dt.datetime(2026, 2, 2, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
# An hour at the kitchen, in UTC: when it begins, and to when it is moved.
TIMES = {
    "winter": ((2026, 2, 17, 12), (2026, 2, 18, 8)),
    "summer": ((2026, 7, 1, 11), (2026, 7, 2, 7)),
    "from winter to summer": ((2026, 3, 27, 12), (2026, 3, 30, 11)),
    "the night when an hour is skipped": ((2026, 3, 29, 0), (2026, 3, 29, 1)),
    "the night when an hour comes twice": ((2026, 10, 25, 0), (2026, 10, 25, 1)),
}


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """A mail server that keeps what it is handed."""
    with running() as found:
        settings.SMTP = found.settings
        settings.DEMO = False
        settings.DEFAULT_FROM_EMAIL = "samspel@lindakra.example"
        yield found


def at(moment: tuple[int, ...]) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=dt.UTC)


def sent(sink: Sink) -> list[bytes]:
    """Send what waits, and give the calendar files that Anna got, oldest first."""
    send_due(clock=lambda: FEBRUARY)
    mails = [each.message for each in sink.received if each.recipient.startswith("anna")]
    parts = [mail.get_body(("calendar",)) for mail in mails]
    return [part.get_content().encode() for part in parts if part is not None]


def booked(town: Town, start: dt.datetime) -> Visit:
    visit = services.offer_times(
        town.unit("bjork"),
        options=[OfferedTime(start, start + HOUR)],
        persons=[town.person("anna")],
        actor=town.actor("maria"),
        at=FEBRUARY,
        reason="Per-Olof är bortrest.",
    )
    return services.choose_time(
        visit,
        option=visit.options.get(),
        actor=town.actor("anna"),
        at=FEBRUARY,
        reason="Per-Olof är bortrest.",
    )


def moved_and_cancelled(town: Town, sink: Sink, when: str) -> tuple[Visit, list[bytes]]:
    """Let a visit be booked, moved and cancelled, each act followed by the sending of mail."""
    start, later = (at(each) for each in TIMES[when])
    with time_machine.travel(FEBRUARY, tick=False):
        visit, files = booked(town, start), []
        files.append(sent(sink)[-1])
        visit = services.move_visit(
            visit,
            starts_at=later,
            ends_at=later + HOUR,
            actor=town.actor("maria"),
            at=FEBRUARY,
            reason="Ugnen går sönder.",
        )
        files.append(sent(sink)[-1])
        visit = services.cancel_visit(
            visit, because="Ugnen är trasig.", actor=town.actor("maria"), at=FEBRUARY
        )
        files.append(sent(sink)[-1])
    return visit, files


@needs_node
@pytest.mark.parametrize("when", TIMES)
def test_ical_js_reads_the_mails_of_a_visit_that_is_booked_moved_and_cancelled(
    town, board, sink, when
):
    start, later = (at(each) for each in TIMES[when])

    visit, files = moved_and_cancelled(town, sink, when)

    read = [read_by_ical_js(each) for each in files]
    first = read[0]["events"][0]["sequence"]
    assert [
        (
            each["method"],
            event["uid"],
            event["sequence"] - first,
            event["status"],
            dt.datetime.fromisoformat(event["start"]),
            dt.datetime.fromisoformat(event["end"]) - dt.datetime.fromisoformat(event["start"]),
        )
        for each in read
        for event in each["events"]
    ] == [
        ("REQUEST", visit.ical_uid, 0, "CONFIRMED", start, HOUR),
        ("REQUEST", visit.ical_uid, 1, "CONFIRMED", later, HOUR),
        ("CANCEL", visit.ical_uid, 2, "CANCELLED", later, HOUR),
    ]
    assert {event["summary"] for each in read for event in each["events"]} == {
        "Besök: Köket på Björkskolan"
    }
    assert {one["address"] for each in read for one in each["events"][0]["attendees"]} == {
        "mailto:anna@lindakra.example"
    }


@pytest.mark.parametrize("when", TIMES)
def test_radicale_keeps_a_mailed_visit_at_its_time_and_then_at_its_new_time(
    town, board, sink, tmp_path, when
):
    start, later = (at(each) for each in TIMES[when])
    _visit, files = moved_and_cancelled(town, sink, when)
    server = CalendarServer(tmp_path / "radicale")

    found = []
    for file in files:
        server.ask("PUT", "/anna/besok/a.ics", as_kept(file), expected=20)
        minute = dt.timedelta(minutes=1)
        found.append(
            [
                "/anna/besok/a.ics" in server.between(edge, edge + minute)
                for edge in (start, start + HOUR - minute, later, later + HOUR - minute)
            ]
        )
    kept = server.ask("GET", "/anna/besok/a.ics", expected=200)

    assert found == [
        [True, True, False, False],
        [False, False, True, True],
        [False, False, True, True],
    ]
    assert "STATUS:CANCELLED\r\n" in kept


def as_kept(file: bytes) -> bytes:
    """Give a message's event as a calendar keeps it: RFC 4791, 4.1 forbids METHOD."""
    lines = stored(file).split(b"\r\n")
    return b"\r\n".join(line for line in lines if not line.startswith(b"METHOD:"))


@needs_node
def test_both_read_a_persons_own_feed_with_visits_in_summer_and_winter(
    town, board, sink, tmp_path
):
    starts = [at(TIMES[when][0]) for when in ("winter", "summer")]
    with time_machine.travel(FEBRUARY, tick=False):
        for start in starts:
            booked(town, start)
        change_feed_address(actor=town.actor("anna"), at=FEBRUARY)
        address = f"/meddelanden/kalender/{feed_secret(town.person('anna').pk)}.ics"

        file = Client().get(address).content

    read = read_by_ical_js(file)
    server = CalendarServer(tmp_path / "radicale")
    server.ask("PUT", "/anna/alla/", stored(file), expected=201)
    assert read["method"] == "PUBLISH"
    assert sorted(dt.datetime.fromisoformat(each["start"]) for each in read["events"]) == starts
    assert server.ask("GET", "/anna/alla/", expected=200).count("BEGIN:VEVENT") == 2
