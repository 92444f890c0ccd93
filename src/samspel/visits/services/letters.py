"""Telling people about visits: those who come, the unit, and whoever keeps the visits.

Messages are written in the act's own transaction. What they say names the place and the
time but never another visitor, so that nobody's whereabouts travel further than to
those who take part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.messaging.services import CANCEL, REQUEST, CalendarEvent, notify
from samspel.people.models import Operation, Person, Unit
from samspel.people.queries import post_in_charge
from samspel.visits.addresses import visit_url
from samspel.visits.enums import VisitorState
from samspel.visits.models import Visit, Visitor

EXPECTED = (VisitorState.ASKED, VisitorState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is told: the kind, the words as msgids, and what fills them."""

    kind: str
    subject: object
    body: object
    params: Mapping[str, object] = field(default_factory=dict)
    link: str = ""
    due_on: dt.date | None = None


def tell(
    visit: Visit,
    recipients: Iterable[Person | None],
    letter: Letter,
    *,
    actor: Actor,
    at: dt.datetime,
    event: CalendarEvent | None = None,
) -> None:
    """Tell the recipients about the visit, but not the one who did the act.

    With an event the one who acted hears too, since their calendar needs it.
    """
    persons = [
        each
        for each in recipients
        if each is not None and (event is not None or each.pk != actor.person_id)
    ]
    if not persons:
        return
    notify(
        persons,
        kind=letter.kind,
        subject=letter.subject,
        body=letter.body,
        params={"place": visit.where, "body": visit.body.name, **letter.params},
        link=letter.link or visit_url(visit.uuid),
        actor=actor,
        about=visit,
        due_on=letter.due_on,
        event=event,
        at=at,
    )


def manager_of(place: Unit | Operation, on: dt.date) -> Person | None:
    """Give who answers for the place: the unit's manager, else the operation's."""
    post = post_in_charge(place, on)
    return post.person if post else None


def host_of(visit: Visit, at: dt.datetime) -> Person | None:
    """Give who answers for the visit on the unit's side today."""
    return manager_of(visit.unit or visit.operation, local_day(at))


def persons_in(
    visitors: Iterable[Visitor], states: Iterable[VisitorState] = EXPECTED
) -> list[Person]:
    """Give the visitors in the states, as persons."""
    wanted = set(states)
    return [each.person for each in visitors if each.state in wanted]


def visitors_of(visit: Visit) -> list[Visitor]:
    """Give the visit's visitors with their persons, in the order they were asked."""
    return list(visit.visitors.select_related("person").order_by("id"))


def who(visit: Visit, actor: Actor) -> object:
    """Give how the one who acted is named beside the place.

    A visit with a protected visitor names nobody, so that no mail tells who is where.
    """
    return _("Någon som är med på besöket") if visit.has_protected else actor.name


def event_of(visit: Visit, at: dt.datetime, *, cancelled: bool = False) -> CalendarEvent | None:
    """Give the visit as a calendar event with its constant UID, or None without a time."""
    if visit.starts_at is None or visit.ends_at is None:
        return None
    return CalendarEvent(
        uid=visit.ical_uid,
        sequence=visit.ical_sequence,
        method=CANCEL if cancelled else REQUEST,
        summary=f"Besök: {visit.where}",
        start=visit.starts_at,
        end=visit.ends_at,
        place=visit.place,
        url=visit_url(visit.uuid),
        changed_at=at,
    )
