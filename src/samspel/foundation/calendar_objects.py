"""Calendar objects: invitations, cancellations, a personal feed, and answers (iTIP).

What is sent follows RFC 5546: one UID for a meeting's whole life, a SEQUENCE that grows
when time or place changes or the meeting is cancelled, and one attendee in each message,
so that nobody sees who else is invited. Texts must hold nothing that an attendee's
calendar may not show to others.

The zone is written by hand in its RRULE form. The form that libraries write by default,
a list of dates, is read an hour wrong in summer by ical.js and by Outlook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Component, Event, Timezone, vCalAddress

from samspel.foundation.dates import local, plain
from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused
from samspel.foundation.text import one_line

STOCKHOLM_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
"""The zone as every calendar file of ours carries it."""

_PRODUCT = "-//Samspel//Samspel//SV"
_ADDRESS = re.compile(r"[^\s@<>\"\x00-\x1f]+@[^\s@<>\"\x00-\x1f]+")
_LONGEST_REPLY = 200_000  # bytes: an answer is a few kilobytes, more is something else
_REFRESH = timedelta(hours=1)


class Method(StrEnum):
    """What an invitation message asks its reader's calendar to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Answer(LabelledEnum):
    """What the invited person answered in their calendar."""

    ACCEPTED = "ACCEPTED", _("Tackat ja")
    DECLINED = "DECLINED", _("Tackat nej")
    TENTATIVE = "TENTATIVE", _("Kanske")


class NotAReply(Refused):
    """The file is not one person's answer to one invitation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One event in a feed. ``stamp`` is when it was last changed."""

    uid: str
    sequence: int
    summary: str
    start: datetime
    end: datetime
    stamp: datetime
    place: str = ""
    url: str = ""
    description: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One message to one attendee about one meeting. ``stamp`` is when it is sent."""

    uid: str
    sequence: int
    method: Method
    summary: str
    start: datetime
    end: datetime
    stamp: datetime
    organizer_name: str
    organizer_email: str
    attendee_name: str
    attendee_email: str
    place: str = ""
    url: str = ""
    description: str = ""

    @property
    def event(self) -> CalendarEvent:
        """The meeting itself, without who is invited."""
        return CalendarEvent(
            uid=self.uid,
            sequence=self.sequence,
            summary=self.summary,
            start=self.start,
            end=self.end,
            stamp=self.stamp,
            place=self.place,
            url=self.url,
            description=self.description,
            is_cancelled=self.method is Method.CANCEL,
        )

    def to_ical(self) -> bytes:
        """Write the message's calendar part.

        The mail's content type must name the same method: ``text/calendar;
        charset=utf-8; method=REQUEST``. Refuses (ValueError) an end before the start,
        a time without a zone, and an address that is not one.
        """
        written = _event(self.event)
        written.add("organizer", _person(self.organizer_name, self.organizer_email))
        attendee = _person(self.attendee_name, self.attendee_email)
        attendee.params["CUTYPE"] = "INDIVIDUAL"
        attendee.params["ROLE"] = "REQ-PARTICIPANT"
        if self.method is Method.REQUEST:
            attendee.params["PARTSTAT"] = "NEEDS-ACTION"
            attendee.params["RSVP"] = "TRUE"
        written.add("attendee", attendee)
        calendar = _calendar(self.method)
        calendar.add_component(written)
        return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One person's answer to an invitation. The address is in lower case."""

    uid: str
    sequence: int
    attendee_email: str
    answer: Answer
    stamp: datetime | None
    comment: str

    def answers(self, *, uid: str, attendee_email: str, sequence: int) -> bool:
        """Tell whether this answers that invitation, and not an older form of it."""
        return (
            self.uid == uid
            and self.attendee_email == attendee_email.strip().lower()
            and self.sequence >= sequence
        )


