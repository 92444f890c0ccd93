"""How django-allauth behaves with us: closed sign-up, our words, our letters.

allauth asks its adapters at every step. Ours admit provisioned accounts only, tell
nobody whether an address has an account, and keep the secrets of authenticator apps
encrypted in the database.
"""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.encoding import force_str
from django.utils.translation import gettext, gettext_lazy

from samspel.access import letters
from samspel.access.models import User
from samspel.access.services import days_a_link_holds, record_refused_sign_in
from samspel.foundation.labels import mark as _
from samspel.people.queries import municipality

_MESSAGES = {
    "account/messages/password_changed.txt": _("Ditt lösenord är bytt."),
    "account/messages/password_set.txt": _("Ditt lösenord är valt."),
    "account/messages/logged_out.txt": _("Du är utloggad."),
    "mfa/messages/totp_activated.txt": _("Appen är kopplad till ditt konto."),
    "mfa/messages/totp_deactivated.txt": _("Appen är inte längre kopplad till ditt konto."),
    "mfa/messages/recovery_codes_generated.txt": _("Du har fått nya reservkoder."),
    "mfa/messages/webauthn_added.txt": _("Nyckeln är tillagd."),
    "mfa/messages/webauthn_removed.txt": _("Nyckeln är borttagen."),
}
_WRONG_CODE = gettext_lazy("Koden stämmer inte. Vänta på nästa kod i appen och försök igen.")
_TOO_MANY = gettext_lazy("Det blev för många försök. Vänta fem minuter och försök igen.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: provisioned, never self-registered; refusals in our words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Kontot är stängt."),
        "email_password_mismatch": gettext_lazy(
            "E-postadressen eller lösenordet stämmer inte. Försök igen, eller välj ett nytt "
            "lösenord med länken nedanför."
        ),
        "enter_current_password": gettext_lazy("Det är inte ditt nuvarande lösenord."),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": gettext_lazy("Lösenordet stämmer inte. Försök igen."),
        "invalid_login": gettext_lazy("Det gick inte att logga in. Försök igen."),
        "invalid_password_reset": gettext_lazy("Länken gäller inte längre. Be om en ny."),
        "rate_limited": _TOO_MANY,
        "too_many_login_attempts": _TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers themselves."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record that a password was wrong, without keeping what was typed."""
        aimed_at = User.objects.filter(email=str(credentials.get("email", "")).lower())
        record_refused_sign_in(
            step="password",
            user_id=aimed_at.values_list("pk", flat=True).first(),
            request_id=getattr(request, "request_id", ""),
        )

    def set_password(self, user: User, password: str) -> None:
        """Set a password, and let the account try again at once where it was throttled."""
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(current.request, email=user.email)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what happened in our words; what has none of ours is not said."""
        said = message or gettext(_MESSAGES.get(message_template or "", ""))
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing else than our own letters: none goes to a stranger's address."""

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send the link to choose a new password."""
        letters.send(
            letters.PASSWORD_LINK,
            user,
            url=context["password_reset_url"],
            days=days_a_link_holds(),
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the account's owner that its security has changed."""
        letters.send_notification(template_prefix, user)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Name the ways to show once more that it is you."""
        words = {
            "reauthenticate": _("Skriv ditt lösenord"),
            "mfa_reauthenticate": _("Skriv en kod från appen"),
            "mfa_reauthenticate:webauthn": _("Använd din nyckel"),
        }
        return [
            {**method, "description": gettext(words[method["id"]])}
            for method in super().get_reauthentication_methods(user)
        ]


class MfaAdapter(DefaultMFAAdapter):
    """The second step: our words, and secrets that are encrypted at rest."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Det går inte att slå av tvåstegsinloggning."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Koppla först en app eller en nyckel till kontot. Då får du reservkoder."
        ),
        "incorrect_code": _WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret, so that a copy of the database does not give it away."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret; former keys of the installation are tried as well."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  allauth names it so
        """Propose a name for a key."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Nyckel %(number)s") % {"number": count + 1}

    def _get_site_name(self) -> str:
        """Name the place that a key is for, as the device shows it."""
        known = municipality()
        return f"Samspel, {known.name}" if known else "Samspel"


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    sha256(f"second-step:{force_str(key)}".encode()).digest()
                )
            )
            for key in keys
        ]
    )
