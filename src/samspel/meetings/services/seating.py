"""To seat the room anew after somebody came or went: who serves, and who presides.

KL 5 kap. 17–21 §§, 6 kap. 16, 17 and 22 §§. The order is computed; what changes becomes
a new stretch of presence from that moment, and what does not is left alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.foundation.dates import local_day
from samspel.meetings.calculation.serving import who_serves
from samspel.meetings.enums import PresenceEnd
from samspel.meetings.models import Participation, PresenceInterval, Sitting
from samspel.meetings.queries.room import (
    deciding_settings_of,
    open_interval,
    participations_of,
    seated,
)
from samspel.people.enums import PRESIDIUM_ORDER


@dataclass(frozen=True, slots=True)
class Change:
    """A participant whose part changed: serving or not, and for whom."""

    participation: Participation
    serving: bool
    serving_for_id: int | None


def reseat(sitting: Sitting, at: dt.datetime) -> list[Change]:
    """Compute who serves from the moment on, and write what changed; give the changes."""
    settings = deciding_settings_of(sitting.meeting.body)
    participations = participations_of(sitting.meeting_id)
    rule = settings.substitute_rule(local_day(at))
    serving = who_serves(seated(participations, rule, at), rule)
    changes = [
        Change(each, each.pk in serving, serving.get(each.pk))
        for each in participations
        if (row := open_interval(each)) is not None
        and (row.serving, row.serving_for_id) != (each.pk in serving, serving.get(each.pk))
    ]
    _write(changes, at)
    _choose_chair(sitting, participations, serving)
    sitting.version += 1
    sitting.save(update_fields=["chair", "version"])
    return changes


def _write(changes: list[Change], at: dt.datetime) -> None:
    """End the old stretches first, so that a seat is free before the next one takes it."""
    fresh = []
    for change in changes:
        row = open_interval(change.participation)
        if row is None:
            continue
        if row.from_at >= at:
            row.serving, row.serving_for = False, None
            row.save(update_fields=["serving", "serving_for"])
            fresh.append((change, row))
        else:
            end(row, at, PresenceEnd.SEAT)
            new = PresenceInterval(
                participation=change.participation, from_at=at, remote=row.remote
            )
            fresh.append((change, new))
    for change, row in sorted(fresh, key=lambda each: each[0].serving):
        row.serving, row.serving_for_id = change.serving, change.serving_for_id
        row.save()


def end(row: PresenceInterval, at: dt.datetime, why: PresenceEnd) -> None:
    """End a stretch of presence; one that has not lasted at all is taken away."""
    if row.from_at >= at:
        row.delete()
        return
    row.to_at, row.ended = at, why
    row.save(update_fields=["to_at", "ended"])


def _choose_chair(
    sitting: Sitting, participations: list[Participation], serving: dict[int, int | None]
) -> None:
    """Let the first of the presidium who serves preside; else whoever was chosen to."""
    serving_rows = [each for each in participations if each.pk in serving]
    ranked = [each for role in PRESIDIUM_ORDER for each in serving_rows if each.role == role]
    if ranked:
        sitting.chair = ranked[0]
    elif sitting.chair_id not in serving:
        sitting.chair = None
