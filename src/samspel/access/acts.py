"""Acts of access: accounts, sign-in, hats, and what positions give."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "access.account.provisioned": _("Konto upplagt"),
    "access.account.invited": _("Inbjudan att välja lösenord skickad"),
    "access.account.shut": _("Konto stängt"),
    "access.account.reopened": _("Konto öppnat igen"),
    "access.account.address_changed": _("Kontots e-postadress ändrad"),
    "access.preferences.chosen": _("Språk och utseende valt"),
    "access.view.saved": _("Vy av en lista sparad"),
    "access.view.removed": _("Sparad vy borttagen"),
    "access.hat.worn": _("Uppdrag bytt"),
    "access.capability.granted": _("Rättighet given till en position"),
    "access.capability.revoked": _("Rättighet tagen från en position"),
    "access.grants.seeded": _("Grundläggande rättigheter inlagda"),
    "access.session.started": _("Inloggad"),
    "access.session.ended": _("Utloggad"),
    "access.session.revoked": _("Inloggning på en annan enhet avslutad"),
    "access.session.refused": _("Inloggning nekad"),
    "access.password.set": _("Lösenord valt"),
    "access.password.changed": _("Lösenord bytt"),
    "access.second_step.added": _("Tvåstegsinloggning påslagen"),
    "access.second_step.removed": _("Tvåstegsinloggning avslagen"),
    "access.second_step.renewed": _("Reservkoder förnyade"),
}
