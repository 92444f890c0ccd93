"""Words of the plan: where a meeting and an item stand, how an item finds its meeting."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class MeetingState(LabelledEnum):
    """Where a meeting stands, from plan to held or cancelled."""

    PLANNED = "planned", _("Planerat")
    CALLED = "called", _("Kallat")
    HELD = "held", _("Hållet")
    CANCELLED = "cancelled", _("Inställt")

    @property
    def next_states(self) -> frozenset[MeetingState]:
        """The states that an act may move a meeting to from here."""
        return _NEXT_OF_MEETING[self]

    @property
    def is_ahead(self) -> bool:
        """Whether the meeting is still to come, as planned."""
        return self in {MeetingState.PLANNED, MeetingState.CALLED}


_NEXT_OF_MEETING = {
    MeetingState.PLANNED: frozenset(
        {MeetingState.CALLED, MeetingState.HELD, MeetingState.CANCELLED}
    ),
    MeetingState.CALLED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class ItemState(LabelledEnum):
    """Where an item stands. An open item is in exactly one place: waiting, or on a meeting."""

    WAITING = "waiting", _("Väntar på möte")
    PLACED = "placed", _("På föredragningslistan")
    HANDLED = "handled", _("Behandlat")
    WITHDRAWN = "withdrawn", _("Utgår")

    @property
    def is_open(self) -> bool:
        """Whether the item is still to be taken up."""
        return self in {ItemState.WAITING, ItemState.PLACED}


class ItemKind(LabelledEnum):
    """What kind of item it is."""

    MATTER = "matter", _("Ärende")
    REPORT = "report", _("Rapport från kontaktpolitiker")
    DELEGATED = "delegated", _("Anmälan av delegationsbeslut")
    NOTICE = "notice", _("Meddelande")


class Route(LabelledEnum):
    """How an item finds its meeting; a body's rules say which."""

    NEXT_MEETING = "next_meeting", _("Nästa möte som tar emot handlingar")
    ONE_OF_ORDINARY = "one_of_ordinary", _("Nästa ordinarie möte som tar emot handlingar")
    VERY_NEXT = "very_next", _("Allra nästa möte, även efter utskick")
    WAITING = "waiting", _("Väntar tills sekreteraren lägger in det")


class Leaving(LabelledEnum):
    """Why an item left a meeting's agenda."""

    MOVED = "moved", _("Flyttat av sekreteraren")
    CANCELLED = "cancelled", _("Mötet ställdes in")
    NOT_REACHED = "not_reached", _("Togs inte upp på mötet")
    WITHDRAWN = "withdrawn", _("Utgick")


class Purpose(LabelledEnum):
    """What somebody is invited to an item for."""

    ACCOUNT = "account", _("Redogör")
    SUMMARY = "summary", _("Sammanfattar muntligt")
    ANSWER = "answer", _("Svarar på frågor")


class DecisionKind(LabelledEnum):
    """What a decision is about, so that other parts of the product can point to it."""

    APPOINTMENT = "appointment", _("Val av kontaktpolitiker")
    QUOTA = "quota", _("Antal besök och tid")
    GUIDELINE = "guideline", _("Riktlinje")
    OTHER = "other", _("Annat")
