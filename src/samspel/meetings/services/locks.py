"""What every act here begins with: the body's lock, and the row as it stands now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.foundation.refusal import Stale
from samspel.meetings.errors import MeetingRefused
from samspel.meetings.models import AgendaItem, BodyMeetingSettings, Meeting
from samspel.people.models import Body


def lock_body(body: Body) -> BodyMeetingSettings:
    """Take the body's lock until the transaction ends, and give its settings.

    One act at a time plans, places and numbers within a body; bodies do not wait for
    each other, and nobody who only reads waits at all.
    """
    BodyMeetingSettings.objects.get_or_create(body=body)
    settings = BodyMeetingSettings.objects.select_for_update(no_key=True).get(body=body)
    settings.body = body
    return settings


def locked_meeting(meeting: Meeting, version: int | None = None) -> Meeting:
    """Take the lock of the meeting's body and give the meeting as it stands now.

    Refuses (Stale) when somebody has changed it since the version that was read.
    """
    lock_body(meeting.body)
    fresh = Meeting.objects.select_for_update(no_key=True, of=("self",))
    found = fresh.select_related("body").get(pk=meeting.pk)
    require_version(found.version, version)
    return found


def locked_item(item: AgendaItem) -> AgendaItem:
    """Take the lock of the item's body and give the item as it stands now."""
    lock_body(item.body)
    fresh = AgendaItem.objects.select_for_update(no_key=True, of=("self",))
    return fresh.select_related("body", "meeting__body").get(pk=item.pk)


def require_untouched(meeting: Meeting) -> None:
    """Refuse to move or cancel a meeting where something has been handled already."""
    if meeting.items.filter(handled_at__isnull=False).exists():
        raise MeetingRefused(
            _(
                "Ärenden är redan införda som behandlade på mötet, så det kan varken "
                "flyttas eller ställas in."
            )
        )


def require_version(now: int, read: int | None) -> None:
    """Refuse when the row has another version than the one that the person read."""
    if read is not None and read != now:
        raise Stale(
            _(
                "Någon annan har ändrat det här sedan du öppnade sidan. Läs in sidan "
                "på nytt och gör om din ändring."
            )
        )
