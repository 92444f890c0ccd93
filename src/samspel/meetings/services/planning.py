"""Acts of planning: a body's settings, one meeting or a year's, moved, with their deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import at_wall_clock, local_day, say_moment
from samspel.kit.language import current
from samspel.meetings import events, policies
from samspel.meetings.calculation import chain_of, fewest_days, fewest_weekdays
from samspel.meetings.calculation.statute import count_laid_down
from samspel.meetings.enums import MeetingState
from samspel.meetings.errors import MeetingRefused
from samspel.meetings.models import BodyMeetingSettings, Meeting
from samspel.meetings.services import case_chain
from samspel.meetings.services.duties import answer_request
from samspel.meetings.services.landing import land_waiting
from samspel.meetings.services.locks import (
    lock_body,
    locked_meeting,
    require_untouched,
    require_version,
)
from samspel.meetings.services.telling import tell_invited, tell_members
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.rules.law import value_laid_down

_SETTINGS = (
    "presidium_days",
    "dispatch_days",
    "dispatch_time",
    "notice_days",
    "approval_days",
    "counts_weekdays",
    "usual_start",
    "usual_end",
    "usual_place",
    "decided",
)
_DEADLINES = ("presidium_on", "dispatch_deadline_at", "notice_on", "approval_on")


@transaction.atomic
def change_settings(
    body: Body, *, on: dt.date, actor: Actor, version: int | None = None, **values: Any
) -> BodyMeetingSettings:
    """Change how many days before the body's meetings things are due, and what is usual.

    Meetings that are planned already keep their days. Refuses days out of order, an
    approval later than the law of the day lets (KL 5 kap. 69 §), and for the council a
    notice nearer the meeting than the law asks for (5 kap. 13 and 15 §§).
    """
    settings = lock_body(body)
    policies.require_may_keep(body, actor)
    require_version(settings.version, version)
    changed = [name for name in _SETTINGS if name in values]
    for name in changed:
        setattr(settings, name, values[name])
    _require_order(settings)
    _require_lawful(settings, on)
    settings.version += 1
    settings.save(update_fields=[*changed, "version"])
    audit.record(
        "meetings.settings.changed",
        subject=settings,
        actor=actor,
        facts={name: values[name] for name in changed if name != "usual_place"},
        also=[body],
    )
    return settings


def _require_order(settings: BodyMeetingSettings) -> None:
    if settings.dispatch_days < settings.notice_days:
        raise MeetingRefused(
            _("Handlingarna måste vara inne senast den dag då kallelsen går ut.")
        )
    if settings.presidium_days is not None and settings.presidium_days < settings.notice_days:
        raise MeetingRefused(_("Presidiet måste träffas senast den dag då kallelsen går ut."))
    if settings.usual_end <= settings.usual_start:
        raise MeetingRefused(_("Mötets sluttid måste vara senare än starttiden."))


def _require_lawful(settings: BodyMeetingSettings, on: dt.date) -> None:
    """Refuse days that the law of the day does not let the body set."""
    most = count_laid_down("minutes.approve", "approval.days_at_most", on)
    if not 1 <= settings.approval_days <= most:
        raise MeetingRefused(
            _(
                "Protokollet ska justeras senast %(days)s dagar efter mötet "
                "(kommunallagen 5 kap. 69 §). Ange 1 till %(days)s dagar."
            ),
            days=most,
        )
    about = {"body.is_council": settings.body.kind == BodyKind.COUNCIL}
    least = value_laid_down("meeting.announce", "notice.days_at_least", about, on)
    if isinstance(least, int) and fewest_days(settings.rule) < least:
        raise MeetingRefused(
            _(
                "Fullmäktige kallas och mötet kungörs minst %(days)s dagar före mötesdagen "
                "(kommunallagen 5 kap. 13 och 15 §§). Ange minst %(days)s dagar, eller minst "
                "%(weekdays)s om bara vardagar räknas."
            ),
            days=least,
            weekdays=fewest_weekdays(least),
        )


@transaction.atomic
def plan_meeting(
    body: Body,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    at: dt.datetime,
    actor: Actor,
    place: str = "",
    is_ordinary: bool = True,
    dispatch_deadline_at: dt.datetime | None = None,
) -> Meeting:
    """Plan a meeting with its chain of deadlines; what waits in the body lands by itself.

    The body decides its own time and place (KL 6 kap. 23 §). Without a deadline for
    papers, the body's settings give it. Refuses times that are past or end before they
    start, a deadline after the start, and a clash with the body's other meetings.
    """
    settings = lock_body(body)
    policies.require_may_keep(body, actor)
    _require_times(starts_at, ends_at, at)
    _require_free(body, starts_at, ends_at)
    year = local_day(starts_at).year
    meeting = Meeting(
        body=body,
        year=year,
        number=_next_number(body, year),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        is_ordinary=is_ordinary,
    )
    _set_deadlines(meeting, settings, dispatch_deadline_at)
    meeting.save()
    audit.record(
        "meetings.meeting.planned",
        subject=meeting,
        actor=actor,
        facts=_facts(meeting),
        also=[body],
    )
    answer_request(meeting)
    land_waiting(body.pk, at=at, actor=actor)
    return meeting


@transaction.atomic
def plan_year(
    body: Body,
    *,
    days: Iterable[dt.date],
    start: dt.time,
    end: dt.time,
    at: dt.datetime,
    actor: Actor,
    place: str = "",
) -> list[Meeting]:
    """Plan a series of ordinary meetings, all or none; each as ``plan_meeting``.

    The times are those on the clock each day; the two nights when it is moved are
    refused where the time does not exist or comes twice.
    """
    policies.require_may_keep(body, actor)
    wanted = sorted(set(days))
    if not wanted:
        raise MeetingRefused(_("Välj minst en dag att planera."))
    return [
        plan_meeting(
            body,
            starts_at=at_wall_clock(day, start),
            ends_at=at_wall_clock(day, end),
            place=place,
            at=at,
            actor=actor,
        )
        for day in wanted
    ]


@transaction.atomic
def move_meeting(
    meeting: Meeting,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    at: dt.datetime,
    actor: Actor,
    place: str | None = None,
    dispatch_deadline_at: dt.datetime | None = None,
    version: int | None = None,
) -> Meeting:
    """Move a meeting in time or place; its items follow it, and everybody is told.

    The chain of deadlines is counted anew, and what waits in the body lands if the new
    deadline lets it. Calendar entries get the next SEQUENCE. Refuses a meeting that is
    held or off, and what ``plan_meeting`` refuses.
    """
    meeting = locked_meeting(meeting, version)
    policies.require_may_keep(meeting.body, actor)
    _require_ahead(meeting)
    require_untouched(meeting)
    _require_times(starts_at, ends_at, at)
    _require_free(meeting.body, starts_at, ends_at, but=meeting)
    previous = meeting.starts_at
    _move(meeting, starts_at, ends_at, place, dispatch_deadline_at)
    audit.record(
        "meetings.meeting.moved",
        subject=meeting,
        actor=actor,
        facts={"from": previous, "moved_at": at, **_facts(meeting)},
        also=[meeting.body],
    )
    _tell_of_move(meeting, previous, at=at, actor=actor)
    events.meeting_moved.send(
        Meeting, meeting=meeting, previous_starts_at=previous, actor=actor
    )
    land_waiting(meeting.body_id, at=at, actor=actor)
    return meeting


def _move(
    meeting: Meeting,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str | None,
    deadline: dt.datetime | None,
) -> None:
    """Write the new time; a meeting that moves to another year is numbered there."""
    year = local_day(starts_at).year
    if year != meeting.year:
        meeting.year, meeting.number = year, _next_number(meeting.body, year)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    if place is not None:
        meeting.place = place.strip()
    _set_deadlines(meeting, meeting.body.meeting_settings, deadline)
    meeting.calendar_sequence += 1
    meeting.version += 1
    meeting.save(
        update_fields=[
            *("year", "number", "starts_at", "ends_at", "place", *_DEADLINES),
            *("calendar_sequence", "version"),
        ]
    )


def _tell_of_move(
    meeting: Meeting, previous: dt.datetime, *, at: dt.datetime, actor: Actor
) -> None:
    tell_members(
        meeting,
        subject=_("Mötet är flyttat: %(body)s %(when)s"),
        body=_("%(body)s skulle ha haft möte %(before)s. Mötet är flyttat till %(when)s."),
        before=previous,
        actor=actor,
        at=at,
    )
    for item in meeting.items.filter(handled_at__isnull=True).select_related("body"):
        item.meeting = meeting
        case_chain.note_meeting_moved(item, meeting, at=at, actor=actor)
        tell_invited(item, actor=actor, at=at)


@transaction.atomic
def change_deadline(
    meeting: Meeting,
    *,
    dispatch_deadline_at: dt.datetime,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Meeting:
    """Change the last moment when papers are taken in; what waits lands if it now can.

    Items that stand on the meeting stay there. Refuses a meeting that is not planned
    any longer, and a deadline after the meeting's start.
    """
    meeting = locked_meeting(meeting, version)
    policies.require_may_keep(meeting.body, actor)
    if meeting.state != MeetingState.PLANNED:
        raise MeetingRefused(
            _("Kallelsen har redan gått ut, så sista dag för handlingar kan inte ändras.")
        )
    before = meeting.dispatch_deadline_at
    _set_deadline(meeting, dispatch_deadline_at)
    meeting.version += 1
    meeting.save(update_fields=["dispatch_deadline_at", "version"])
    audit.record(
        "meetings.meeting.deadline_changed",
        subject=meeting,
        actor=actor,
        facts={"from": before, "to": dispatch_deadline_at},
        also=[meeting.body],
    )
    land_waiting(meeting.body_id, at=at, actor=actor)
    return meeting


def _require_ahead(meeting: Meeting) -> None:
    if not meeting.is_ahead:
        raise MeetingRefused(
            _("Mötet är redan avslutat (%(state)s). Läs in sidan på nytt."),
            state=_(meeting.status.label),
        )


def _require_times(starts_at: dt.datetime, ends_at: dt.datetime, at: dt.datetime) -> None:
    if ends_at <= starts_at:
        raise MeetingRefused(_("Mötets sluttid måste vara senare än starttiden."))
    if starts_at <= at:
        raise MeetingRefused(_("Mötets starttid har redan passerat. Välj en kommande tid."))


def _require_free(
    body: Body, starts_at: dt.datetime, ends_at: dt.datetime, but: Meeting | None = None
) -> None:
    """Refuse a clash with the body's own meetings; the database refuses it too."""
    others = Meeting.objects.filter(
        body=body, starts_at__lt=ends_at, ends_at__gt=starts_at
    ).exclude(state=MeetingState.CANCELLED)
    other = others.exclude(pk=but.pk if but else 0).order_by("starts_at").first()
    if other is not None:
        raise MeetingRefused(
            _("%(body)s har redan ett möte %(when)s. Välj en annan tid."),
            body=body.name,
            when=say_moment(other.starts_at, now=None, lang=current()),
        )


def _next_number(body: Body, year: int) -> int:
    last = Meeting.objects.filter(body=body, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _set_deadlines(
    meeting: Meeting, settings: BodyMeetingSettings, deadline: dt.datetime | None
) -> None:
    """Count the chain of deadlines from the meeting's day by the body's settings."""
    chain = chain_of(meeting.day, settings.rule)
    meeting.presidium_on = chain.presidium_on
    meeting.notice_on = chain.notice_on
    meeting.approval_on = chain.approval_on
    if deadline is not None:
        _set_deadline(meeting, deadline)
        return
    counted = at_wall_clock(chain.dispatch_on, settings.dispatch_time)
    meeting.dispatch_deadline_at = min(counted, meeting.starts_at)


def _set_deadline(meeting: Meeting, deadline: dt.datetime) -> None:
    if deadline > meeting.starts_at:
        raise MeetingRefused(_("Sista tid för handlingar måste vara före mötets start."))
    meeting.dispatch_deadline_at = deadline


def _facts(meeting: Meeting) -> dict[str, object]:
    return {
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "dispatch_deadline_at": meeting.dispatch_deadline_at,
        "number": meeting.number,
    }
