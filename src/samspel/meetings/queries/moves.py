"""Reading when meetings have been moved to another day, out of the trail."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samspel.audit.models import AuditEntry
from samspel.foundation.dates import local_day
from samspel.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Move:
    """That a meeting was moved from one day to another."""

    at: dt.datetime
    from_day: dt.date
    to_day: dt.date


def moves_of(meetings: Iterable[Meeting]) -> Mapping[int, Sequence[Move]]:
    """Give each meeting's moves to another day by its key, oldest first.

    One statement, and none where no meeting has been moved or called off. The caller has
    checked the viewer.
    """
    keys = {each.pk for each in meetings if each.calendar_sequence}
    found: dict[int, list[Move]] = defaultdict(list)
    if not keys:
        return found
    entries = AuditEntry.objects.filter(
        act="meetings.meeting.moved",
        subject_type=Meeting._meta.label_lower,
        subject_id__in=keys,
    ).order_by("id")
    for key, recorded_at, facts in entries.values_list("subject_id", "recorded_at", "facts"):
        left, came = _day(facts["from"]), _day(facts["starts_at"])
        if left != came:
            # What lands because of the move does so at the move's own moment, which is
            # a little before it is written; older entries hold only the latter.
            at = facts.get("moved_at")
            moved_at = dt.datetime.fromisoformat(at) if at else recorded_at
            found[key].append(Move(moved_at, left, came))
    return found


def day_at(meeting: Meeting, at: dt.datetime, moves: Sequence[Move]) -> dt.date:
    """Give the day that the meeting stood on at the moment."""
    return next((each.from_day for each in moves if each.at > at), meeting.day)


def _day(written: str) -> dt.date:
    return local_day(dt.datetime.fromisoformat(written))