def feed(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """Write a person's calendar feed, to be subscribed to by its secret address.

    Readers are asked to look again each hour. Cancelled events stay in it, marked, so
    that they disappear or are struck out where they have been read before.
    """
    calendar = _calendar("PUBLISH")
    calendar.add("name", plain(one_line(name)))
    calendar.add("x-wr-calname", plain(one_line(name)))
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    """Begin a calendar file with our name and the zone."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", str(method))
    calendar.add_component(Timezone.from_ical(STOCKHOLM_ZONE))
    return calendar


def _event(event: CalendarEvent) -> Event:
    """Write what all events have."""
    if event.end.astimezone(UTC) <= event.start.astimezone(UTC):
        raise ValueError(event.start, event.end)
    written = Event()
    written.add("uid", event.uid)
    written.add("sequence", event.sequence)
    written.add("dtstamp", event.stamp.astimezone(UTC))
    start, end = _clock(event.start, event.end)
    written.add("dtstart", start)
    written.add("dtend", end)
    written.add("summary", plain(one_line(event.summary)))
    written.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    written.add("transp", "TRANSPARENT" if event.is_cancelled else "OPAQUE")
    if event.place:
        written.add("location", plain(one_line(event.place)))
    if event.description:
        written.add("description", plain(event.description.strip()))
    if event.url:
        written.add("url", re.sub(r"\s", "", event.url))
    return written


def _clock(*ends: datetime) -> list[datetime]:
    """Put a meeting's ends on the clock in Sweden, or in UTC when the clock is unclear.

    In the night in October an hour comes twice. A time in the zone should then mean the
    first one (RFC 5545, 3.3.5), but ical.js and Radicale take it as the second.
    """
    shown = [local(end) for end in ends]
    if any(at.utcoffset() != at.replace(fold=1 - at.fold).utcoffset() for at in shown):
        return [at.astimezone(UTC) for at in shown]
    return shown


def _person(name: str, email: str) -> vCalAddress:
    """Write a person as a calendar address. Refuses (ValueError) a broken address."""
    if not _ADDRESS.fullmatch(email):
        raise ValueError(email)
    written = vCalAddress(f"mailto:{email}")
    if name:
        # Quotes in a name need an escape that older calendars show as it is (RFC 6868).
        written.params["CN"] = plain(one_line(name.replace('"', "")))
    return written


def parse_reply(data: bytes) -> Reply:
    """Read an answer that came by mail. It is somebody else's file: nothing is trusted.

    Refuses with NotAReply what is not METHOD:REPLY with one event, one attendee and an
    answer that is yes, no or perhaps. Whether it answers an invitation of ours, and a
    current one, is for ``Reply.answers`` to tell; who sent it, for the mail server.
    """
    if len(data) > _LONGEST_REPLY:
        raise _not_a_reply()
    try:
        calendar = Calendar.from_ical(data.decode("utf-8-sig"))
        events = calendar.walk("VEVENT")
        if str(calendar.get("method", "")).upper() != "REPLY" or len(events) != 1:
            raise _not_a_reply()
        return _reply(events[0])
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as broken:
        raise _not_a_reply() from broken


def _reply(event: Component) -> Reply:
    """Read the one event of an answer. Raises ValueError or the like when it is broken."""
    attendee = event["attendee"]
    if not isinstance(attendee, vCalAddress):
        raise _not_a_reply()
    email = re.sub("^mailto:", "", str(attendee).strip(), flags=re.IGNORECASE).lower()
    if not _ADDRESS.fullmatch(email):
        raise _not_a_reply()
    stamp = event.decoded("dtstamp", None)
    comments = event.get("comment", "")
    return Reply(
        uid=str(event["uid"]),
        sequence=int(event.get("sequence", 0)),
        attendee_email=email,
        answer=Answer(str(attendee.params.get("PARTSTAT", "")).upper()),
        stamp=stamp.astimezone(UTC) if isinstance(stamp, datetime) and stamp.tzinfo else None,
        comment="\n".join(map(str, comments if isinstance(comments, list) else [comments])),
    )


def _not_a_reply() -> NotAReply:
    """Give the refusal of a file that is not an answer."""
    return NotAReply(
        _(
            "Filen är inte ett svar på en kalenderinbjudan. Svara på inbjudan "
            "i din kalender, eller direkt i Samspel."
        )
    )
