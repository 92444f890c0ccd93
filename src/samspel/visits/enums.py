"""Words of the visits: states with their legal moves, answers, and who takes part.

Kinds, initiators and demands are the catalogue's own, so that a rule and a row
always mean the same thing by the same word.
"""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.catalogue import (
    Channel,
    DeclinedBy,
    Demand,
    EndReason,
    Initiator,
    Opener,
    Place,
    Publication,
    Role,
    VisitKind,
)

__all__ = [
    "AnswerState",
    "Channel",
    "ClashKind",
    "DayPart",
    "DeclinedBy",
    "Demand",
    "EndReason",
    "FlagResolution",
    "FollowUpState",
    "GuardAnswer",
    "Initiator",
    "Opener",
    "PartyAnswer",
    "Place",
    "Publication",
    "ReportState",
    "RequestState",
    "Role",
    "VisitKind",
    "VisitState",
    "VisitorState",
]


class VisitState(LabelledEnum):
    """Where a visit stands, from the first offer until it has been held or has lapsed."""

    OFFERED = "offered", _("Inbjudan väntar på svar")
    PROPOSED = "proposed", _("Förslag väntar på svar")
    BOOKED = "booked", _("Bokat")
    HELD = "held", _("Genomfört")
    CANCELLED = "cancelled", _("Inställt")
    DECLINED = "declined", _("Avböjt")

    @property
    def next_states(self) -> frozenset[VisitState]:
        """The states a service may move a visit to from here."""
        return _NEXT_VISIT[self]

    @property
    def is_open(self) -> bool:
        """Whether something can still happen before the visit."""
        return self in OPEN_STATES

    @property
    def counts(self) -> bool:
        """Whether the visit counts against a quota: held or booked."""
        return self in COUNTED_STATES


OPEN_STATES = frozenset({VisitState.OFFERED, VisitState.PROPOSED, VisitState.BOOKED})
COUNTED_STATES = frozenset({VisitState.BOOKED, VisitState.HELD})
_NEXT_VISIT: dict[VisitState, frozenset[VisitState]] = {
    VisitState.OFFERED: frozenset(
        {VisitState.BOOKED, VisitState.CANCELLED, VisitState.DECLINED}
    ),
    VisitState.PROPOSED: frozenset(
        {VisitState.BOOKED, VisitState.CANCELLED, VisitState.DECLINED}
    ),
    VisitState.BOOKED: frozenset({VisitState.HELD, VisitState.CANCELLED}),
    VisitState.HELD: frozenset(),
    VisitState.CANCELLED: frozenset(),
    VisitState.DECLINED: frozenset(),
}


class VisitorState(LabelledEnum):
    """Where one visitor stands in one visit."""

    ASKED = "asked", _("Inbjuden")
    ACCEPTED = "accepted", _("Kommer")
    DECLINED = "declined", _("Har tackat nej")
    WITHDRAWN = "withdrawn", _("Har lämnat återbud")
    ATTENDED = "attended", _("Var med")
    ABSENT = "absent", _("Uteblev")

    @property
    def next_states(self) -> frozenset[VisitorState]:
        """The states a service may move a visitor to from here."""
        return _NEXT_VISITOR[self]

    @property
    def is_coming(self) -> bool:
        """Whether the visitor is expected, or was there."""
        return self in COMING_STATES


COMING_STATES = frozenset({VisitorState.ASKED, VisitorState.ACCEPTED, VisitorState.ATTENDED})
ACCEPTED_STATES = frozenset({VisitorState.ACCEPTED, VisitorState.ATTENDED, VisitorState.ABSENT})
_NEXT_VISITOR: dict[VisitorState, frozenset[VisitorState]] = {
    VisitorState.ASKED: frozenset(
        {
            VisitorState.ACCEPTED,
            VisitorState.DECLINED,
            VisitorState.ATTENDED,
            VisitorState.ABSENT,
        }
    ),
    VisitorState.ACCEPTED: frozenset(
        {VisitorState.WITHDRAWN, VisitorState.ATTENDED, VisitorState.ABSENT}
    ),
    VisitorState.DECLINED: frozenset({VisitorState.ACCEPTED}),
    VisitorState.WITHDRAWN: frozenset({VisitorState.ACCEPTED}),
    VisitorState.ATTENDED: frozenset(),
    VisitorState.ABSENT: frozenset(),
}


