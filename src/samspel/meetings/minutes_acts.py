"""Acts on minutes, the notice board and extracts, with the words of the trail."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "meetings.minutes_settings.changed": _("Organets protokollsinställningar ändrade"),
    "meetings.phrase.written": _("Fras i frasförrådet ändrad"),
    "meetings.minutes.begun": _("Protokoll påbörjat"),
    "meetings.minutes.approvers_named": _("Justerare utsedda"),
    "meetings.minutes.worded": _("Ordalydelse i protokoll ändrad"),
    "meetings.minutes.sent_out": _("Protokoll skickat för justering"),
    "meetings.wording.proposed": _("Ordalydelse föreslagen"),
    "meetings.wording.accepted": _("Föreslagen ordalydelse införd"),
    "meetings.wording.declined": _("Föreslagen ordalydelse inte införd"),
    "meetings.minutes.refused": _("Justering vägrad"),
    "meetings.minutes.called_back": _("Protokoll återtaget från justering"),
    "meetings.minutes.signed": _("Protokoll underskrivet"),
    "meetings.minutes.approved": _("Protokoll justerat"),
    "meetings.minutes.correction_begun": _("Rättelse av justerat protokoll påbörjad"),
    "meetings.notice.posted": _("Anslag uppsatt"),
    "meetings.notice.posted_again": _("Protokollets justering tillkännagiven på nytt"),
    "meetings.notice.taken_down": _("Anslag nedtaget"),
    "meetings.notice.final_confirmed": _("Laga kraft bekräftad"),
    "meetings.notice.proved": _("Bevis om anslag utfärdat"),
    "meetings.outage.noted": _("Avbrott på anslagstavlan noterat"),
    "meetings.outage.ended": _("Avbrott på anslagstavlan avslutat"),
    "meetings.publication.begun": _("Publicering av protokoll påbörjad"),
    "meetings.publication.masked": _("Uppgift maskerad före publicering"),
    "meetings.publication.unmasked": _("Maskering borttagen"),
    "meetings.publication.kept": _("Uppgift granskad och kvar i publicerat protokoll"),
    "meetings.publication.handed_over": _("Maskerat protokoll lämnat för kontroll"),
    "meetings.publication.published": _("Protokoll publicerat"),
    "meetings.publication.withdrawn": _("Protokoll avpublicerat"),
    "meetings.extract.made": _("Protokollsutdrag upprättat"),
    "meetings.extract.sent": _("Protokollsutdrag expedierat"),
    "meetings.extract.received": _("Protokollsutdrag mottaget"),
    "meetings.assignment.noted": _("Uppdrag i beslut noterat"),
    "meetings.assignment.opened": _("Uppdrag i beslut öppnat för uppföljning"),
    "meetings.item.passed_on": _("Ärende lämnat vidare till nästa organ"),
}
KINDS = {
    "meetings.approval": _("Justering av protokoll"),
    "meetings.extract": _("Protokollsutdrag till dig"),
}
