"""One report of delegated decisions a meeting: where two would stand, they become one.

Such a report waits or stands on the body's next meeting, and gathers what is decided
meanwhile. When a meeting is cancelled, or an item not reached, its report goes on to a
meeting that may have one already (KL 6 kap. 40 §: the body is told; once is enough).
"""

from __future__ import annotations

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import events
from samspel.meetings.enums import ItemKind, ItemState, Route
from samspel.meetings.models import AgendaItem, Meeting

# The reason stands on the item in the municipality's own language.
_REASON = "Delegationsbesluten anmäls i mötets andra ärende om delegationsbeslut."


def gathered(item: AgendaItem, meeting: Meeting, *, actor: Actor) -> bool:
    """Let a waiting report join the one that stands on the meeting; give whether it did.

    The decisions go over, the item itself drops out, and what was urgent stays so.
    """
    if item.kind != ItemKind.DELEGATED:
        return False
    placed = meeting.items.filter(kind=ItemKind.DELEGATED, state=ItemState.PLACED)
    there = placed.exclude(pk=item.pk).order_by("id").first()
    if there is None:
        return False
    count = item.delegated_decisions.update(item=there)
    if item.route == Route.VERY_NEXT and there.route != Route.VERY_NEXT:
        there.route = Route.VERY_NEXT
        there.save(update_fields=["route"])
    item.state, item.withdrawn_reason = ItemState.WITHDRAWN, _REASON
    item.save(update_fields=["state", "withdrawn_reason"])
    audit.record(
        "meetings.item.gathered",
        subject=there,
        actor=actor,
        facts={"from_item": item.pk, "decisions": count},
        also=[item, meeting],
    )
    events.item_withdrawn.send(AgendaItem, item=item, actor=actor)
    return True
