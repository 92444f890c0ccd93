"""What arrived and has no ground any more: it is taken back, with a trace, and may come again.

Nobody is paid for what they did not do (KL 4 kap. 16 §). What hangs on the duty (fee, lost
earnings, journey, costs) goes with it; what a run has paid becomes rows of correction in the
next. Reading that was paid for the same meeting goes too.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.remuneration import policies
from samspel.remuneration.enums import DutyOrigin, DutyState
from samspel.remuneration.errors import DutyRefused
from samspel.remuneration.models import Duty
from samspel.remuneration.services.keeping import fall_away, locked
from samspel.remuneration.services.preparing import prepare_anew

_GONE = (DutyState.WITHDRAWN, DutyState.REFUSED)
REPORTED = (DutyOrigin.ATTENDANCE, DutyOrigin.VISIT, DutyOrigin.GATHERING)


@transaction.atomic
def strike_duty(
    duty: Duty, *, reason: str, actor: Actor, at: dt.datetime, version: int | None = None
) -> Duty:
    """Take back what the system reported of somebody who was not there.

    With it goes what was paid for reading before the same meeting. It comes again when the
    times are put right. Refuses whoever does not check in the body, one's own, what nobody
    reported, and a reason that is none.
    """
    duty = locked(duty, version)
    policies.require(policies.may_correct(duty, actor), policies.ONLY_CERTIFIERS)
    if duty.origin not in REPORTED or duty.state in _GONE:
        raise DutyRefused(
            _("Bara det som kom från ett möte eller ett besök tas bort här, och bara en gång.")
        )
    if not reason.strip():
        raise DutyRefused(_("Skriv varför, och vad det grundas på."))
    struck = fall_away(duty, reason.strip(), actor=actor, at=at)
    prepare_anew(Duty.objects.filter(pk=duty.pk), actor=actor, at=at)
    return struck
