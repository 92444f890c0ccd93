"""Opening and shutting accounts. Accounts are given, never taken by oneself."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36
from django.utils.translation import gettext_lazy as _

from samspel.access import letters
from samspel.access.errors import AccountRefused
from samspel.access.models import Grant, User
from samspel.access.policies import require_may_keep_accounts
from samspel.access.queries import account_keepers
from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.people.models import Person

_SECONDS_A_DAY = 24 * 60 * 60


@transaction.atomic
def provision_account(person: Person, email: str, *, actor: Actor, invite: bool = True) -> User:
    """Open an account for a person, who is invited by e-mail to choose a password.

    Refuses whoever does not keep accounts, a person who has an account (also a shut
    one: it is opened again instead), and an address that is wrong or in use.
    """
    require_may_keep_accounts(actor)
    person = Person.objects.select_for_update().get(pk=person.pk)
    standing = User.objects.filter(person=person).first()
    if standing is not None:
        raise AccountRefused(
            _("%(name)s har redan ett konto. Öppna det igen om det är stängt."),
            name=person.name,
        )
    user = User(person=person, email=_free_address(email))
    user.set_unusable_password()
    user.save()
    audit.record("access.account.provisioned", subject=user, actor=actor, also=[person])
    if invite:
        _invite(user)
    return user


@transaction.atomic
def provision_accounts(chosen: Iterable[tuple[Person, str]], *, actor: Actor) -> int:
    """Open accounts for many at once, all or none; give how many.

    What is refused for one stops all, and the refusal says for whom.
    """
    count = 0
    for person, email in chosen:
        try:
            provision_account(person, email, actor=actor)
        except AccountRefused as refusal:
            raise AccountRefused(
                "%(name)s: %(why)s", name=person.name, why=refusal.message
            ) from refusal
        count += 1
    if not count:
        raise AccountRefused(_("Välj minst en person att öppna konto för."))
    return count


@transaction.atomic
def invite_again(user: User, *, actor: Actor) -> User:
    """Send the invitation once more, with a new link; the older ones then fail.

    Refuses a shut account, and one whose owner has chosen a password already.
    """
    require_may_keep_accounts(actor)
    user = _locked(user)
    if not user.is_active:
        raise AccountRefused(_("Kontot är stängt. Öppna det innan du bjuder in igen."))
    if user.has_usable_password():
        raise AccountRefused(
            _(
                "%(name)s har redan valt ett lösenord, och kan själv be om ett nytt "
                "på inloggningssidan."
            ),
            name=user.person.name,
        )
    _invite(user)
    audit.record("access.account.invited", subject=user, actor=actor)
    return user


@transaction.atomic
def shut_account(user: User, *, actor: Actor) -> User:
    """Shut an account: its owner is signed out everywhere and can't sign in.

    Nothing that the person has done goes away. Refuses the actor's own account, one
    that is shut already, and the last one that can keep accounts.
    """
    require_may_keep_accounts(actor)
    # Two administrators who shut each other's accounts at once wait here for each other.
    list(Grant.objects.select_for_update().filter(capability="access.account.keep"))
    user = _locked(user)
    if actor.user_id == user.pk:
        raise AccountRefused(_("Du kan inte stänga ditt eget konto. Be en annan förvaltare."))
    if not user.is_active:
        raise AccountRefused(_("Kontot är redan stängt."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    if not actor.is_system:
        require_somebody_keeps_accounts()
    for session in UserSession.objects.filter(user_id=user.pk):
        session.end()
    audit.record("access.account.shut", subject=user, actor=actor, also=[user.person])
    return user


@transaction.atomic
def reopen_account(user: User, *, actor: Actor) -> User:
    """Open a shut account again, with the password and second step that it had.

    Refuses an account that is open.
    """
    require_may_keep_accounts(actor)
    user = _locked(user)
    if user.is_active:
        raise AccountRefused(_("Kontot är redan öppet."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("access.account.reopened", subject=user, actor=actor, also=[user.person])
    return user


@transaction.atomic
def change_account_email(user: User, email: str, *, actor: Actor) -> User:
    """Change the address that an account signs in with; both addresses are told.

    Links to choose a password that were sent to the former address stop working.
    Refuses an address that is wrong, the same, or somebody else's.
    """
    require_may_keep_accounts(actor)
    user = _locked(user)
    former = user.email
    if email.strip().lower() == former:
        raise AccountRefused(_("Kontot har redan den adressen."))
    user.email = _free_address(email)
    user.save(update_fields=["email"])
    audit.record("access.account.address_changed", subject=user, actor=actor)
    for address in (former, user.email):
        letters.send(letters.ADDRESS_CHANGED, user, to=address)
    return user


def require_somebody_keeps_accounts() -> None:
    """Refuse an act after which nobody could keep accounts; its transaction rolls back."""
    if not account_keepers(on=timezone.localdate()):
        raise AccountRefused(
            _(
                "Då skulle ingen längre kunna sköta konton och rättigheter. "
                "Ge någon annan den uppgiften först."
            )
        )


def password_link(user: User) -> str:
    """Give a link, usable once, on which the account's owner chooses a password."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": int_to_base36(user.pk),
            "key": default_token_generator.make_token(user),
        },
    )
    return urljoin(settings.BASE_URL, path)


def days_a_link_holds() -> int:
    """Give for how many days a link to choose a password can be used."""
    return int(settings.PASSWORD_RESET_TIMEOUT) // _SECONDS_A_DAY


def _invite(user: User) -> None:
    letters.send(
        letters.INVITATION,
        user,
        url=password_link(user),
        days=days_a_link_holds(),
        email=user.email,
    )


def _locked(user: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _free_address(email: str) -> str:
    """Give the address in the form it is kept, or refuse one that can't be used."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as fault:
        raise AccountRefused(
            _("”%(email)s” är inte en e-postadress. Skriv den som namn@kommun.se."),
            email=email,
        ) from fault
    if User.objects.filter(email=address).exists():
        raise AccountRefused(
            _("Adressen används redan av ett annat konto. Ange en annan adress.")
        )
    return address
