"""Acts of the module, with the words that a reader of the trail sees."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "messaging.channels.chosen": _("Valt sätt att få besked"),
    "messaging.feed.changed": _("Bytt kalenderadress"),
    "messaging.messages.forgotten": _("Gamla meddelanden glömda"),
    "messaging.delivery.sent_again": _("Skickat ett meddelande igen"),
}
