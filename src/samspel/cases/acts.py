"""Acts of the module, with the words that a reader of the trail sees."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "cases.pattern.changed": _("Diarienumrens utseende ändrat"),
    "cases.template.changed": _("Mall för tjänsteskrivelse ändrad"),
    "cases.case.opened": _("Ärende registrerat"),
    "cases.case.changed": _("Ärendets uppgifter ändrade"),
    "cases.case.marked_secret": _("Ärende markerat med sekretess"),
    "cases.case.opened_up": _("Ärendets sekretess hävd"),
    "cases.case.related": _("Ärenden kopplade till varandra"),
    "cases.case.moved": _("Ärendet har gått vidare"),
    "cases.case.decided": _("Ärendet avgjort"),
    "cases.case.reported_late": _("Ej färdigberedd motion anmäld till fullmäktige"),
    "cases.case.closed": _("Ärende avslutat"),
    "cases.case.reopened": _("Ärende öppnat igen"),
    "cases.paper.attached": _("Handling tillförd ärendet"),
    "cases.paper.replaced": _("Ny version av handling i ärendet"),
    "cases.paper.renamed": _("Handlings namn i ärendet ändrat"),
    "cases.paper.ordered": _("Handlingarnas ordning i ärendet ändrad"),
    "cases.paper.removed": _("Handling borttagen ur ärendet"),
    "cases.report.begun": _("Tjänsteskrivelse påbörjad"),
    "cases.report.written": _("Tjänsteskrivelse ändrad"),
    "cases.report.sent_for_review": _("Tjänsteskrivelse lämnad till granskning"),
    "cases.report.sent_back": _("Tjänsteskrivelse tillbaka till handläggaren"),
    "cases.report.finished": _("Tjänsteskrivelse klar"),
    "cases.assignment.given": _("Uppdrag ur beslut lagt upp"),
    "cases.assignment.reported": _("Uppdrag återrapporterat"),
    "cases.assignment.changed": _("Uppdragets ägare eller dag ändrad"),
    "cases.assignment.withdrawn": _("Uppdrag ur beslut utgår"),
}
