"""Acts before and beside a meeting, with the words that a reader of the trail sees."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "meetings.notice.answered": _("Svar på kallelsen"),
    "meetings.substitute.asked": _("Ersättare tillfrågad"),
    "meetings.substitute.settled": _("Ersättarens tjänstgöring avgjord"),
    "meetings.pack.made": _("Handlingspaket gjort"),
    "meetings.papers.read": _("Handlingar markerade som lästa"),
    "meetings.private_note.begun": _("Egen anteckning påbörjad"),
    "meetings.private_note.removed": _("Egen anteckning borttagen"),
    "meetings.wish.made": _("Reservation eller anteckning anmäld"),
    "meetings.wish.settled": _("Anmälan avgjord"),
}
KINDS = {
    "meetings.call": _("Frågor om att tjänstgöra som ersättare"),
    "meetings.wish": _("Anmälningar under mötet"),
    "meetings.raised": _("Ärenden som förtroendevalda väcker"),
}
