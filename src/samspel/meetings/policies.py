"""Who may do what with meetings: by the capabilities of the positions at the body."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.meetings.errors import MeetingsNotAllowed
from samspel.meetings.models import AgendaItem
from samspel.meetings.queries import KEEP, reads_closed, seen_items
from samspel.people.models import Body, Person

DECIDE = "meetings.delegation.decide"
LEAD = "meetings.sitting.lead"


def may_keep(body_id: int, actor: Actor) -> bool:
    """Whether the actor plans the body's meetings and keeps its agenda and decisions."""
    return actor.can(KEEP, body_id=body_id)


def require_may_keep(body: Body, actor: Actor) -> None:
    """Refuse whoever does not keep the body's meetings."""
    if not may_keep(body.pk, actor):
        raise MeetingsNotAllowed(
            _(
                "Du kan inte ändra det här, för det gör den som är sekreterare i "
                "%(body)s. Hör av dig till sekreteraren."
            ),
            body=body.name,
        )


def not_a_secretary() -> MeetingsNotAllowed:
    """Give the refusal to whoever writes nobody's agenda."""
    return MeetingsNotAllowed(
        _(
            "Du kan inte sätta upp ärendet, för det gör sekreteraren i det organ som ska ta "
            "upp det. Hör av dig till sekreteraren."
        )
    )


def may_lead(body_id: int, actor: Actor) -> bool:
    """Whether the actor keeps the record in the room: the secretary, or who presides."""
    return actor.can(LEAD, body_id=body_id) or may_keep(body_id, actor)


def require_may_lead(body: Body, actor: Actor) -> None:
    """Refuse whoever neither presides over the body's meetings nor keeps their record."""
    if not may_lead(body.pk, actor):
        raise MeetingsNotAllowed(
            _(
                "Du kan inte ändra det som händer på mötet, för det gör ordföranden och "
                "sekreteraren i %(body)s. Be någon av dem."
            ),
            body=body.name,
        )


def may_raise(body_id: int, person: Person, actor: Actor) -> bool:
    """Whether the actor hands in a matter for the person: for oneself, or as the secretary.

    Whether the law gives the person the right is judged by the service.
    """
    return actor.person_id == person.pk or may_keep(body_id, actor)


def require_may_raise(body: Body, person: Person, actor: Actor) -> None:
    """Refuse whoever hands in a matter for somebody else without keeping the body."""
    if not may_raise(body.pk, person, actor):
        raise MeetingsNotAllowed(
            _("Du kan bara väcka ett ärende för egen del, eller som sekreterare i %(body)s."),
            body=body.name,
        )


def may_decide_on_delegation(body_id: int, actor: Actor) -> bool:
    """Whether the person decides on the body's behalf (KL 6 kap. 37 and 39 §§).

    A decision is always taken by a person, never by the system.
    """
    return actor.person_id is not None and actor.can(DECIDE, body_id=body_id)


def require_may_decide_on_delegation(body: Body, actor: Actor) -> None:
    """Refuse whoever the body has not given the right to decide."""
    if not may_decide_on_delegation(body.pk, actor):
        raise MeetingsNotAllowed(
            _(
                "Du kan inte besluta på delegation i %(body)s, för den rätten har "
                "ordföranden. Be ordföranden att besluta."
            ),
            body=body.name,
        )


def may_see_item(item: AgendaItem, actor: Actor | None) -> bool:
    """Whether the actor may see the item with its papers."""
    if actor is None:
        return False
    return AgendaItem.objects.filter(seen_items(actor), pk=item.pk).exists()


def may_read_paper(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may read a file that belongs to an agenda item.

    Whoever sees the item; a file that is marked as secret only those who are inside
    the body, and nobody who is merely invited.
    """
    if actor is None:
        return False
    item = AgendaItem.objects.filter(seen_items(actor), pk=document.owner_id).first()
    if item is None:
        return False
    return not document.is_secret or reads_closed(actor, item.body_id)


def may_change_paper(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may mark or remove a file of an agenda item."""
    item = AgendaItem.objects.filter(pk=document.owner_id).first()
    return actor is not None and item is not None and may_keep(item.body_id, actor)
