"""Calendar files, as two programs that are not ours read them, and answers."""

import json
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from radicale import Application
from radicale import config as radicale_config

from samspel.foundation.calendar_objects import (
    STOCKHOLM_ZONE,
    Answer,
    CalendarEvent,
    Invitation,
    Method,
    NotAReply,
    feed,
    parse_reply,
)
from samspel.foundation.dates import STOCKHOLM

HERE = Path(__file__).parent
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="Node is not installed to run ical.js")

AUTUMN = datetime(2026, 10, 20, 13, 0, tzinfo=STOCKHOLM)
INVITATION = Invitation(
    uid="besok-17@lindakra.example",
    sequence=2,
    method=Method.REQUEST,
    summary="Besök: Köket på Björkskolan; etapp 2, åäö",
    start=AUTUMN,
    end=AUTUMN + timedelta(hours=2),
    stamp=datetime(2026, 10, 1, 6, 0, tzinfo=UTC),
    organizer_name="Kommunkansliet, Lindåkra",
    organizer_email="kansliet@lindakra.example",
    attendee_name='Anna "Ann" Ekelöf (C)',
    attendee_email="anna.ekelof@lindakra.example",
    place="Björkskolan, Skolgatan\u00a01",
    url="https://samspel.lindakra.example/besok/17",
    description="Ni träffas i matsalen.\n\nFrågor; svar, och \\ allt annat: se länken.",
)


def event(start: datetime, end: datetime, uid: str = "a") -> CalendarEvent:
    return CalendarEvent(
        uid=uid, sequence=0, summary="Besök", start=start, end=end, stamp=INVITATION.stamp
    )


def read_by_ical_js(data: bytes) -> dict:
    done = subprocess.run(
        [NODE, HERE / "read_calendar.mjs"], input=data, capture_output=True, check=True
    )
    return json.loads(done.stdout)


# --- ical.js -------------------------------------------------------------------------


@needs_node
def test_ical_js_reads_an_invitation():
    understood = read_by_ical_js(INVITATION.to_ical())

    assert understood == {
        "method": "REQUEST",
        "name": None,
        "events": [
            {
                "uid": "besok-17@lindakra.example",
                "sequence": 2,
                "summary": "Besök: Köket på Björkskolan; etapp 2, åäö",
                "place": "Björkskolan, Skolgatan 1",
                "description": INVITATION.description,
                "status": "CONFIRMED",
                "url": "https://samspel.lindakra.example/besok/17",
                "start": "2026-10-20T11:00:00.000Z",
                "end": "2026-10-20T13:00:00.000Z",
                "organizer": {
                    "address": "mailto:kansliet@lindakra.example",
                    "name": "Kommunkansliet, Lindåkra",
                    "answer": None,
                    "rsvp": None,
                },
                "attendees": [
                    {
                        "address": "mailto:anna.ekelof@lindakra.example",
                        "name": "Anna Ann Ekelöf (C)",
                        "answer": "NEEDS-ACTION",
                        "rsvp": "TRUE",
                    }
                ],
            }
        ],
    }


@needs_node
def test_ical_js_reads_a_cancellation_of_the_same_meeting():
    cancelled = replace(INVITATION, method=Method.CANCEL, sequence=3)

    understood = read_by_ical_js(cancelled.to_ical())

    (meeting,) = understood["events"]
    assert understood["method"] == "CANCEL"
    assert (meeting["uid"], meeting["sequence"]) == (INVITATION.uid, 3)
    assert meeting["status"] == "CANCELLED"
    assert meeting["attendees"][0]["rsvp"] is None


# Each side of both changes of the clock, in three years, and the longest and shortest day.
INSTANTS = [
    *[datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)],
    *[datetime(2026, 10, 25, 0, 0, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)],
    *[datetime(2026, 10, 25, 1, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)],
    *[datetime(2026, 10, 25, 2, 0, tzinfo=UTC), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)],
    *[datetime(2027, 3, 28, 1, 0, tzinfo=UTC), datetime(2037, 10, 25, 0, 59, tzinfo=UTC)],
    *[datetime(2026, 6, 21, 11, 0, tzinfo=UTC), datetime(2026, 12, 21, 12, 0, tzinfo=UTC)],
]


