"""`samspel setup`: a real municipality in an empty database, with its first administrator.

Asks for what it was not given. Nothing is written before everything is known, and all
is written at once: a setup that is refused or interrupted leaves the database empty.
"""

from __future__ import annotations

import sys
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from samspel.access.models import User
from samspel.access.services import (
    days_a_link_holds,
    password_link,
    provision_account,
    seed_default_grants,
)
from samspel.audit.actors import Actor
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused
from samspel.people.models import Municipality
from samspel.people.services import set_up_municipality


class SetupRefused(Refused):
    """The municipality can't be set up; the message says why and what to do."""


def set_up(
    *,
    municipality: str | None,
    given_name: str | None,
    family_name: str | None,
    email: str | None,
) -> int:
    """Set the municipality up, asking for what is missing; give the exit code 0.

    Refuses a database that has a municipality, before anything is asked, and answers
    that can't be used where there is nobody to ask again.
    """
    if Municipality.objects.exists():
        raise SetupRefused(
            _("Databasen har redan en kommun. Välj en tom databas för en ny kommun.")
        )
    name = municipality or _ask("Kommunens namn")
    given = given_name or _ask("Förvaltarens förnamn")
    family = family_name or _ask("Förvaltarens efternamn")
    address = _address(email) if email else _ask_address()
    user = _write(name, given, family, address)
    sys.stdout.write(_what_now(name, user))
    return 0


@transaction.atomic
def _write(name: str, given_name: str, family_name: str, email: str) -> User:
    setup = Actor.system("samspel setup")
    made = set_up_municipality(
        name,
        given_name=given_name,
        family_name=family_name,
        email=email,
        on=timezone.localdate(),
        actor=setup,
    )
    seed_default_grants(actor=setup)
    return provision_account(made.administrator, email, actor=setup, invite=False)


def _ask(question: str) -> str:
    """Ask until there is an answer; refuse where nobody can answer."""
    while True:
        try:
            answer = input(f"{question}: ").strip()
        except EOFError as fault:
            raise SetupRefused(
                _("%(what)s saknas. Ange det på kommandoraden: samspel setup --help"),
                what=question,
            ) from fault
        if answer:
            return answer


def _ask_address() -> str:
    while True:
        try:
            return _address(_ask("Förvaltarens e-postadress"))
        except SetupRefused as refusal:
            sys.stdout.write(f"{refusal.message}\n")
            if not sys.stdin.isatty():
                raise


def _address(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError as fault:
        raise SetupRefused(
            _("”%(text)s” är inte en e-postadress. Skriv den som namn@kommun.se."), text=text
        ) from fault
    return text.strip()


def _what_now(name: str, user: User) -> str:
    """Say what is done and what to do next; the link is shown this once."""
    start = urljoin(settings.BASE_URL, settings.LOGIN_REDIRECT_URL)
    return "\n".join(
        [
            "",
            f"{name} är upplagd, med {user.person.name} som systemförvaltare.",
            "",
            "1. Starta Samspel: samspel run",
            f"2. Välj ett lösenord här (länken gäller i {days_a_link_holds()} dagar och en gång):",
            f"   {password_link(user)}",
            f"3. Logga in med {user.email} och följ checklistan på {start}",
            "",
        ]
    )
