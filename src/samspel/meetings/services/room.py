"""What every act in the room begins with: its lock, the right to lead, the law.

The sitting's row is the room's lock: two secretaries who write at once write one after
the other. What the law says is asked of the rules; what it stops is refused with the
section, and what it advises against needs a reason.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import policies
from samspel.meetings.calculation.statute import judged
from samspel.meetings.enums import ItemState
from samspel.meetings.errors import RecordRefused, UnlawfulAct
from samspel.meetings.models import AgendaItem, ItemHandling, Meeting, Sitting
from samspel.meetings.services.locks import require_version
from samspel.people.enums import BodyKind
from samspel.rules.explanation import Verdict
from samspel.rules.facts import Facts


def lock_room(meeting: Meeting, actor: Actor, version: int | None = None) -> Sitting:
    """Take the room's lock until the transaction ends, and give the sitting as it stands.

    Refuses whoever neither presides nor keeps the record, a meeting whose list of
    participants has not been made, and an old version of the page (Stale).
    """
    policies.require_may_lead(meeting.body, actor)
    rows = Sitting.objects.select_for_update(no_key=True, of=("self",))
    sitting = rows.select_related("meeting__body", "chair").filter(meeting=meeting).first()
    if sitting is None:
        raise RecordRefused(_("Gör först i ordning närvarolistan för mötet."))
    require_version(sitting.version, version)
    return sitting


def in_council(sitting: Sitting) -> bool:
    """Whether the meeting is the council's, so that KL 5 kap. governs it and not 6 kap."""
    return sitting.meeting.body.kind == BodyKind.COUNCIL


def require_open(sitting: Sitting, at: dt.datetime) -> None:
    """Refuse a meeting that has not been opened, is closed, or stands still in a break."""
    if sitting.opened_at is None or at < sitting.opened_at:
        raise RecordRefused(_("Mötet är inte öppnat än. Öppna det först."))
    if sitting.closed_at is not None:
        raise RecordRefused(_("Mötet är avslutat, så det går inte att ändra i det."))
    if sitting.adjournments.filter(to_at__isnull=True).exists():
        raise RecordRefused(_("Mötet är ajournerat. Återuppta det först."))


def lock_item(
    item: AgendaItem, actor: Actor, version: int | None = None
) -> tuple[Sitting, ItemHandling]:
    """Take the room's lock and give the item's handling as it stands, made if it is new.

    Refuses what ``lock_room`` refuses, an item that stands on no meeting, and an old
    version of the item (Stale).
    """
    if item.meeting is None:
        raise RecordRefused(_("Ärendet står inte på något möte."))
    sitting = lock_room(item.meeting, actor)
    ItemHandling.objects.get_or_create(item=item)
    rows = ItemHandling.objects.select_for_update(no_key=True, of=("self",))
    handling = rows.select_related("item__body", "item__meeting").get(item=item)
    require_version(handling.version, version)
    return sitting, handling


def require_going_on(sitting: Sitting, handling: ItemHandling, at: dt.datetime) -> None:
    """Refuse an item that is not being handled just now, in an open meeting."""
    require_open(sitting, at)
    if handling.item.state != ItemState.PLACED:
        raise RecordRefused(_("Ärendet är redan avgjort. Läs in sidan på nytt."))
    if not handling.is_going_on:
        raise RecordRefused(_("Ärendet är inte påbörjat än. Gå till ärendet först."))


def grown(handling: ItemHandling, *fields: str) -> ItemHandling:
    """Save the handling with the fields, one version further on."""
    handling.version += 1
    handling.save(update_fields=["version", *fields])
    return handling


def require_lawful(act: str, facts: Facts, at: dt.datetime) -> Verdict:
    """Judge the act by the law of the day, and refuse (UnlawfulAct) what it stops."""
    verdict = judged(act, facts, local_day(at))
    if verdict.is_stopped:
        raise UnlawfulAct(verdict)
    return verdict
