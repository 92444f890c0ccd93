"""Words of the remuneration: where a duty comes from and stands, runs, files.

Kinds of duty, roles, incomes and costs are the rule engine's own, so that a rule and a
row always mean the same thing by the same word.
"""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.amounts.choices import (
    Certifier,
    CostKind,
    DutyKind,
    Income,
    LineState,
    Pays,
    Presence,
    Role,
)

__all__ = [
    "CLAIMABLE",
    "GATHERINGS",
    "CertificateState",
    "Certifier",
    "CostKind",
    "DutyKind",
    "DutyOrigin",
    "DutyState",
    "EntryReason",
    "FileKind",
    "GatheringState",
    "Income",
    "LineState",
    "Pays",
    "Presence",
    "Role",
    "RunState",
]


# What the system can't know of, and the person claims. The rest arrives by itself.
CLAIMABLE = (
    DutyKind.COURSE,
    DutyKind.ERRAND,
    DutyKind.STUDY_VISIT,
    DutyKind.GROUP_MEETING,
    DutyKind.PRESIDIUM_MEETING,
    DutyKind.PREPARATION,
    DutyKind.OTHER,
)

# Meetings that the municipality keeps no roll of, and that are planned and told of here.
GATHERINGS = (DutyKind.GROUP_MEETING, DutyKind.PRESIDIUM_MEETING)


class DutyOrigin(LabelledEnum):
    """From where a duty came."""

    ATTENDANCE = "attendance", _("Närvaro vid sammanträde")
    VISIT = "visit", _("Genomfört besök")
    APPROVAL = "approval", _("Justering av protokoll")
    GATHERING = "gathering", _("Grupp- eller presidiemöte")
    OFFICE = "office", _("Fast arvode")
    CLAIM = "claim", _("Eget krav")


class DutyState(LabelledEnum):
    """Where a duty stands, from its arrival until it may be paid."""

    OPEN = "open", _("Att lämna in")
    SUBMITTED = "submitted", _("Inlämnat")
    CHECKED = "checked", _("Granskat av sekreteraren")
    CERTIFIED = "certified", _("Attesterat")
    REFUSED = "refused", _("Avslaget")
    WITHDRAWN = "withdrawn", _("Återkallat")


class GatheringState(LabelledEnum):
    """Where a group's or a presidium's meeting stands."""

    PLANNED = "planned", _("Planerat")
    HELD = "held", _("Genomfört")
    CANCELLED = "cancelled", _("Inställt")

    @property
    def next_states(self) -> frozenset[GatheringState]:
        """Where a meeting may go from here; held again is attendance put right."""
        return _GATHERING_STATES[self]


_GATHERING_STATES: dict[GatheringState, frozenset[GatheringState]] = {
    GatheringState.PLANNED: frozenset({GatheringState.HELD, GatheringState.CANCELLED}),
    GatheringState.HELD: frozenset({GatheringState.HELD}),
    GatheringState.CANCELLED: frozenset(),
}


class CertificateState(LabelledEnum):
    """Where an employer's certificate stands."""

    ASKED = "asked", _("Arbetsgivaren är tillfrågad")
    CONFIRMED = "confirmed", _("Bekräftat av arbetsgivaren")
    DECLINED = "declined", _("Arbetsgivaren bekräftar inte")
    UPLOADED = "uploaded", _("Uppladdat intyg")
    ENDED = "ended", _("Gäller inte längre")


class RunState(LabelledEnum):
    """Where a run stands."""

    OPEN = "open", _("Öppen")
    CLOSED = "closed", _("Stängd")
    EXPORTED = "exported", _("Överförd")
    PAID = "paid", _("Utbetald")

    @property
    def next_states(self) -> frozenset[RunState]:
        """Where a run may go from here. Never back to open: a closed run is frozen."""
        return _RUN_STATES[self]


_RUN_STATES: dict[RunState, frozenset[RunState]] = {
    RunState.OPEN: frozenset({RunState.CLOSED}),
    RunState.CLOSED: frozenset({RunState.EXPORTED}),
    RunState.EXPORTED: frozenset({RunState.CLOSED, RunState.PAID}),
    RunState.PAID: frozenset(),
}


class EntryReason(LabelledEnum):
    """Why a row stands in a run."""

    NEW = "new", _("Ny")
    FACTS = "facts", _("Rättelse: underlaget har ändrats")
    RULES = "rules", _("Rättelse: reglerna har ändrats")


class FileKind(LabelledEnum):
    """What a file to another system is."""

    PAXML = "paxml", _("PAXml 2.0")
    COLUMNS = "columns", _("Kolumnfil")
    BOOKKEEPING = "bookkeeping", _("Bokföring")