class AnswerState(LabelledEnum):
    """What a visitor says about one offered time."""

    POSSIBLE = "possible", _("Kan")
    IMPOSSIBLE = "impossible", _("Kan inte")


class RequestState(LabelledEnum):
    """Where a request for a visit beyond the usual number stands."""

    ASKED = "asked", _("Väntar på ordföranden")
    GRANTED = "granted", _("Beslutat: ja")
    REFUSED = "refused", _("Beslutat: nej")
    WITHDRAWN = "withdrawn", _("Återtagen")

    @property
    def next_states(self) -> frozenset[RequestState]:
        """The states a service may move a request to from here."""
        return _NEXT_REQUEST[self]


_NEXT_REQUEST: dict[RequestState, frozenset[RequestState]] = {
    RequestState.ASKED: frozenset(
        {RequestState.GRANTED, RequestState.REFUSED, RequestState.WITHDRAWN}
    ),
    RequestState.GRANTED: frozenset(),
    RequestState.REFUSED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}


class ReportState(LabelledEnum):
    """Where a report stands. What has been submitted is frozen."""

    DRAFT = "draft", _("Utkast")
    SUBMITTED = "submitted", _("Inlämnad")

    @property
    def next_states(self) -> frozenset[ReportState]:
        """The states a service may move a report to from here."""
        return _NEXT_REPORT[self]


_NEXT_REPORT: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset(),
}


class FollowUpState(LabelledEnum):
    """Where something that a unit wanted lifted stands."""

    OPEN = "open", _("Pågår")
    DONE = "done", _("Klart, väntar på att avslutas")
    CLOSED = "closed", _("Avslutat")

    @property
    def next_states(self) -> frozenset[FollowUpState]:
        """The states a service may move a follow-up to from here."""
        return _NEXT_FOLLOW_UP[self]


_NEXT_FOLLOW_UP: dict[FollowUpState, frozenset[FollowUpState]] = {
    FollowUpState.OPEN: frozenset({FollowUpState.DONE, FollowUpState.CLOSED}),
    FollowUpState.DONE: frozenset({FollowUpState.OPEN, FollowUpState.CLOSED}),
    FollowUpState.CLOSED: frozenset(),
}


class FlagResolution(LabelledEnum):
    """What was done about an appointment that no longer agrees with the rules."""

    KEPT = "kept", _("Uppdraget får stå kvar")
    ENDED = "ended", _("Uppdraget har avslutats")
    CORRECTED = "corrected", _("Uppgiften har rättats")


class GuardAnswer(LabelledEnum):
    """What an author decides about a place that may point somebody out."""

    KEEP = "keep", _("Det ska stå kvar")
    CHANGE = "change", _("Jag ändrar i texten")


class PartyAnswer(LabelledEnum):
    """What a party answered to an offer that all parties were given."""

    OFFERED = "offered", _("Erbjudet")
    ACCEPTED = "accepted", _("Kommer")
    DECLINED = "declined", _("Har tackat nej")


class DayPart(LabelledEnum):
    """A part of the day, for saying when one can."""

    MORNING = "morning", _("förmiddag")
    AFTERNOON = "afternoon", _("eftermiddag")
    EVENING = "evening", _("kväll")


class ClashKind(LabelledEnum):
    """What stands in the way of a time."""

    MEETING = "meeting", _("sitter i möte då")
    VISIT = "visit", _("är på ett annat besök då")
