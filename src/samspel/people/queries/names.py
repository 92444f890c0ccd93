"""What may be shown of a person, to whom, and which names are no secret."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from samspel.kit.models import in_force
from samspel.kit.prepared_query import PreparedObjects
from samspel.people.models import Municipality, Person

if TYPE_CHECKING:
    from samspel.audit.actors import Actor

READ = "people.register.read"
_ASK_MUNICIPALITY = PreparedObjects(
    "people_municipality", Municipality, lambda: Municipality.objects.order_by("pk")[:1]
)


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """How a person is reached; everything is empty for whoever may not know."""

    email: str = ""
    phone: str = ""
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.email or self.phone or self.address)


def municipality() -> Municipality | None:
    """Give the municipality of this database, or None before it is set up."""
    return next(iter(_ASK_MUNICIPALITY.objects()), None)


def reads_register(viewer: Actor) -> bool:
    """Tell whether a position of the viewer's lets them read the register, anywhere."""
    return viewer.can(READ) or bool(viewer.bodies_with(READ))


def public_name(person: Person) -> str:
    """Give the name as the public may see it.

    Somebody with a protected identity has a mandate that everybody may know of, but
    no name on a public page.
    """
    if person.is_protected:
        return gettext("Ledamot med skyddade personuppgifter")
    return person.name


def is_hidden_from(person_id: int | None, viewer: Actor | None) -> bool:
    """Tell whether a protected person's details are hidden: from all but the person."""
    return viewer is None or person_id is None or viewer.person_id != person_id


def name_at_place(person: Person, viewer: Actor | None) -> str:
    """Give the name as it may stand beside the place where the person works.

    Name and place together give a protected person away; only the person sees both.
    """
    if person.is_protected and is_hidden_from(person.pk, viewer):
        return gettext("Person med skyddade personuppgifter")
    return person.name


def contact_details(person: Person, viewer: Actor | None) -> ContactDetails:
    """Give the contact details that the viewer may see.

    The person sees their own. Others need to be allowed to read the register, and see
    nothing of anybody with a protected identity.
    """
    own = viewer is not None and viewer.person_id == person.pk
    allowed = viewer is not None and not person.is_protected and reads_register(viewer)
    if not (own or allowed):
        return ContactDetails()
    return ContactDetails(person.email, person.phone, person.address)


def known_names(on: dt.date) -> set[str]:
    """Give the names of everybody elected or employed on the day, whole.

    For the privacy guard, which does not warn for names of officials. Protected names
    are among them: the set is compared with, and never shown.
    """
    return {f"{given} {family}".strip() for given, family in serving_names(on)}


def serving_names(on: dt.date) -> QuerySet[Person, tuple[str, str]]:
    """Give the query for given and family name of everybody elected or employed on the day.

    For statements that ask for other names beside them. As ``known_names``, never shown.
    """
    serving = Q(in_force(on, "mandates__")) | Q(in_force(on, "employments__"))
    persons = Person.objects.filter(serving).order_by().distinct()
    return persons.values_list("given_name", "family_name")
