"""Invitations by mail: read back by Python's e-mail package and a calendar parser."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar

from samspel.messaging.events import CalendarEvent
from samspel.messaging.services.sending import send_due
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import Tell, clock, event
from tests.messaging.sink import Sink


def sent_calendar(sink: Sink) -> tuple[Calendar, str]:
    part = sink.received[-1].message.get_body(("calendar",))
    return Calendar.from_ical(part.get_content()), part["Content-Type"]


def test_an_invitation_is_one_of_three_alternatives(town: Town, tell: Tell, sink: Sink):
    tell("anna", event=event())
    send_due(clock=clock())

    message = sink.received[0].message
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    calendar_part = list(message.iter_parts())[2]
    assert calendar_part.get_param("method") == "REQUEST"
    assert calendar_part.get_param("charset") == "utf-8"


def test_the_calendar_part_says_what_the_mail_says(town: Town, tell: Tell, sink: Sink):
    tell("anna", event=event(2))
    send_due(clock=clock())

    calendar, _type = sent_calendar(sink)
    (found,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert (found["UID"], int(found["SEQUENCE"])) == ("besok-17@lindakra.example", 2)
    assert found.decoded("DTSTART") == dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
    assert found.decoded("DTSTAMP") == NOW
    assert str(found["ORGANIZER"]) == "mailto:samspel@lindakra.example"
    assert found["ORGANIZER"].params["CN"] == "Lindåkra kommun"
    assert str(found["ATTENDEE"]) == "mailto:anna@lindakra.example"
    assert str(found["URL"]) == "http://testserver/besok/17/"
    sender = sink.received[0].message["From"].addresses[0].addr_spec
    assert str(found["ORGANIZER"]).endswith(sender)


def test_the_text_tells_time_and_place_without_a_calendar(town: Town, tell: Tell, sink: Sink):
    tell("anna", event=event())
    send_due(clock=clock())

    text = sink.received[0].message.get_body(("plain",)).get_content()
    assert "När: tisdag 24 november 2026 kl. 13.00–15.00" in text
    assert "Var: Skolgatan 4" in text


def test_a_change_keeps_the_uid_and_raises_the_sequence(town: Town, tell: Tell, sink: Sink):
    tell("anna", event=event(0))
    send_due(clock=clock())
    tell("anna", event=event(1))
    send_due(clock=clock())
    tell("anna", event=event(2, "CANCEL"))
    send_due(clock=clock())

    seen = []
    for received in sink.received:
        part = received.message.get_body(("calendar",))
        calendar = Calendar.from_ical(part.get_content())
        (found,) = calendar.walk("VEVENT")
        seen.append(
            (
                str(calendar["METHOD"]),
                str(found["UID"]),
                int(found["SEQUENCE"]),
                str(found["STATUS"]),
            )
        )
    assert seen == [
        ("REQUEST", "besok-17@lindakra.example", 0, "CONFIRMED"),
        ("REQUEST", "besok-17@lindakra.example", 1, "CONFIRMED"),
        ("CANCEL", "besok-17@lindakra.example", 2, "CANCELLED"),
    ]


def test_a_copy_has_the_same_id_uid_and_sequence(town: Town, tell: Tell, sink: Sink):
    answers = iter(["", "250 ok"])
    sink.after_content = lambda _line: next(answers)
    tell("anna", event=event(4))

    send_due(clock=clock())
    send_due(clock=clock(NOW + dt.timedelta(minutes=5)))

    forms = set()
    for received in sink.received:
        calendar = Calendar.from_ical(received.message.get_body(("calendar",)).get_content())
        (found,) = calendar.walk("VEVENT")
        forms.add((received.message["Message-ID"], str(found["UID"]), int(found["SEQUENCE"])))
    assert len(sink.received) == 2
    assert len(forms) == 1


@pytest.mark.parametrize(
    ("start", "end"),
    [
        # The clock goes from two to three in the night to 29 March 2026.
        ("2026-03-29T00:30:00+00:00", "2026-03-29T01:30:00+00:00"),
        # It is half past two twice in the night to 25 October 2026.
        ("2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00"),
        ("2026-10-25T01:30:00+00:00", "2026-10-25T02:30:00+00:00"),
    ],
)
def test_nights_when_the_clock_changes_come_through(
    town: Town, tell: Tell, sink: Sink, start: str, end: str
):
    begins, ends = dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)
    tell("anna", event=event(start=begins, end=ends))
    send_due(clock=clock())

    calendar, _type = sent_calendar(sink)
    (found,) = calendar.walk("VEVENT")
    assert found.decoded("DTSTART").astimezone(dt.UTC) == begins
    assert found.decoded("DTEND").astimezone(dt.UTC) == ends


def test_swedish_letters_and_commas_survive(town: Town, tell: Tell, sink: Sink):
    tell("anna", event=event(summary="Besök, köket; Åsö", place="Ängsgatan 1, Lindåkra"))
    send_due(clock=clock())

    (found,) = sent_calendar(sink)[0].walk("VEVENT")
    assert (str(found["SUMMARY"]), str(found["LOCATION"])) == (
        "Besök, köket; Åsö",
        "Ängsgatan 1, Lindåkra",
    )


def test_an_event_without_length_or_zone_is_refused_when_it_is_made():
    at = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
    with pytest.raises(ValueError, match="2026"):
        CalendarEvent("u", 0, "REQUEST", "s", at, at)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="2026"):
        CalendarEvent("u", 0, "REQUEST", "s", at.replace(tzinfo=None), at)  # type: ignore[arg-type]
