"""Acts of the module, with the words that a reader of the trail sees."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "documents.document.stored": _("Handling uppladdad"),
    "documents.document.replaced": _("Ny version av handling uppladdad"),
    "documents.document.marked_secret": _("Handling markerad med sekretess"),
    "documents.document.opened_up": _("Sekretessmarkering borttagen"),
    "documents.document.removed": _("Handling borttagen"),
    "documents.document.weeded": _("Handling gallrad"),
    "documents.document.read": _("Sekretessmarkerad handling läst"),
}
