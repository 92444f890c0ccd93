"""Words of the minutes and what follows: approval, the notice board, extracts."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class MinutesKind(LabelledEnum):
    """What the minutes hold: the whole meeting, or a paragraph that is approved at once."""

    WHOLE = "whole", _("Hela protokollet")
    IMMEDIATE = "immediate", _("Omedelbart justerad paragraf")
    CORRECTION = "correction", _("Rättelse av justerat protokoll")


class MinutesState(LabelledEnum):
    """Where minutes stand on their way to be approved."""

    DRAFT = "draft", _("Utkast")
    OUT = "out", _("Ute för justering")
    RETURNED = "returned", _("Tillbaka hos sekreteraren")
    APPROVED = "approved", _("Justerat")

    @property
    def next_states(self) -> frozenset[MinutesState]:
        """The states that an act may move minutes to from here."""
        return _NEXT[self]

    @property
    def is_open(self) -> bool:
        """Whether the text can still be changed."""
        return self in {MinutesState.DRAFT, MinutesState.RETURNED}


_NEXT = {
    MinutesState.DRAFT: frozenset({MinutesState.OUT}),
    MinutesState.OUT: frozenset({MinutesState.RETURNED, MinutesState.APPROVED}),
    MinutesState.RETURNED: frozenset({MinutesState.OUT}),
    MinutesState.APPROVED: frozenset(),
}


class ApproverRole(LabelledEnum):
    """In what capacity somebody signs the minutes."""

    SECRETARY = "secretary", _("Sekreterare")
    CHAIR = "chair", _("Ordförande")
    APPROVER = "approver", _("Justerare")


class CannotSign(LabelledEnum):
    """Why somebody who was to sign the minutes can't; nothing of anybody's health."""

    HINDERED = "hindered", _("är förhindrad")
    LEFT = "left", _("har lämnat sitt uppdrag")
    DEAD = "dead", _("har avlidit")


class ApprovalState(LabelledEnum):
    """What somebody who is to sign has done."""

    WAITING = "waiting", _("Har inte svarat")
    REFUSED = "refused", _("Vägrar justera")
    SIGNED = "signed", _("Har skrivit under")


class WordingState(LabelledEnum):
    """What became of a proposed wording."""

    PROPOSED = "proposed", _("Föreslagen")
    ACCEPTED = "accepted", _("Införd")
    DECLINED = "declined", _("Inte införd")


class NoticeKind(LabelledEnum):
    """What a notice announces. Which of them the law lets stand on a board is data of the law."""

    COUNCIL_MEETING = "council_meeting", _("Sammanträde med fullmäktige")
    MINUTES_APPROVED = "minutes_approved", _("Justerat protokoll")
    DELEGATED_DECISION = (
        "delegated_decision",
        _("Delegationsbeslut som inte anmäls till en nämnd"),
    )
    BY_OTHER_STATUTE = "by_other_statute", _("Kungörelse enligt annan författning")
    COMMITTEE_MEETING = "committee_meeting", _("Sammanträde med styrelsen eller en nämnd")
    MEETING_PAPERS = "meeting_papers", _("Beslutsunderlag inför ett sammanträde")


class NoticeState(LabelledEnum):
    """How a notice stands on a day; computed, except what a person has decided."""

    POSTED = "posted", _("Uppsatt")
    UNCERTAIN = "uncertain", _("Osäkert: anslagstavlan har legat nere")
    MAY_COME_DOWN = "may_come_down", _("Får tas ned")
    DOWN = "down", _("Nedtaget")
    POSTED_AGAIN = "posted_again", _("Ersatt av ett nytt anslag")


class PublicationState(LabelledEnum):
    """Where the version for the web stands."""

    MASKING = "masking", _("Maskeras")
    CHECKING = "checking", _("Väntar på kontroll av en annan person")
    PUBLISHED = "published", _("Publicerat")
    WITHDRAWN = "withdrawn", _("Avpublicerat")


class DispatchState(LabelledEnum):
    """Where an extract stands with its recipient."""

    SENT = "sent", _("Skickat")
    RECEIVED = "received", _("Mottaget")
