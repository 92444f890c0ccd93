"""A whole meeting's record for a viewer: what the minutes, the room and the fees read.

The number of statements is the same for one item as for two hundred.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.meetings.calculation.record import (
    Adjournment,
    BodyRef,
    ItemRecord,
    MeetingRecord,
    PersonRef,
)
from samspel.meetings.enums import MeetingState
from samspel.meetings.errors import MeetingsNotAllowed
from samspel.meetings.models import Meeting, Sitting
from samspel.meetings.queries.assembling import item_record, participants
from samspel.meetings.queries.loaded import Loaded
from samspel.meetings.queries.loading import loaded_items
from samspel.meetings.queries.meetings import sees_meeting
from samspel.meetings.queries.room import ref


def record_of(meeting: Meeting, viewer: Actor, *, is_fresh: bool = False) -> MeetingRecord:
    """Give the meeting's record as the viewer may see it; four statements at most.

    One less where it ``is_fresh``: just read, with body and sitting. Refuses (MeetingsNotAllowed) whoever may not see that the meeting is held. An item
    that the viewer may not see stands in its place without a word of what it is
    (``is_hidden``).
    """
    rows = Meeting.objects.select_related("body", "sitting__chair", "sitting__secretary")
    found = meeting if is_fresh else rows.filter(pk=meeting.pk).first()
    if found is None or not sees_meeting(viewer, found):
        raise MeetingsNotAllowed(_("Du kan inte läsa det här mötet."))
    sitting: Sitting | None = getattr(found, "sitting", None)
    loaded = loaded_items(found, viewer)
    items = tuple(item_record(each, loaded) for each in loaded.items)
    return MeetingRecord(
        meeting_id=found.pk,
        uuid=str(found.uuid),
        body=BodyRef(found.body_id, found.body.name, found.body.short_name, found.body.kind),
        day=found.day,
        number=found.number,
        year=found.year,
        state=MeetingState(found.state),
        scheduled_from=found.starts_at,
        scheduled_to=found.ends_at,
        place=found.place,
        participants=participants(loaded),
        items=items,
        opened_at=sitting.opened_at if sitting else None,
        closed_at=sitting.closed_at if sitting else None,
        adjournments=_adjournments(loaded),
        chairs=_chairs(items, sitting),
        secretary=_secretary(sitting),
        notice_on=found.notice_on,
        is_public=sitting.is_public if sitting else False,
        remote_checked_by=_checked(sitting, loaded),
    )


def _adjournments(loaded: Loaded) -> tuple[Adjournment, ...]:
    return tuple(
        Adjournment(row["from_at"], row["to_at"], row["item_id"], row["reason"])
        for row in sorted(loaded.rows("adjournment", 0), key=lambda row: row["from_at"])
    )


def _chairs(items: tuple[ItemRecord, ...], sitting: Sitting | None) -> tuple[PersonRef, ...]:
    """Give who has presided, in order: by the items, and by the sitting as it stands."""
    found = [each.person for item in items for each in item.serving if each.presides]
    if sitting is not None and sitting.chair is not None:
        found.append(ref(sitting.chair))
    return tuple(dict.fromkeys(found))


def _secretary(sitting: Sitting | None) -> PersonRef | None:
    if sitting is None or sitting.secretary is None:
        return None
    return PersonRef(sitting.secretary_id, str(sitting.secretary), role="secretary")


def _checked(sitting: Sitting | None, loaded: Loaded) -> PersonRef | None:
    if sitting is None or sitting.remote_checked_by_id is None:
        return None
    for key, row in loaded.participations.items():
        if row["person"] == sitting.remote_checked_by_id:
            return loaded.person(key)
    return _secretary(sitting)
