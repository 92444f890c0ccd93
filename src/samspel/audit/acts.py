"""Acts of the audit module itself."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "audit.chain.verified": _("Händelseloggens kedja kontrollerad"),
}
