"""Kinds of message that cases send, so that everybody can choose their channels."""

from django.utils.translation import gettext_lazy as _

GROUP = "cases"
CASE = "cases.case"
REPORT = "cases.report"
ASSIGNMENT = "cases.assignment"

KINDS: dict[str, object] = {
    CASE: _("Ärenden du blir ansvarig för"),
    REPORT: _("Tjänsteskrivelser att granska"),
    ASSIGNMENT: _("Uppdrag ur beslut"),
}
GROUP_LABEL = _("Ärenden")