@needs_node
def test_ical_js_reads_every_hour_right_in_summer_in_winter_and_in_the_nights_between():
    events = [
        event(at, at + timedelta(minutes=45), uid=str(number))
        for number, at in enumerate(INSTANTS)
    ]

    understood = read_by_ical_js(feed("Alla tider", events))

    read = [
        (datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"]))
        for one in understood["events"]
    ]
    assert read == [(one.start, one.end) for one in events]


@needs_node
def test_ical_js_reads_a_feed_with_its_name_and_what_is_cancelled():
    events = [INVITATION.event, replace(INVITATION.event, uid="b", is_cancelled=True)]

    understood = read_by_ical_js(feed("Anna Ekelöfs besök", events))

    assert (understood["method"], understood["name"]) == ("PUBLISH", "Anna Ekelöfs besök")
    assert [one["status"] for one in understood["events"]] == ["CONFIRMED", "CANCELLED"]
    assert [one["attendees"] for one in understood["events"]] == [[], []]


# --- Radicale ------------------------------------------------------------------------


class CalendarServer:
    """Radicale in this process, with one calendar that belongs to Anna."""

    def __init__(self, folder: Path) -> None:
        configuration = radicale_config.load()
        configuration.update(
            {
                "auth": {"type": "none"},
                "rights": {"type": "owner_only"},
                "storage": {"filesystem_folder": str(folder)},
                "logging": {"level": "critical"},
            },
            "test",
        )
        self.application = Application(configuration)
        self.ask("MKCALENDAR", "/anna/besok/", expected=201)

    def ask(self, method: str, path: str, body: bytes = b"", *, expected: int) -> str:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/xml" if method == "REPORT" else "text/calendar",
            "HTTP_AUTHORIZATION": f"Basic {b64encode(b'anna:x').decode()}",
            "HTTP_DEPTH": "1",
            "wsgi.input": BytesIO(body),
        }
        setup_testing_defaults(environ)
        statuses = []
        answer = self.application(environ, lambda status, _headers: statuses.append(status))
        text = b"".join(answer).decode()
        assert statuses[0].startswith(str(expected)), (statuses, text)
        return text

    def between(self, start: datetime, end: datetime) -> str:
        window = f'start="{start:%Y%m%dT%H%M%SZ}" end="{end:%Y%m%dT%H%M%SZ}"'
        query = (
            '<calendar-query xmlns="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:">'
            "<D:prop><D:getetag/></D:prop><filter><comp-filter name='VCALENDAR'>"
            f"<comp-filter name='VEVENT'><time-range {window}/></comp-filter>"
            "</comp-filter></filter></calendar-query>"
        )
        return self.ask("REPORT", "/anna/besok/", query.encode(), expected=207)


@pytest.fixture
def server(tmp_path):
    return CalendarServer(tmp_path)


def stored(data: bytes) -> bytes:
    """A calendar server keeps events, not messages: RFC 4791, 4.1 forbids METHOD."""
    return data.replace(b"METHOD:PUBLISH\r\n", b"")


@pytest.mark.parametrize("at", INSTANTS)
def test_radicale_finds_an_event_at_its_time_and_not_beside_it(server, at):
    hour, minute = timedelta(hours=1), timedelta(minutes=1)

    server.ask(
        "PUT", "/anna/besok/a.ics", stored(feed("", [event(at, at + hour)])), expected=201
    )

    found = [
        "/anna/besok/a.ics" in server.between(start, start + length)
        for start, length in [
            (at, minute),
            (at + hour - minute, minute),
            (at - hour, hour),
            (at + hour, hour),
        ]
    ]
    assert found == [True, True, False, False]


def test_radicale_gives_an_event_back_as_it_was(server):
    server.ask("PUT", "/anna/besok/a.ics", stored(feed("", [INVITATION.event])), expected=201)

    text = server.ask("GET", "/anna/besok/a.ics", expected=200).replace("\r\n ", "")

    assert "SUMMARY:Besök: Köket på Björkskolan\\; etapp 2\\, åäö\r\n" in text
    assert "LOCATION:Björkskolan\\, Skolgatan 1\r\n" in text
    assert (
        "DESCRIPTION:Ni träffas i matsalen.\\n\\n"
        "Frågor\\; svar\\, och \\\\ allt annat: se länken.\r\n"
    ) in text
    assert "DTSTART;TZID=Europe/Stockholm:20261020T130000\r\n" in text
    assert "SEQUENCE:2\r\n" in text


def test_radicale_takes_a_whole_feed_as_a_calendar(server):
    events = [event(at, at + timedelta(hours=1), uid=f"e{at:%Y%m%d%H%M}") for at in INSTANTS]

    server.ask("PUT", "/anna/alla/", stored(feed("Alla tider", events)), expected=201)

    text = server.ask("GET", "/anna/alla/", expected=200)
    assert text.count("BEGIN:VEVENT") == len(INSTANTS)


# --- The form of the file ------------------------------------------------------------


def test_lines_end_as_they_should_and_none_is_longer_than_75_bytes():
    long = replace(INVITATION, description="Räksmörgås på Ängsvägen. " * 40)

    lines = long.to_ical().split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_the_zone_is_the_short_form_that_all_calendars_read():
    lines = INVITATION.to_ical().decode().split("\r\n")

    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE") + 1]
    assert not any(line.startswith("RDATE") for line in lines)
    assert len(zone) == len(STOCKHOLM_ZONE.split())
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in zone


def test_the_same_message_is_written_the_same_every_time():
    assert INVITATION.to_ical() == INVITATION.to_ical()


def test_nothing_in_a_text_can_begin_a_line_of_its_own():
    sly = "Möte\r\nATTENDEE:mailto:annan@lindakra.example\nX"
    event_with_sly_texts = replace(
        INVITATION, summary=sly, place=sly, description=sly, url=sly, attendee_name=sly, uid=sly
    )

    lines = event_with_sly_texts.to_ical().decode().replace("\r\n ", "").split("\r\n")

    assert [line for line in lines if line.startswith("ATTENDEE")] == [
        (
            'ATTENDEE;CN="Möte ATTENDEE:mailto:annan@lindakra.example X";CUTYPE=INDIVIDUAL;'
            "PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:anna.ekelof@lindakra.example"
        )
    ]


