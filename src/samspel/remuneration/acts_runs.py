"""Acts on runs, files and what payroll keeps, with the words that a reader of the trail sees."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "remuneration.run.opened": _("Lönekörning öppnad"),
    "remuneration.run.planned": _("Dagar för lönekörning ändrade"),
    "remuneration.run.closed": _("Lönekörning stängd"),
    "remuneration.run.paid": _("Lönekörning utbetald"),
    "remuneration.run.settled_again": _("Lönekörning omräknad"),
    "remuneration.file.made": _("Lönekörning överförd till fil"),
    "remuneration.file.cancelled": _("Överförd fil återtagen"),
    "remuneration.file.received": _("Kvittens på överförd fil inskriven"),
    "remuneration.file.read": _("Fil med personnummer hämtad"),
    "remuneration.pay_type.kept": _("Löneart ändrad"),
    "remuneration.pay_type.removed": _("Löneart borttagen"),
    "remuneration.layout.kept": _("Filformat ändrat"),
    "remuneration.payee.kept": _("Personnummer eller anställningsnummer för lön inskrivet"),
    "remuneration.payee.shown": _("Personnummer för lön visade"),
    "remuneration.statements.given": _("Besked om allas ersättning hämtade"),
    "remuneration.settings.changed": _("Inställningar för arvoden ändrade"),
    "remuneration.numbers.weeded": _("Personnummer för lön gallrade"),
}
