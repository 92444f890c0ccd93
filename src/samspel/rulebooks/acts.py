"""Acts of the rulebooks."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "rulebooks.version.drafted": _("Utkast till riktlinje påbörjat"),
    "rulebooks.version.changed": _("Utkast till riktlinje ändrat"),
    "rulebooks.version.discarded": _("Utkast till riktlinje kastat"),
    "rulebooks.version.proposed": _("Riktlinje föreslagen"),
    "rulebooks.version.confirmed": _("Riktlinje bekräftad, den gäller från sin dag"),
    "rulebooks.version.rejected": _("Förslag till riktlinje avvisat"),
    "rulebooks.act.judged": _("Åtgärd bedömd av reglerna"),
}
