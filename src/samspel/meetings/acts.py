"""Acts of the module, with the words that a reader of the trail sees."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "meetings.settings.changed": _("Organets mötesinställningar ändrade"),
    "meetings.meeting.planned": _("Möte planerat"),
    "meetings.meeting.moved": _("Möte flyttat"),
    "meetings.meeting.deadline_changed": _("Mötets sista dag för handlingar ändrad"),
    "meetings.meeting.called": _("Kallelse skickad"),
    "meetings.meeting.held": _("Möte hållet"),
    "meetings.meeting.cancelled": _("Möte inställt"),
    "meetings.item.opened": _("Ärende öppnat"),
    "meetings.item.placed": _("Ärende lagt på föredragningslistan"),
    "meetings.item.moved": _("Ärende flyttat till ett annat möte"),
    "meetings.item.left_waiting": _("Ärende väntar på möte"),
    "meetings.item.withdrawn": _("Ärende utgår"),
    "meetings.item.handled": _("Ärende behandlat"),
    "meetings.item.attached": _("Handling bifogad"),
    "meetings.item.invited": _("Inbjuden till ärendet"),
    "meetings.item.uninvited": _("Inbjudan till ärendet återtagen"),
    "meetings.item.question_noted": _("Fråga antecknad"),
    "meetings.item.question_answered": _("Fråga besvarad"),
    "meetings.decision.recorded": _("Beslut infört"),
    "meetings.decision.corrected": _("Beslut rättat"),
    "meetings.delegation.decided": _("Beslut fattat på delegation"),
}
