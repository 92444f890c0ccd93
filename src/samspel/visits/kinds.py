"""Kinds of message that the visits send, so that everybody can choose their channels."""

from django.utils.translation import gettext_lazy as _

GROUP = "visits"
INVITATION = "visits.invitation"
BOOKING = "visits.booking"
EXTRA = "visits.extra"
HELD = "visits.held"
REPORT = "visits.report"
FOLLOW_UP = "visits.follow_up"
APPOINTMENT = "visits.appointment"
REMINDER = "visits.reminder"

KINDS: dict[str, object] = {
    INVITATION: _("Inbjudningar och förslag om besök"),
    BOOKING: _("Bokade, flyttade och inställda besök"),
    EXTRA: _("Extra besök"),
    HELD: _("Genomförda besök"),
    REPORT: _("Rapporter"),
    FOLLOW_UP: _("Uppföljningar"),
    APPOINTMENT: _("Uppdrag som kontaktpolitiker"),
    REMINDER: _("Påminnelser"),
}
GROUP_LABEL = _("Besök")
