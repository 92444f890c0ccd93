"""Who may keep the register, and which part of it.

Whoever has ``people.register.keep`` keeps the bodies within the position's reach, with
the working committees under them and the administration that answers to them; whoever
has it in the whole municipality keeps everything. Nobody keeps their own positions: what
a person may do follows from them, so nobody can give themselves more than they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from samspel.foundation.refusal import NotAllowed
from samspel.people.enums import MUNICIPALITY_WIDE
from samspel.people.models import Body, Department, Operation, Person, Unit
from samspel.people.queries import reads_register

if TYPE_CHECKING:
    from samspel.audit.actors import Actor

KEEP = "people.register.keep"
Place = Department | Operation | Unit


def may_read_register(actor: Actor) -> bool:
    """Tell whether the actor may read the register."""
    return reads_register(actor)


def may_keep(actor: Actor) -> bool:
    """Tell whether the actor keeps some part of the register."""
    return actor.can(KEEP) or bool(actor.bodies_with(KEEP))


def may_keep_everything(actor: Actor) -> bool:
    """Tell whether the actor keeps the register of the whole municipality."""
    return actor.everywhere(KEEP)


def may_keep_body(body: Body, actor: Actor) -> bool:
    """Tell whether the actor keeps the body, by itself or by the body above it."""
    return may_keep_everything(actor) or any(
        actor.can(KEEP, body_id=key) for key in (body.pk, body.parent_id) if key
    )


def may_open_body(parent: Body | None, actor: Actor) -> bool:
    """Tell whether the actor may set up a body under the parent, or close it."""
    if may_keep_everything(actor):
        return True
    return parent is not None and actor.can(KEEP, body_id=parent.pk)


def may_keep_place(place: Place, actor: Actor) -> bool:
    """Tell whether the actor keeps the place: through the body it answers to."""
    return may_keep_body(department_of(place).body, actor)


def may_keep_person(person: Person, actor: Actor) -> bool:
    """Tell whether the actor may correct the person's name and protection."""
    return may_keep(actor)


def may_change_contacts(person: Person, actor: Actor) -> bool:
    """Tell whether the actor may change the person's contact details.

    The person always may. Nobody else sees a protected person's, so nobody else
    changes them.
    """
    return is_self(person, actor) or (may_keep(actor) and not person.is_protected)


def may_declare_tie(person: Person, actor: Actor) -> bool:
    """Tell whether the actor may declare a tie for the person, or withdraw it."""
    return is_self(person, actor) or (may_keep(actor) and not person.is_protected)


def may_see_ties(person: Person, actor: Actor) -> bool:
    """Tell whether the actor may see that the person has ties, never to whom.

    For a protected person the operation would tell where they work.
    """
    return may_declare_tie(person, actor)


def is_self(person: Person, actor: Actor) -> bool:
    """Tell whether the actor is the person."""
    return actor.person_id is not None and actor.person_id == person.pk


def department_of(place: Place) -> Department:
    """Give the department that the place is, or lies in."""
    if isinstance(place, Unit):
        return place.operation.department
    return place.department if isinstance(place, Operation) else place


def require_may_keep(actor: Actor) -> None:
    """Refuse whoever keeps no part of the register."""
    if not may_keep(actor):
        raise NotAllowed(
            _("Du för inte registret. Be den som gör det i kommunen om ändringen.")
        )


def require_may_keep_everything(actor: Actor) -> None:
    """Refuse whoever does not keep the register of the whole municipality."""
    if not may_keep_everything(actor):
        raise NotAllowed(
            _(
                "Det här gäller hela kommunen. Be en systemförvaltare eller registrator om "
                "ändringen."
            )
        )


def require_may_keep_body(body: Body, actor: Actor) -> None:
    """Refuse whoever does not keep the body."""
    if not may_keep_body(body, actor):
        raise NotAllowed(
            _("Du för inte registret för %(body)s. Be organets sekreterare om ändringen."),
            body=body.name,
        )


def require_may_open_body(parent: Body | None, actor: Actor) -> None:
    """Refuse whoever may not set up or close a body there."""
    if not may_open_body(parent, actor):
        raise NotAllowed(
            _(
                "Du kan bara lägga upp och avsluta organ under ett organ som du är sekreterare "
                "för. Be en systemförvaltare om ändringen."
            )
        )


def require_may_keep_place(place: Place, actor: Actor) -> None:
    """Refuse whoever does not keep the place."""
    if not may_keep_place(place, actor):
        raise NotAllowed(
            _(
                "Du för inte registret för %(place)s, som hör till %(body)s. Be organets "
                "sekreterare eller en systemförvaltare om ändringen."
            ),
            place=place.name,
            body=department_of(place).body.name,
        )


def require_may_change_contacts(person: Person, actor: Actor) -> None:
    """Refuse whoever may not change the contact details."""
    if not may_change_contacts(person, actor):
        raise NotAllowed(
            _(
                "Du kan inte ändra de här kontaktuppgifterna. Skyddade uppgifter ändrar bara "
                "personen själv; andras ändrar den som för registret."
            )
        )


def require_may_declare_tie(person: Person, actor: Actor) -> None:
    """Refuse whoever may not declare ties for the person."""
    if not may_declare_tie(person, actor):
        raise NotAllowed(
            _(
                "En anknytning anmäls av personen själv eller av den som för registret. "
                "Har personen skyddade uppgifter gör bara personen själv det."
            )
        )


def require_not_own(person: Person, actor: Actor) -> None:
    """Refuse whoever would change their own mandate or employment."""
    if is_self(person, actor):
        raise NotAllowed(
            _(
                "Du kan inte ändra dina egna uppdrag och anställningar, eftersom de avgör vad du "
                "får göra. Be en kollega som för registret."
            )
        )


def require_may_give(function: str, serves: Iterable[Body], actor: Actor) -> None:
    """Refuse a function or a body served that reaches further than the actor does."""
    if function in MUNICIPALITY_WIDE:
        require_may_keep_everything(actor)
    for body in serves:
        require_may_keep_body(body, actor)
