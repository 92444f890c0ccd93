"""Acts on duties, with the words that a reader of the trail sees."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "remuneration.duty.arrived": _("Uppdrag som ersätts inkommet"),
    "remuneration.duty.corrected": _("Underlag för ersättning rättat"),
    "remuneration.duty.lapsed": _("Uppdrag som ersätts bortfallet"),
    "remuneration.duty.claimed": _("Ersättning begärd"),
    "remuneration.duty.changed": _("Krav på ersättning ändrat"),
    "remuneration.duty.handed_in": _("Krav på ersättning inlämnat"),
    "remuneration.duty.taken_back": _("Krav på ersättning återtaget"),
    "remuneration.duty.checked": _("Ersättning granskad"),
    "remuneration.duty.certified": _("Ersättning attesterad"),
    "remuneration.duty.returned": _("Krav på ersättning återlämnat"),
    "remuneration.duty.refused": _("Ersättning avslagen"),
    "remuneration.office.registered": _("Fast arvode inskrivet"),
    "remuneration.office.ended": _("Fast arvode avslutat"),
    "remuneration.certificate.uploaded": _("Inkomstintyg uppladdat"),
    "remuneration.certificate.asked": _("Arbetsgivare tillfrågad om inkomst"),
    "remuneration.certificate.asked_again": _("Arbetsgivare tillfrågad om inkomst igen"),
    "remuneration.certificate.answered": _("Arbetsgivare har svarat om inkomst"),
    "remuneration.certificate.ended": _("Inkomstintyg avslutat"),
    "remuneration.stand_in.named": _("Attestersättare utsedd"),
    "remuneration.stand_in.ended": _("Attestersättare avslutad"),
    "remuneration.gathering.planned": _("Grupp- eller presidiemöte planerat"),
    "remuneration.gathering.moved": _("Grupp- eller presidiemöte flyttat"),
    "remuneration.gathering.cancelled": _("Grupp- eller presidiemöte inställt"),
    "remuneration.gathering.held": _("Närvaro vid grupp- eller presidiemöte angiven"),
    "remuneration.group_leader.named": _("Gruppledare inskriven"),
    "remuneration.group_leader.ended": _("Gruppledare avslutad"),
}
