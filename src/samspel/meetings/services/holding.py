"""Acts on a planned meeting: to send the notice, to hold it, to cancel it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import events, policies
from samspel.meetings.enums import ItemState, Leaving, MeetingState
from samspel.meetings.errors import MeetingRefused
from samspel.meetings.models import Meeting, Sitting
from samspel.meetings.services.duties import ask_again
from samspel.meetings.services.landing import carry_on, landing_of
from samspel.meetings.services.locks import locked_meeting, require_untouched
from samspel.meetings.services.room import require_lawful
from samspel.meetings.services.telling import tell_members
from samspel.people.enums import BodyKind


@transaction.atomic
def dispatch_meeting(
    meeting: Meeting, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Meeting:
    """Send the notice (kallelse): the members are told, with a calendar entry.

    From then on the agenda is closed for papers: new items go to the meeting after,
    and only the secretary can add one, marked as late. Refuses a meeting that is not
    planned, or that has begun, and a council's meeting less than a week away (KL 5 kap.
    13 and 15 §§).
    """
    meeting = locked_meeting(meeting, version)
    policies.require_may_keep(meeting.body, actor)
    _require_next(meeting, MeetingState.CALLED)
    if meeting.starts_at <= at:
        raise MeetingRefused(_("Mötet har redan börjat, så kallelsen kan inte skickas."))
    require_lawful(
        "meeting.announce",
        {
            "body.is_council": meeting.body.kind == BodyKind.COUNCIL,
            "meeting.days_of_notice": (meeting.day - local_day(at)).days,
            "item.is_urgent": False,
            "item.weekday_before": True,
        },
        at,
    )
    meeting.dispatched_at = at
    _turn(meeting, MeetingState.CALLED, "dispatched_at")
    audit.record(
        "meetings.meeting.called",
        subject=meeting,
        actor=actor,
        facts={"items": meeting.items.count()},
        also=[meeting.body],
    )
    tell_members(
        meeting,
        subject=_("Kallelse: %(body)s %(when)s"),
        body=_(
            "Du kallas till möte med %(body)s %(when)s. Svara om du kan komma. Handlingarna "
            "finns i Samspel."
        ),
        actor=actor,
        at=at,
    )
    return meeting


@transaction.atomic
def hold_meeting(
    meeting: Meeting, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Meeting:
    """Note that the meeting has been held.

    Items that were not taken up go on to the body's next meeting, or wait for one.
    Refuses a meeting that has not begun, is held already or was cancelled. One that was
    opened before its time has begun.
    """
    meeting = locked_meeting(meeting, version)
    policies.require_may_keep(meeting.body, actor)
    _require_next(meeting, MeetingState.HELD)
    if at < meeting.starts_at and not _was_opened(meeting):
        raise MeetingRefused(_("Mötet har inte börjat än."))
    meeting.held_at = at
    _turn(meeting, MeetingState.HELD, "held_at")
    audit.record("meetings.meeting.held", subject=meeting, actor=actor, also=[meeting.body])
    _carry_items(meeting, Leaving.NOT_REACHED, at=at, actor=actor)
    return meeting


def _was_opened(meeting: Meeting) -> bool:
    return Sitting.objects.filter(meeting=meeting, opened_at__isnull=False).exists()


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, reason: str, at: dt.datetime, actor: Actor, version: int | None = None
) -> Meeting:
    """Cancel a meeting: its items go on to the next one, or wait; everybody is told.

    Calendar entries are cancelled, or moved with the item. Refuses a meeting that is
    held or cancelled already, and a cancellation without a reason.
    """
    meeting = locked_meeting(meeting, version)
    policies.require_may_keep(meeting.body, actor)
    _require_next(meeting, MeetingState.CANCELLED)
    require_untouched(meeting)
    if not reason.strip():
        raise MeetingRefused(_("Skriv varför mötet ställs in."))
    meeting.cancelled_reason = reason.strip()
    meeting.calendar_sequence += 1
    _turn(meeting, MeetingState.CANCELLED, "cancelled_reason", "calendar_sequence")
    audit.record(
        "meetings.meeting.cancelled",
        subject=meeting,
        actor=actor,
        reason=reason,
        also=[meeting.body],
    )
    tell_members(
        meeting,
        subject=_("Mötet är inställt: %(body)s %(when)s"),
        body=_("Mötet med %(body)s %(when)s är inställt: %(reason)s"),
        reason=meeting.cancelled_reason,
        actor=actor,
        at=at,
    )
    _carry_items(meeting, Leaving.CANCELLED, at=at, actor=actor)
    ask_again(meeting)
    events.meeting_cancelled.send(Meeting, meeting=meeting, actor=actor)
    return meeting


def _require_next(meeting: Meeting, wanted: MeetingState) -> None:
    if wanted not in meeting.status.next_states:
        raise MeetingRefused(
            _("Det går inte, för mötet är redan %(state)s. Läs in sidan på nytt."),
            state=_(meeting.status.label).lower(),
        )


def _turn(meeting: Meeting, state: MeetingState, *fields: str) -> None:
    meeting.state = state
    meeting.version += 1
    meeting.save(update_fields=["state", "version", *fields])


def _carry_items(meeting: Meeting, why: Leaving, *, at: dt.datetime, actor: Actor) -> None:
    """Take what was not handled to where it lands now, in the agenda's order."""
    left = meeting.items.filter(state=ItemState.PLACED).order_by("position")
    for item in left.select_related("body"):
        item.meeting = meeting
        carry_on(item, to=landing_of(item, at), why=why, at=at, actor=actor)
