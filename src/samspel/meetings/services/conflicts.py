"""Acts of conflict of interest (jäv): declare it, raise it, settle it.

KL 5 kap. 47–49 §§ and 6 kap. 28–32 §§. Whoever is disqualified takes no part: while the
item is handled a substitute serves, and afterwards the seat is taken back, also the same
day (5 kap. 18 and 20 §§).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import events
from samspel.meetings.calculation.statute import is_laid_down
from samspel.meetings.enums import ConflictGround, ConflictState, ItemState, PresenceEnd
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    AgendaItem,
    ConflictOfInterest,
    ItemHandling,
    Participation,
    PresenceInterval,
    Sitting,
)
from samspel.meetings.queries.room import deciding_settings_of, quorum_now, serving_now
from samspel.meetings.services.room import grown, in_council, lock_item, require_lawful
from samspel.meetings.services.seating import end, reseat
from samspel.rules.catalogue.choices import Disregard
from samspel.rules.facts import Facts


@transaction.atomic
def declare_conflict(
    item: AgendaItem,
    participation: Participation,
    *,
    ground: ConflictGround,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> ConflictOfInterest:
    """Enter that somebody declares a conflict of interest of their own at an item.

    While the item is handled they are out from that moment; else from when it begins.
    Refuses an item that is decided, a ground of the wrong chapter, and doing it twice.
    """
    sitting, handling = lock_item(item, actor, version)
    conflict = _new(sitting, handling, participation, ground, at)
    conflict.state = ConflictState.DECLARED
    conflict.save()
    grown(handling)
    if handling.is_going_on:
        take_out(sitting, [conflict], at)
    _record("meetings.conflict.declared", conflict, actor)
    return conflict


@transaction.atomic
def raise_conflict(
    item: AgendaItem,
    participation: Participation,
    *,
    ground: ConflictGround,
    raised_by: Participation,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> ConflictOfInterest:
    """Enter that somebody else says there is a conflict; the body settles it at once.

    Refuses what ``declare_conflict`` refuses, and whoever raises their own.
    """
    sitting, handling = lock_item(item, actor, version)
    if raised_by.pk == participation.pk:
        raise RecordRefused(_("Den som själv är jävig anmäler det, det väcks inte."))
    conflict = _new(sitting, handling, participation, ground, at)
    conflict.state, conflict.raised_by = ConflictState.RAISED, raised_by
    conflict.save()
    grown(handling)
    _record("meetings.conflict.raised", conflict, actor)
    return conflict


@transaction.atomic
def settle_conflict(
    conflict: ConflictOfInterest,
    *,
    upheld: bool,
    disregarded_as: Disregard = Disregard.NONE,
    concerned_takes_part: bool = False,
    another_can_be_called: bool = True,
    at: dt.datetime,
    actor: Actor,
) -> ConflictOfInterest:
    """Enter what the body found about a conflict that was raised (KL 6 kap. 30 §).

    ``concerned_takes_part`` where the person whom it is about was there and settled it with
    the others, which the law lets only where they are too few without, and nobody else
    can be called in.

    ``disregarded_as`` is the reason in law why a committee finds none: that impartiality
    obviously is no matter (6 kap. 29 §), that the person only has a tie to a company of the
    municipality's, or took part before in another committee (6 kap. 31 §). Refuses one that
    is settled already, and (UnlawfulAct) a reason that the law does not give or somebody
    who may not take part.
    """
    sitting, handling = lock_item(conflict.item, actor)
    conflict = ConflictOfInterest.objects.select_related("participation").get(pk=conflict.pk)
    if conflict.state != ConflictState.RAISED:
        raise RecordRefused(_("Jävsfrågan är redan avgjord. Läs in sidan på nytt."))
    part = {
        "conflict.concerned_takes_part": concerned_takes_part,
        "conflict.is_quorate_without": _is_quorate_without(sitting, conflict),
        "conflict.another_can_be_called": another_can_be_called,
    }
    _require_reason(sitting, handling, conflict, disregarded_as, part, upheld=upheld, at=at)
    conflict.state = ConflictState.UPHELD if upheld else ConflictState.DISMISSED
    conflict.disregarded_as = disregarded_as
    conflict.concerned_took_part = concerned_takes_part
    conflict.save(update_fields=["state", "disregarded_as", "concerned_took_part"])
    grown(handling)
    if upheld and handling.is_going_on:
        take_out(sitting, [conflict], at)
    _record("meetings.conflict.settled", conflict, actor)
    return conflict


def _require_reason(
    sitting: Sitting,
    handling: ItemHandling,
    conflict: ConflictOfInterest,
    disregarded_as: Disregard,
    part: Facts,
    *,
    upheld: bool,
    at: dt.datetime,
) -> None:
    """Ask the law whether the conflict may be settled so, for the reason and by those."""
    require_lawful(
        "conflict.settle",
        {
            "body.is_council": deciding_settings_of(sitting.meeting.body).is_council,
            "conflict.disregarded_as": disregarded_as.value,
            "conflict.is_upheld": upheld,
            "conflict.ground": str(conflict.ground),
            "item.is_authority": handling.is_authority,
            **part,
        },
        at,
    )


def _is_quorate_without(sitting: Sitting, conflict: ConflictOfInterest) -> bool:
    """Tell whether those who serve are enough when the person concerned is not counted."""
    others = [
        each
        for each in serving_now(sitting.meeting_id)
        if each.participation_id != conflict.participation_id
    ]
    return quorum_now(sitting, None, others).is_met


def take_out(sitting: Sitting, conflicts: list[ConflictOfInterest], at: dt.datetime) -> None:
    """Take those who are disqualified out of the item from a moment on; seat the room anew."""
    if not _takes_no_part(sitting, at):
        return
    for conflict in conflicts:
        row = _open(conflict.participation_id)
        if row is not None:
            end(row, at, PresenceEnd.CONFLICT)
        conflict.out_at = at
        conflict.save(update_fields=["out_at"])
    if conflicts:
        reseat(sitting, at)


def _takes_no_part(sitting: Sitting, at: dt.datetime) -> bool:
    """Tell whether the law keeps the disqualified out (KL 5 kap. 47 §, 6 kap. 30 §)."""
    return is_laid_down(
        "conflict.raise",
        "conflict.takes_no_part",
        local_day(at),
        is_council=in_council(sitting),
    )


def out_now(meeting_id: int) -> list[ConflictOfInterest]:
    """Give the conflicts for which somebody is out of the item that is handled just now."""
    out = ConflictOfInterest.objects.filter(out_at__isnull=False, in_at__isnull=True)
    return list(out.filter(participation__meeting=meeting_id))


def stay_away(out: list[ConflictOfInterest], there: set[int]) -> None:
    """Let those who were out, and are not there on another day, not come in after the item."""
    for each in out:
        if each.participation_id not in there:
            PresenceInterval.objects.filter(
                participation=each.participation_id,
                ended=PresenceEnd.CONFLICT,
                to_at=each.out_at,
            ).update(ended=PresenceEnd.CLOSED)


def take_in(sitting: Sitting, handling: ItemHandling, at: dt.datetime) -> None:
    """Let those who were out at the item come back when it has been handled."""
    out = list(
        ConflictOfInterest.objects.filter(
            item_id=handling.item_id, out_at__isnull=False, in_at__isnull=True
        )
    )
    for conflict in out:
        conflict.in_at = max(at, (conflict.out_at or at) + dt.timedelta(microseconds=1))
        conflict.save(update_fields=["in_at"])
        left = PresenceInterval.objects.filter(
            participation_id=conflict.participation_id,
            ended=PresenceEnd.CONFLICT,
            to_at=conflict.out_at,
        ).first()
        if left is not None and _open(conflict.participation_id) is None:
            PresenceInterval.objects.create(
                participation_id=conflict.participation_id, from_at=at, remote=left.remote
            )
    if out:
        reseat(sitting, at)


def _open(participation_id: int) -> PresenceInterval | None:
    return PresenceInterval.objects.filter(
        participation_id=participation_id, to_at__isnull=True
    ).first()


def _new(
    sitting: Sitting,
    handling: ItemHandling,
    participation: Participation,
    ground: ConflictGround,
    at: dt.datetime,
) -> ConflictOfInterest:
    if handling.item.state != ItemState.PLACED:
        raise RecordRefused(_("Ärendet är redan avgjort. Läs in sidan på nytt."))
    is_council = deciding_settings_of(sitting.meeting.body).is_council
    facts: Facts = {"body.is_council": is_council, "conflict.ground": str(ground)}
    require_lawful("conflict.raise", facts, at)
    if ConflictOfInterest.objects.filter(
        item=handling.item, participation=participation
    ).exists():
        raise RecordRefused(_("Jäv är redan antecknat för personen i ärendet."))
    return ConflictOfInterest(
        item=handling.item, participation=participation, ground=ground, raised_at=at
    )


def _record(act: str, conflict: ConflictOfInterest, actor: Actor) -> None:
    audit.record(
        act,
        subject=conflict,
        actor=actor,
        facts={
            "ground": conflict.ground,
            "state": conflict.state,
            "disregarded_as": conflict.disregarded_as,
            "concerned_took_part": conflict.concerned_took_part,
        },
        also=[conflict.item],
    )
    events.attendance_recorded.send(
        Sitting,
        meeting=conflict.item.meeting,
        participations=[conflict.participation],
        actor=actor,
    )
