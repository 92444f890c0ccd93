"""To set what the notice board carries of a body, where the law leaves the choice (KL 8:11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import minutes_policies as policies
from samspel.meetings.enums.minutes import NoticeKind
from samspel.meetings.errors import BoardRefused
from samspel.meetings.models import BoardSettings
from samspel.meetings.queries.posting import kinds_by_law
from samspel.meetings.services.locks import lock_body, require_version
from samspel.people.models import Body


@transaction.atomic
def change_board_settings(
    body: Body,
    *,
    carries: Iterable[NoticeKind],
    decided: str,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> BoardSettings:
    """Set which of the notices that the law does not ask for the board carries of a body.

    What already stands on the board stays there. Refuses whoever does not keep the body, a
    choice without the decision that it rests on, a kind that is no choice of the body's by
    the law of the day, and an old version of the page (Stale).
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    chosen = [NoticeKind(each) for each in carries]
    free = {each.kind for each in kinds_by_law(body, local_day(at)) if not each.is_duty}
    if not decided.strip():
        raise BoardRefused(_("Ange vilket beslut inställningen bygger på."))
    if not set(chosen) <= free:
        raise BoardRefused(_("Det slaget av anslag går inte att välja för organet."))
    settings = BoardSettings.objects.select_for_update().filter(body=body).first()
    if settings is None:
        settings = BoardSettings(body=body, version=0)
    require_version(settings.version, version)
    settings.carries = sorted(str(each) for each in chosen)
    settings.decided = decided.strip()
    settings.version += 1
    settings.save()
    audit.record(
        "meetings.settings.board_changed",
        subject=settings,
        actor=actor,
        facts={"carries": settings.carries, "decided": settings.decided},
        also=[body],
    )
    return settings
