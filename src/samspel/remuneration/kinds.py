"""Kinds of message that the remuneration sends, so that everybody can choose their channels."""

from django.utils.translation import gettext_lazy as _

GROUP = "remuneration"
DUTY = "remuneration.duty"
CERTIFICATE = "remuneration.certificate"

GATHERING = "remuneration.gathering"

KINDS: dict[str, object] = {
    GATHERING: _("Gruppmöten och presidiemöten"),
    DUTY: _("Din ersättning: återlämnat och avslaget"),
    CERTIFICATE: _("Svar från din arbetsgivare"),
}
GROUP_LABEL = _("Ersättning")
