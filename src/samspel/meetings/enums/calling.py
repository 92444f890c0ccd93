"""Words of the time before a meeting: answers, substitutes asked, wishes, packs."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class Answer(LabelledEnum):
    """What a member answers to a notice."""

    YES = "yes", _("Kommer")
    LATE = "late", _("Kommer senare")
    LEAVES_EARLY = "leaves_early", _("Går tidigare")
    NO = "no", _("Kan inte komma")

    @property
    def needs_reason(self) -> bool:
        """Whether the secretary is told why."""
        return self is not Answer.YES


class CallState(LabelledEnum):
    """Where the question to a substitute stands."""

    ASKED = "asked", _("Tillfrågad")
    ACCEPTED = "accepted", _("Tjänstgör")
    DECLINED = "declined", _("Kan inte")
    WITHDRAWN = "withdrawn", _("Behövs inte längre")

    @property
    def is_open(self) -> bool:
        """Whether the substitute is asked or has said yes."""
        return self in {CallState.ASKED, CallState.ACCEPTED}


class WishKind(LabelledEnum):
    """What a member asks the secretary to take up under an item."""

    RESERVATION = "reservation", _("Reservation")
    NOTE = "note", _("Anteckning till protokollet")


class WishState(LabelledEnum):
    """Where a member's wish stands."""

    WAITING = "waiting", _("Väntar på sekreteraren")
    TAKEN = "taken", _("Infört")
    DECLINED = "declined", _("Inte infört")
    WITHDRAWN = "withdrawn", _("Återtagen")


class Edition(LabelledEnum):
    """For whom a pack of papers is made."""

    OPEN = "open", _("Utan slutna ärenden")
    FULL = "full", _("Med slutna ärenden")