@pytest.mark.parametrize("address", ["", "anna", "a@b@c", "anna@x.se\r\nX: y", "<a@b.se>"])
def test_a_broken_address_is_refused(address):
    with pytest.raises(ValueError, match=r".*"):
        replace(INVITATION, attendee_email=address).to_ical()


@pytest.mark.parametrize("end", [AUTUMN, AUTUMN - timedelta(minutes=1)])
def test_a_meeting_that_ends_before_it_begins_is_refused(end):
    with pytest.raises(ValueError, match="2026"):
        replace(INVITATION, end=end).to_ical()


# --- Answers -------------------------------------------------------------------------


def reply(*lines: str, method: str = "REPLY") -> bytes:
    """An answer as Outlook and others write it, with the given lines in its event."""
    around = ["BEGIN:VCALENDAR", "PRODID:-//X//Y//EN", "VERSION:2.0", f"METHOD:{method}"]
    event_lines = ["BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join([*around, *event_lines]).encode()


YES = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Anna:MAILTO:Anna.Ekelof@Lindakra.example"
UID = "UID:besok-17@lindakra.example"


@pytest.mark.parametrize(
    ("partstat", "answer"),
    [
        ("ACCEPTED", Answer.ACCEPTED),
        ("declined", Answer.DECLINED),
        ("TENTATIVE", Answer.TENTATIVE),
    ],
)
def test_an_answer_is_read(partstat, answer):
    data = reply(
        UID,
        "SEQUENCE:2",
        "DTSTAMP:20261002T093000Z",
        YES.replace("ACCEPTED", partstat),
        "COMMENT:Jag kommer\\, men sent",
    )

    read = parse_reply(data)

    assert (read.uid, read.sequence, read.answer) == (INVITATION.uid, 2, answer)
    assert read.attendee_email == "anna.ekelof@lindakra.example"
    assert read.stamp == datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
    assert read.comment == "Jag kommer, men sent"


def test_an_answer_without_what_can_be_done_without_is_read():
    read = parse_reply(b"\xef\xbb\xbf" + reply(UID, YES))

    assert (read.sequence, read.stamp, read.comment) == (0, None, "")


def test_an_answer_with_several_comments_keeps_them_all():
    assert parse_reply(reply(UID, YES, "COMMENT:Ett", "COMMENT:Två")).comment == "Ett\nTvå"


@pytest.mark.parametrize(
    ("asked", "is_answer"),
    [
        ({}, True),
        ({"sequence": 1}, True),
        ({"sequence": 3}, False),
        ({"uid": "besok-18@lindakra.example"}, False),
        ({"attendee_email": "lars@lindakra.example"}, False),
        ({"attendee_email": " ANNA.EKELOF@lindakra.example"}, True),
    ],
)
def test_an_answer_counts_for_its_meeting_its_person_and_its_latest_form(asked, is_answer):
    read = parse_reply(reply(UID, "SEQUENCE:2", YES))
    invitation = {
        "uid": INVITATION.uid,
        "attendee_email": INVITATION.attendee_email,
        "sequence": 2,
    }

    assert read.answers(**(invitation | asked)) is is_answer


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hej",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n",
        reply(UID, YES, method="REQUEST"),
        reply(UID, YES, method="COUNTER"),
        reply(UID),
        reply(YES),
        reply(UID, YES, YES.replace("Anna", "Lars")),
        reply(UID, YES, "END:VEVENT", "BEGIN:VEVENT", UID, YES),
        reply(UID, YES.replace("ACCEPTED", "DELEGATED")),
        reply(UID, YES.replace("PARTSTAT=ACCEPTED;", "")),
        reply(UID, YES, "SEQUENCE:två"),
        reply(UID, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:"),
        reply(UID, YES, "COMMENT:" + "x" * 200_000),
        INVITATION.to_ical(),
    ],
)
def test_what_is_not_an_answer_is_refused(data):
    with pytest.raises(NotAReply) as refusal:
        parse_reply(data)

    assert refusal.value.message == (
        "Filen är inte ett svar på en kalenderinbjudan. Svara på inbjudan i din kalender, "
        "eller direkt i Samspel."
    )


LINES = st.sampled_from(
    [
        *["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", UID, YES],
        *["METHOD:REPLY", "SEQUENCE:x", "DTSTAMP:1", "DTSTAMP;TZID=Nowhere:20261002T093000"],
        *["ATTENDEE:", "ATTENDEE;PARTSTAT=", "COMMENT", ";:", "DTSTAMP;VALUE=DATE:20261002"],
    ]
)


@settings(max_examples=100)
@given(st.lists(LINES | st.text(max_size=20), max_size=8))
def test_no_file_makes_the_reader_fall(lines):
    try:
        read = parse_reply(reply(*lines))
    except NotAReply:
        read = None

    assert read is None or read.attendee_email == "anna.ekelof@lindakra.example"
