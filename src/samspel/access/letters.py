"""Letters that sign-in sends: what happened or what to do, and at most one link.

They pass through Django's e-mail door, which is the outbox, and so are written in
the act's own transaction. No letter tells whether somebody else has an account.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext

from samspel.access.models import User
from samspel.foundation.labels import mark as _
from samspel.people.queries import municipality


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject and body, with ``%(name)s`` placeholders."""

    subject: str
    body: str


_NOT_YOU = _(
    "Var det inte du? Byt lösenord genast och hör av dig till kommunens systemförvaltare."
)

INVITATION = Letter(
    _("Ditt konto i Samspel, %(municipality)s"),
    _(
        "Hej %(name)s!\n\n"
        "Du har fått ett konto i Samspel. Där arbetar %(municipality)s med besök, möten och "
        "riktlinjer för förtroendevalda.\n\n"
        "Välj ett lösenord här:\n%(url)s\n\n"
        "Länken gäller i %(days)s dagar. Du loggar in med e-postadressen %(email)s."
    ),
)
PASSWORD_LINK = Letter(
    _("Välj ett nytt lösenord till Samspel"),
    _(
        "Hej %(name)s!\n\n"
        "Någon har bett om att få välja ett nytt lösenord till ditt konto i Samspel. "
        "Var det du, så gör du det här:\n%(url)s\n\n"
        "Länken gäller i %(days)s dagar och kan användas en gång. "
        "Var det inte du behöver du inte göra något."
    ),
)
ADDRESS_CHANGED = Letter(
    _("Ny e-postadress för ditt konto i Samspel"),
    _(
        "Hej %(name)s!\n\n"
        "Systemförvaltaren har ändrat e-postadressen för ditt konto i Samspel. Från och med nu "
        "loggar du in med den nya adressen. Lösenordet är detsamma."
    ),
)
NOTIFICATIONS: dict[str, Letter] = {
    "account/email/password_changed": Letter(
        _("Ditt lösenord till Samspel är bytt"),
        _("Hej %(name)s!\n\nLösenordet till ditt konto i Samspel har bytts."),
    ),
    "account/email/password_set": Letter(
        _("Du har valt ett lösenord till Samspel"),
        _("Hej %(name)s!\n\nDitt konto i Samspel har fått ett lösenord."),
    ),
    "account/email/password_reset": Letter(
        _("Ditt lösenord till Samspel är bytt"),
        _(
            "Hej %(name)s!\n\nLösenordet till ditt konto i Samspel har bytts med en länk "
            "från ett mejl."
        ),
    ),
    "mfa/email/totp_activated": Letter(
        _("Tvåstegsinloggning är påslagen"),
        _("Hej %(name)s!\n\nDitt konto i Samspel frågar nu efter en kod från din app."),
    ),
    "mfa/email/totp_deactivated": Letter(
        _("Tvåstegsinloggning är avslagen"),
        _("Hej %(name)s!\n\nDitt konto i Samspel frågar inte längre efter en kod från en app."),
    ),
    "mfa/email/recovery_codes_generated": Letter(
        _("Du har fått nya reservkoder"),
        _("Hej %(name)s!\n\nNya reservkoder är gjorda för ditt konto. De gamla gäller inte."),
    ),
    "mfa/email/webauthn_added": Letter(
        _("En nyckel är tillagd"),
        _("Hej %(name)s!\n\nEn nyckel att logga in med har lagts till i ditt konto."),
    ),
    "mfa/email/webauthn_removed": Letter(
        _("En nyckel är borttagen"),
        _("Hej %(name)s!\n\nEn nyckel att logga in med har tagits bort från ditt konto."),
    ),
}


def send(letter: Letter, user: User, *, to: str = "", **params: object) -> None:
    """Write a letter to the account, in its language, in the act's transaction.

    ``to`` is another address than the account's own, such as the former one.
    """
    with translation.override(user.language):
        _post(letter, user, to or user.email, params)


def send_notification(template: str, user: User) -> bool:
    """Write the letter that tells of a change to the account's security, if there is one."""
    letter = NOTIFICATIONS.get(template)
    if letter is None:
        return False
    with translation.override(user.language):
        _post(letter, user, user.email, {}, more=gettext(_NOT_YOU))
    return True


def _post(
    letter: Letter, user: User, to: str, params: dict[str, object], more: str = ""
) -> None:
    known = municipality()
    filled = {"name": user.person.given_name, "municipality": known or "Samspel", **params}
    parts = [gettext(letter.body) % filled, more, str(known) if known else ""]
    send_mail(
        subject=gettext(letter.subject) % filled,
        message="\n\n".join(part for part in parts if part) + "\n",
        from_email=None,
        recipient_list=[to],
    )
