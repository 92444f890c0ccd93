"""What a viewer may see of visits.

The visitors, the unit's manager, and those who read the body's overview see a visit. A
draft report is only for its authors. Where a protected person is to be is seen only by
those who take part in that visit and the one who keeps the visits.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from samspel.audit.actors import Actor
from samspel.visits.models import Visitor

OVERVIEW = "visits.overview.read"
KEEP = "visits.visit.keep"
INVITE = "visits.visit.invite"


def bodies_overviewed(actor: Actor) -> frozenset[int]:
    """Give the bodies whose visits the viewer reads or keeps."""
    return actor.bodies_with(OVERVIEW) | actor.bodies_with(KEEP)


def operations_hosted(actor: Actor) -> frozenset[int]:
    """Give the operations whose visits the viewer answers for as a whole."""
    return frozenset(
        operation_id
        for position in actor.positions
        if INVITE in position.capabilities
        for operation_id in position.operation_ids
    )


def own_visit(actor: Actor, field: str = "pk") -> Exists:
    """Give the condition that the viewer is one of the visit's visitors."""
    return Exists(
        Visitor.objects.filter(visit_id=OuterRef(field), person_id=actor.person_id or 0)
    )


def hosted(actor: Actor, prefix: str = "") -> Q:
    """Give the condition that the viewer answers for the visit on the unit's side."""
    return Q(**{f"{prefix}unit_id__in": actor.units_with(INVITE)}) | Q(
        **{f"{prefix}operation_id__in": operations_hosted(actor)}
    )


def seen_visits(actor: Actor) -> Q:
    """Give the condition that the viewer may see a visit."""
    if actor.is_system or actor.everywhere(OVERVIEW):
        return Q()
    return Q(body_id__in=bodies_overviewed(actor)) | _taken_part_in(actor)


def seen_parts(actor: Actor) -> tuple[Q, ...]:
    """Give ``seen_visits`` as conditions of which never two hold of the same visit.

    To be counted one by one: what somebody reads by the body is counted in the index alone.
    """
    bodies = bodies_overviewed(actor)
    if actor.is_system or actor.everywhere(OVERVIEW) or not bodies:
        return (seen_visits(actor),)
    of_bodies = Q(body_id__in=bodies)
    return of_bodies, ~of_bodies & _taken_part_in(actor)


def _taken_part_in(actor: Actor) -> Q:
    return hosted(actor) | Q(own_visit(actor))


def may_place(actor: Actor, body_id: int) -> bool:
    """Whether the viewer keeps the body's visits, and so sees where protected persons go."""
    return actor.is_system or body_id in actor.bodies_with(KEEP)
