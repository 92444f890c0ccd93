"""What the rulebooks tell people of: the kinds of message and their group."""

from django.utils.translation import gettext_lazy as _

GROUP = _("Riktlinjer")
PROPOSED = "rulebooks.proposed"
CONFIRMED = "rulebooks.confirmed"
REJECTED = "rulebooks.rejected"

KINDS = {
    PROPOSED: _("En riktlinje väntar på din bekräftelse"),
    CONFIRMED: _("En riktlinje som du föreslagit är bekräftad"),
    REJECTED: _("En riktlinje som du föreslagit är avvisad"),
}
