"""Persons: put in the register, corrected, and protected.

Persons are never deleted. A protected identity (skyddade personuppgifter) hides contact
details and place from everybody but the person (offentlighets- och sekretesslagen 21 kap.).
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.people import events, policies
from samspel.people.errors import PersonExists, RegisterRefused
from samspel.people.models import Person
from samspel.people.queries import namesakes
from samspel.people.services.rows import keep, locked


@transaction.atomic
def register_person(
    given_name: str,
    family_name: str,
    *,
    actor: Actor,
    email: str = "",
    phone: str = "",
    address: str = "",
    is_protected: bool = False,
    is_someone_else: bool = False,
) -> Person:
    """Put a person in the register.

    Refuses with PersonExists when somebody of that name is there already, unless
    ``is_someone_else`` says that it is another person. The log keeps the name and
    nothing of how the person is reached.
    """
    policies.require_may_keep(actor)
    person = unwritten_person(
        given_name,
        family_name,
        email=email,
        phone=phone,
        address=address,
        is_protected=is_protected,
    )
    if not is_someone_else:
        _require_new_name(person)
    person.save(force_insert=True)
    for act in acts_of_registering(person):
        record(act, subject=person, actor=actor)
    return person


def unwritten_person(
    given_name: str,
    family_name: str,
    *,
    email: str = "",
    phone: str = "",
    address: str = "",
    is_protected: bool = False,
) -> Person:
    """Give a person that is not in the register yet; refuses a name that is empty."""
    person = Person(
        given_name=_name(given_name),
        family_name=_name(family_name),
        email=email.strip(),
        phone=phone.strip(),
        address=address.strip(),
        is_protected=is_protected,
    )
    person.keep_name_keys()
    return person


def acts_of_registering(person: Person) -> list[str]:
    """Give the acts that putting the person in the register is recorded as."""
    protected = ["people.person.protected"] if person.is_protected else []
    return ["people.person.registered", *protected]


@transaction.atomic
def correct_person(
    person: Person,
    *,
    given_name: str,
    family_name: str,
    actor: Actor,
    version: int | None = None,
    is_someone_else: bool = False,
) -> Person:
    """Correct a person's name.

    Refuses a name that somebody else has, as ``register_person`` does, and a page that
    is stale. What was frozen elsewhere under the old name stays as it was.
    """
    person = locked(person, version)
    if not policies.may_keep_person(person, actor):
        policies.require_may_keep(actor)
    named = Person(pk=person.pk, given_name=_name(given_name), family_name=_name(family_name))
    if named.name != person.name and not is_someone_else:
        _require_new_name(named)
    by_family, by_words = named.name_keys
    changed = keep(
        person,
        given_name=named.given_name,
        family_name=named.family_name,
        sort_key=by_family,
        search_key=by_words,
    )
    if changed:
        record("people.person.corrected", subject=person, actor=actor)
    return person


@transaction.atomic
def change_contact_details(
    person: Person,
    *,
    email: str,
    phone: str,
    address: str,
    actor: Actor,
    version: int | None = None,
) -> Person:
    """Change how a person is reached; the person does it, or whoever keeps the register.

    A protected person's details are changed by nobody else. The log says which
    details were changed, and never what they are.
    """
    person = locked(person, version)
    policies.require_may_change_contacts(person, actor)
    changed = keep(person, email=email.strip(), phone=phone.strip(), address=address.strip())
    if changed:
        record(
            "people.person.contacts_changed",
            subject=person,
            actor=actor,
            facts={"changed": changed},
        )
    return person


@transaction.atomic
def protect_person(person: Person, *, actor: Actor, version: int | None = None) -> Person:
    """Protect a person's identity: contact details and place are hidden from now on.

    Refuses a person who is protected already. Tells the floors above, so that what
    they have published is taken away.
    """
    person = locked(person, version)
    policies.require_may_keep(actor)
    if person.is_protected:
        raise RegisterRefused(
            _("%(name)s har redan skyddade personuppgifter."), name=person.name
        )
    keep(person, is_protected=True)
    record("people.person.protected", subject=person, actor=actor)
    events.person_protected.send(Person, row=person, actor=actor)
    return person


@transaction.atomic
def unprotect_person(person: Person, *, actor: Actor, version: int | None = None) -> Person:
    """Take the protection of a person's identity away.

    Only whoever keeps the register of the whole municipality does it, since everything
    that was hidden is seen again.
    """
    person = locked(person, version)
    policies.require_may_keep_everything(actor)
    if not person.is_protected:
        raise RegisterRefused(
            _("%(name)s har inte skyddade personuppgifter."), name=person.name
        )
    keep(person, is_protected=False)
    record("people.person.unprotected", subject=person, actor=actor)
    events.person_unprotected.send(Person, row=person, actor=actor)
    return person


def _require_new_name(person: Person) -> None:
    """Refuse a name that somebody else in the register has."""
    found = namesakes(person.given_name, person.family_name, besides=person.pk)
    if found:
        raise PersonExists(
            _(
                "%(name)s finns redan i registret. Öppna den personen, eller kryssa för att "
                "det är en annan person med samma namn."
            ),
            found,
            name=person.name,
        )


def _name(text: str) -> str:
    """Give a name with single spaces; refuses one that is empty."""
    name = " ".join(text.split())
    if not name:
        raise RegisterRefused(_("Skriv både förnamn och efternamn."))
    return name
