"""To let another substitute serve than the one whose turn it is, with the reason for it.

KL 5 kap. 18 § and 21 §, 6 kap. 16 and 17 §§: the order is binding, so whoever leads the
meeting departs from it only for a reason that stands in the record (a substitute who
declines, a party that has agreed on another order).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import events
from samspel.meetings.calculation.serving import broke_off
from samspel.meetings.calculation.turns import ServeFacts
from samspel.meetings.enums import SeatKind
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import DecidingSettings, Participation, Sitting, TurnDeparture
from samspel.meetings.queries.room import deciding_settings_of, open_interval, presence
from samspel.meetings.services.room import lock_room, require_lawful
from samspel.meetings.services.seating import reseat


@transaction.atomic
def depart_from_turn(
    absent: Participation,
    substitute: Participation,
    *,
    reason: str,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Sitting:
    """Let a substitute serve for a member who is away, in spite of the order; say why.

    It holds for the meeting; the member takes the place back on coming (KL 5 kap. 19 §).
    Refuses whoever does not lead the meeting, no reason, somebody who is no substitute or
    is not there, and (UnlawfulAct) whom the law does not let serve for the member: one who
    has left that day, for a member who serves, and in the council of another party.
    """
    sitting = lock_room(absent.meeting, actor, version)
    settings = deciding_settings_of(absent.meeting.body)
    if actor.person_id is None or not reason.strip():
        raise RecordRefused(_("Skriv varför ni går ifrån turordningen."))
    _require_may_stand_in(absent, substitute, settings, at)
    TurnDeparture.objects.filter(absent=absent).delete()
    TurnDeparture.objects.filter(substitute=substitute).delete()
    made = TurnDeparture.objects.create(
        meeting=absent.meeting,
        absent=absent,
        substitute=substitute,
        reason=reason.strip()[:200],
        decided_at=at,
        decided_by_id=actor.person_id,
    )
    reseat(sitting, at)
    audit.record(
        "meetings.attendance.turn_departed",
        subject=made,
        actor=actor,
        facts={"absent": absent.pk, "substitute": substitute.pk},
        reason=made.reason,
        also=[absent.meeting],
    )
    events.attendance_recorded.send(
        Sitting, meeting=absent.meeting, participations=[absent, substitute], actor=actor
    )
    return sitting


def _require_may_stand_in(
    absent: Participation,
    substitute: Participation,
    settings: DecidingSettings,
    at: dt.datetime,
) -> None:
    same = absent.meeting_id == substitute.meeting_id
    if not same or absent.seat != SeatKind.MEMBER or substitute.seat != SeatKind.SUBSTITUTE:
        raise RecordRefused(_("Välj en ledamot som är borta och en ersättare på samma möte."))
    if open_interval(substitute) is None:
        raise RecordRefused(_("%(name)s är inte på plats."), name=substitute.name)
    row = open_interval(absent)
    there = [presence(each) for each in substitute.intervals.all()]
    law = ServeFacts(is_council=settings.is_council, local=settings.local_order)
    facts = law.of(
        member_serves=row is not None and row.serving,
        is_of_same_party=absent.party == substitute.party,
        broke_off_today=broke_off(there, at),
    )
    require_lawful("seat.serve", facts, at)
