"""Telling people about meetings: members by the body, the invited by their item.

A calendar entry never names the item, since calendars are shared; the page does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.meetings.calendar_entries import (
    CALLED,
    INVITATION,
    event_of_invitation,
    event_of_meeting,
)
from samspel.meetings.enums import ItemState, Purpose
from samspel.meetings.models import AgendaInvitee, AgendaItem, Meeting
from samspel.messaging.services import notify
from samspel.people.models import Person
from samspel.people.queries import member_persons

_ASKED_TO = {
    Purpose.ACCOUNT: _(
        "%(body)s vill att du redogör för ”%(title)s” på mötet %(when)s. "
        "Du är med när ärendet tas upp."
    ),
    Purpose.SUMMARY: _(
        "”%(title)s” tas upp i %(body)s %(when)s, och du står för en muntlig sammanfattning."
    ),
    Purpose.ANSWER: _(
        "%(body)s vill att du svarar på frågor om ”%(title)s” på mötet %(when)s. "
        "Du är med när ärendet tas upp."
    ),
}


def tell_members(
    meeting: Meeting,
    *,
    subject: object,
    body: object,
    actor: Actor,
    at: dt.datetime,
    **params: object,
) -> None:
    """Tell everybody with a mandate in the body on the meeting's day.

    Those who have the meeting in their calendars since the notice went out get the
    change there too.
    """
    notify(
        member_persons(meeting.body, meeting.day),
        kind=CALLED,
        subject=subject,
        body=body,
        params={"body": meeting.body.name, "when": meeting.starts_at, **params},
        link=reverse("meetings:meeting", args=[meeting.uuid]),
        actor=actor,
        about=meeting,
        event=event_of_meeting(meeting, at) if meeting.has_been_called else None,
        at=at,
    )


def tell_adjourned(
    meeting: Meeting, goes_on_at: dt.datetime, *, actor: Actor, at: dt.datetime
) -> None:
    """Tell the body, those who were away too, and the invited when the meeting goes on.

    The invited are those whose items are left to take up.
    """
    invited = AgendaInvitee.objects.filter(
        item__meeting=meeting, item__state=ItemState.PLACED, cancelled_at__isnull=True
    )
    notify(
        [
            *member_persons(meeting.body, meeting.day),
            *(each.person for each in invited.select_related("person")),
        ],
        kind=CALLED,
        subject=_("Mötet fortsätter %(when)s: %(body)s"),
        body=_(
            "Mötet i %(body)s som började %(began)s är ajournerat. Det fortsätter %(when)s. "
            "Då ropas de som är på plats upp på nytt. Meddela sekreteraren om du inte kan komma."
        ),
        params={"body": meeting.body.name, "began": meeting.starts_at, "when": goes_on_at},
        link=reverse("meetings:meeting", args=[meeting.uuid]),
        actor=actor,
        about=meeting,
        at=at,
    )


def tell_invited(item: AgendaItem, *, actor: Actor, at: dt.datetime) -> None:
    """Tell everybody invited to the item where it stands now, with the calendar entry."""
    asked = item.invitees.filter(cancelled_at__isnull=True).select_related("person")
    for invitee in asked.select_for_update(no_key=True, of=("self",)):
        tell_invitee(invitee, item, actor=actor, at=at)


def tell_invitee(
    invitee: AgendaInvitee, item: AgendaItem, *, actor: Actor, at: dt.datetime
) -> None:
    """Tell one invited person where the item stands now.

    On a meeting: an invitation, or a new time for it. Waiting: the entry is taken out
    of the calendar, if there is one, and the person hears again when a day is set.
    """
    if item.meeting is not None:
        _invite(invitee, item, item.meeting, actor=actor, at=at)
    else:
        _tell_of_waiting(invitee, item, actor=actor, at=at)


def tell_uninvited(
    invitee: AgendaInvitee, item: AgendaItem, *, actor: Actor, at: dt.datetime
) -> None:
    """Tell that the person need not come, and take the entry out of the calendar."""
    _send(
        [invitee.person],
        item,
        subject=_("Du behöver inte komma: %(body)s"),
        body=_("Du är inte längre inbjuden till ”%(title)s” i %(body)s."),
        event=_taken_out(invitee, item, at),
        actor=actor,
        at=at,
    )


def _invite(
    invitee: AgendaInvitee, item: AgendaItem, meeting: Meeting, *, actor: Actor, at: dt.datetime
) -> None:
    is_change = invitee.in_calendar
    if invitee.in_calendar or invitee.calendar_sequence:
        invitee.calendar_sequence += 1
    invitee.in_calendar = True
    invitee.save(update_fields=["calendar_sequence", "in_calendar"])
    _send(
        [invitee.person],
        item,
        subject=_("Ny tid: %(body)s %(when)s")
        if is_change
        else _("Inbjudan: %(body)s %(when)s"),
        body=_ASKED_TO[Purpose(invitee.purpose)],
        event=event_of_invitation(invitee, meeting, at),
        when=meeting.starts_at,
        actor=actor,
        at=at,
    )


def _tell_of_waiting(
    invitee: AgendaInvitee, item: AgendaItem, *, actor: Actor, at: dt.datetime
) -> None:
    _send(
        [invitee.person],
        item,
        subject=_("Väntar på möte: %(body)s"),
        body=_(
            "”%(title)s” väntar på ett möte i %(body)s som inte är planerat än. "
            "Du får besked när dagen är bestämd."
        ),
        event=_taken_out(invitee, item, at),
        actor=actor,
        at=at,
    )


def _taken_out(invitee: AgendaInvitee, item: AgendaItem, at: dt.datetime) -> object:
    """Give the cancellation of the calendar entry that stands out, if one does.

    The entry says the time that it had: the last meeting on which the item stood.
    """
    if not invitee.in_calendar:
        return None
    last = item.placements.select_related("meeting__body").order_by("-id").first()
    invitee.calendar_sequence += 1
    invitee.in_calendar = False
    invitee.save(update_fields=["calendar_sequence", "in_calendar"])
    return event_of_invitation(invitee, last.meeting, at, cancelled=True) if last else None


def _send(
    recipients: Iterable[Person],
    item: AgendaItem,
    *,
    subject: object,
    body: object,
    event: object,
    actor: Actor,
    at: dt.datetime,
    **params: object,
) -> None:
    notify(
        recipients,
        kind=INVITATION,
        subject=subject,
        body=body,
        params={"body": item.body.name, "title": _title(item), **params},
        link=reverse("meetings:item", args=[item.uuid]),
        actor=actor,
        about=item,
        event=event,  # type: ignore[arg-type]  # a calendar entry, or none
        at=at,
    )


def _title(item: AgendaItem) -> object:
    """Give the title as it may leave the product: nothing of a closed item."""
    return _("ett slutet ärende") if item.is_closed else item.title
