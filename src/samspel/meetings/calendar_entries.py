"""Meetings as calendar entries: the same UID in the invitation, in its changes and in the feed."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.meetings.enums import MeetingState
from samspel.meetings.models import AgendaInvitee, Meeting
from samspel.messaging.events import CANCEL, REQUEST, CalendarEvent

CALLED = "meetings.meeting"
INVITATION = "meetings.invitation"
KINDS = {
    CALLED: _("Kallelser och ändrade möten"),
    INVITATION: _("Inbjudningar till ärenden på möten"),
}
GROUP = _("Möten")


def event_of_meeting(meeting: Meeting, changed_at: dt.datetime | None = None) -> CalendarEvent:
    """Give the meeting as an entry in a member's calendar."""
    return CalendarEvent(
        uid=f"mote-{meeting.uuid}@samspel",
        sequence=meeting.calendar_sequence,
        method=CANCEL if meeting.state == MeetingState.CANCELLED else REQUEST,
        summary=meeting.body.name,
        start=meeting.starts_at,
        end=meeting.ends_at,
        place=meeting.place,
        url=reverse("meetings:meeting", args=[meeting.uuid]),
        changed_at=changed_at,
    )


def event_of_invitation(
    invitee: AgendaInvitee,
    meeting: Meeting,
    changed_at: dt.datetime | None = None,
    *,
    cancelled: bool = False,
) -> CalendarEvent:
    """Give the invitation to an item as a calendar entry, without the item's name."""
    return CalendarEvent(
        uid=f"arende-{invitee.uuid}@samspel",
        sequence=invitee.calendar_sequence,
        method=CANCEL if cancelled else REQUEST,
        summary=str(_("Inbjuden till %(body)s")) % {"body": meeting.body.name},
        start=meeting.starts_at,
        end=meeting.ends_at,
        place=meeting.place,
        url=reverse("meetings:item", args=[invitee.item.uuid]),
        changed_at=changed_at,
    )
