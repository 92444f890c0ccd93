"""The visits in a person's own calendar feed: those they make, and those to their unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from samspel.foundation.dates import start_of_day
from samspel.kit.models import in_force
from samspel.messaging.events import CANCEL, REQUEST, CalendarEvent
from samspel.people.enums import PositionRole
from samspel.people.models import Employment, Person
from samspel.visits.addresses import visit_url
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.models import Visit, Visitor

_BACK = dt.timedelta(days=92)
_SHOWN = (VisitState.BOOKED, VisitState.HELD, VisitState.CANCELLED)
_COMING = (VisitorState.ACCEPTED, VisitorState.ATTENDED)


def events_of(person: Person, on: dt.date) -> Iterator[CalendarEvent]:
    """Give the person's visits as events, with UID and sequence as in the invitations.

    Two statements. In the feed of somebody with a protected identity no place stands,
    since a feed's address may spread.
    """
    mine = dict(
        Visitor.objects.filter(person=person)
        .exclude(state__in=(VisitorState.ASKED, VisitorState.DECLINED))
        .values_list("visit_id", "state")
    )
    units = Employment.objects.filter(
        in_force(on), person=person, function=PositionRole.UNIT_MANAGER, unit__isnull=False
    )
    visits = (
        Visit.objects.filter(
            Q(pk__in=list(mine)) | Q(unit_id__in=units.values("unit_id")),
            state__in=_SHOWN,
            starts_at__gte=start_of_day(on - _BACK),
        )
        .select_related("unit", "operation")
        .order_by("starts_at")
    )
    for visit in visits:
        event = _event(visit, person, mine.get(visit.pk))
        if event is not None:
            yield event


def _event(visit: Visit, person: Person, state: str | None) -> CalendarEvent | None:
    if visit.starts_at is None or visit.ends_at is None:
        return None
    left = state is not None and state not in _COMING
    hidden = person.is_protected
    return CalendarEvent(
        uid=visit.ical_uid,
        sequence=visit.ical_sequence,
        method=CANCEL if left or visit.state == VisitState.CANCELLED else REQUEST,
        summary="Besök" if hidden else f"Besök: {visit.where}",
        start=visit.held_from or visit.starts_at,
        end=visit.held_to or visit.ends_at,
        place="" if hidden else visit.place,
        url=visit_url(visit.uuid),
        changed_at=visit.closed_at or visit.held_noted_at or visit.created_at,
    )
