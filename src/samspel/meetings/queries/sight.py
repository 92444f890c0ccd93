"""What a viewer may see of meetings.

Whoever reads a body's meetings sees its agendas. A closed item is only for those who
take part in the body itself or serve it (KL 6 kap. 25 §), and somebody who is invited
to an item sees that item and nothing else of the agenda (KL 6 kap. 26 §).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.db.models import Exists, OuterRef, Q

from samspel.audit.actors import Actor
from samspel.meetings.enums import ItemState
from samspel.meetings.models import AgendaInvitee, AgendaItem

READ = "meetings.meeting.read"
KEEP = "meetings.meeting.keep"


def inside_bodies(actor: Actor) -> frozenset[int]:
    """Give the bodies that the viewer sits in or serves, and whose meetings they read."""
    named = actor.bodies_with(READ) | actor.bodies_with(KEEP)
    own = {position.body_id for position in actor.positions if position.body_id}
    served = {body_id for position in actor.positions for body_id in position.serves}
    return frozenset(named & (own | served))


def reads_body(actor: Actor, body_id: int) -> bool:
    """Tell whether the viewer reads the body's meetings."""
    return actor.can(READ, body_id=body_id) or actor.can(KEEP, body_id=body_id)


def reads_closed(actor: Actor, body_id: int) -> bool:
    """Tell whether the viewer sees the body's closed items."""
    return actor.is_system or body_id in inside_bodies(actor)


def body_seen(actor: Actor, field: str = "body_id") -> Q:
    """Give the condition that the viewer reads the meetings of the body in the field."""
    if actor.everywhere(READ):
        # An empty Q would vanish beside an "or", and with it the right to read.
        return Q(**{f"{field}__isnull": False})
    return Q(**{f"{field}__in": actor.bodies_with(READ) | actor.bodies_with(KEEP)})


def sees_body(actor: Actor, body_id: int) -> bool:
    """Tell of one body what ``body_seen`` asks of many."""
    if actor.everywhere(READ):
        return True
    return body_id in actor.bodies_with(READ) | actor.bodies_with(KEEP)


def invited(actor: Actor, item_field: str = "pk") -> Exists:
    """Give the condition that the viewer is invited to the item in the field."""
    return person_invited(actor.person_id or 0, item_field)


def person_invited(person_id: int, item_field: str = "pk") -> Exists:
    """Give the condition that the person is invited to the item in the field."""
    return Exists(
        AgendaInvitee.objects.filter(
            item_id=OuterRef(item_field), person_id=person_id, cancelled_at__isnull=True
        )
    )


def seen_items(actor: Actor) -> Q:
    """Give the condition that the viewer may see an agenda item."""
    if actor.is_system:
        return Q()
    open_to_readers = Q(body_seen(actor), is_closed=False)
    inside = Q(body_id__in=inside_bodies(actor))
    return open_to_readers | inside | Q(invited(actor))


def of_open_items() -> Q:
    """Give the condition that a decision was not taken on a closed item."""
    return Q(item__isnull=True) | Q(item__is_closed=False)


def seen_decisions(actor: Actor) -> Q:
    """Give the condition that the viewer may read a decision: as they may read its item."""
    return body_seen(actor) & (of_open_items() | Q(body_id__in=inside_bodies(actor)))


def item_sight(actor: Actor) -> Callable[[int, bool, bool], bool]:
    """Give what tells of one item what ``seen_items`` asks of many.

    It takes the item's body, whether it is closed, and whether the viewer is invited to it.
    """

    @cache
    def sees(body_id: int, is_closed: bool, is_invited: bool) -> bool:
        if is_invited or reads_closed(actor, body_id):
            return True
        return not is_closed and sees_body(actor, body_id)

    return sees


def seen_meetings(actor: Actor) -> Q:
    """Give the condition that the viewer may see that a meeting is held.

    By the body, or by an invitation to an item that stands on it.
    """
    if actor.is_system:
        return Q()
    asked = AgendaItem.objects.filter(
        invited(actor),
        meeting_id=OuterRef("pk"),
        state__in=[ItemState.PLACED, ItemState.HANDLED],
    )
    return body_seen(actor) | Q(Exists(asked))
