"""What each seat at a meeting may do, and who may reserve.

KL 4 kap. 22, 27 and 28 §§; 5 kap. 39 and 42 §§; 6 kap. 17 and 26 §§. What the council of the
municipality decides for substitutes and for those with a right to attend is given by the
body's settings.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from samspel.meetings.enums import SeatKind


@dataclass(frozen=True, slots=True)
class LocalRights:
    """What the council has decided for a body (KL 4 kap. 28 §, 6 kap. 17 §)."""

    substitutes_speak: bool = True
    substitutes_note: bool = False
    attending_note: bool = False
    called_speak: bool = True


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody at the meeting may do at an item."""

    attend: bool = False
    speak: bool = False
    propose: bool = False
    decide: bool = False
    note: bool = False


def rights_of(
    seat: SeatKind,
    *,
    serves: bool,
    is_council: bool,
    full_time: bool = False,
    local: LocalRights,
) -> Rights:
    """Give the rights of a seat at an item.

    ``serves`` is whether the person serves at it; ``full_time`` a councillor on full time
    who is no member of the council (KL 5 kap. 39 §): may speak and propose, not decide.
    """
    if seat.is_elected_to_body and serves:
        return Rights(attend=True, speak=True, propose=True, decide=True, note=True)
    if seat is SeatKind.SUBSTITUTE:
        speaks = not is_council and local.substitutes_speak
        return Rights(True, speaks, note=not is_council and local.substitutes_note)
    if seat is SeatKind.ATTENDING_RIGHT:
        return Rights(True, True, propose=is_council and full_time, note=local.attending_note)
    if seat is SeatKind.CALLED:
        return Rights(True, local.called_speak)
    return Rights(attend=seat is SeatKind.OFFICIAL, speak=seat is SeatKind.OFFICIAL)


class ReservationStop(Enum):
    """Why somebody may not reserve."""

    TOOK_NO_PART = "took_no_part"
    ABSTAINED = "abstained"
    MEETING_CLOSED = "meeting_closed"
    NOT_DECIDED = "not_decided"


def reservation_stop(
    *,
    took_part: bool,
    abstained_from_decision: bool,
    is_decided: bool,
    announced_at: dt.datetime,
    closed_at: dt.datetime | None,
) -> ReservationStop | None:
    """Tell what stops a reservation (KL 4 kap. 27 §); None when it may be made.

    Only whoever took part in deciding may reserve, and before the meeting is closed; the
    instant when it closes is too late.
    """
    if not is_decided:
        return ReservationStop.NOT_DECIDED
    if not took_part:
        return ReservationStop.TOOK_NO_PART
    if abstained_from_decision:
        return ReservationStop.ABSTAINED
    if closed_at is not None and announced_at >= closed_at:
        return ReservationStop.MEETING_CLOSED
    return None
