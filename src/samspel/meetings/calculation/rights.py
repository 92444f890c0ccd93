"""What somebody may do from the place that they have at a meeting.

Nothing is decided here: the statute says it (``rules/data/riket/kommunallagen/platser.yaml``;
KL 4 kap. 22 and 28 §§, 5 kap. 39, 40 and 42 §§, 6 kap. 17, 25 and 26 §§), and what has been
decided for the body is told to it as a fact.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from samspel.meetings.calculation.statute import judged
from samspel.meetings.enums import SeatKind
from samspel.rules.catalogue import ACTS, FactValue
from samspel.rules.catalogue.choices import LocalDecision
from samspel.rules.law import remembered


@dataclass(frozen=True, slots=True)
class LocalRights:
    """What has been decided for a body (KL 4 kap. 28 §, 5 kap. 40 §, 6 kap. 17 and 26 §§)."""

    substitutes_speak: LocalDecision = LocalDecision.UNDECIDED
    substitutes_note: LocalDecision = LocalDecision.UNDECIDED
    attending_note: LocalDecision = LocalDecision.UNDECIDED
    called_speak: LocalDecision = LocalDecision.UNDECIDED


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place at a meeting just now: the seat, and whether they serve.

    ``is_full_time`` is a councillor on full time, who need be no member of the council
    (KL 5 kap. 39 §); ``is_there`` whether they are at the meeting at all.
    """

    seat: SeatKind
    is_council: bool
    serves: bool = False
    is_full_time: bool = False
    is_there: bool = True
    local: LocalRights = field(default=LocalRights())

    def facts(self, act: str) -> dict[str, FactValue | None]:
        """Give what the act asks to know of the place."""
        known: dict[str, FactValue | None] = {
            "body.is_council": self.is_council,
            "seat.kind": self.seat.value,
            "seat.serves": self.serves,
            "seat.is_there": self.is_there,
            "seat.is_full_time": self.is_full_time,
            "body.substitutes_speak": self.local.substitutes_speak.value,
            "body.substitutes_note": self.local.substitutes_note.value,
            "body.attending_note": self.local.attending_note.value,
            "body.called_speak": self.local.called_speak.value,
        }
        return {name: known[name] for name in ACTS[act].facts if name in known}


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody at the meeting may do at an item."""

    attend: bool = False
    speak: bool = False
    propose: bool = False
    decide: bool = False
    note: bool = False


@remembered
def rights_of(place: Place, on: dt.date) -> Rights:
    """Give what the law of the day lets somebody do from a place; nothing to who is away.

    To attend is judged with closed doors, for open ones let everybody in.
    """
    if not place.is_there:
        return Rights()
    return Rights(
        attend=_may("seat.attend", place, on, {"meeting.is_public": False}),
        speak=_may("seat.speak", place, on),
        propose=_may("meeting.propose", place, on, {"proposal.raises_new_matter": False}),
        decide=_may("seat.decide", place, on),
        note=_may("meeting.note", place, on, {"meeting.is_closed": False}),
    )


def _may(
    act: str, place: Place, on: dt.date, more: dict[str, FactValue | None] | None = None
) -> bool:
    return not judged(act, {**place.facts(act), **(more or {})}, on).is_stopped
