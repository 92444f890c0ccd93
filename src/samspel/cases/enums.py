"""Words of cases: kinds, states, the stations of the preparation, reports, assignments."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class CaseKind(LabelledEnum):
    """What raised the case, or what it is about; the law asks different things of them."""

    MATTER = "matter", _("Ärende")
    COUNCIL_MOTION = "council_motion", _("Motion")
    CITIZENS_PROPOSAL = "citizens_proposal", _("Medborgarförslag")
    REFERRAL = "referral", _("Remiss")
    STEERING_DOCUMENT = "steering_document", _("Styrdokument")
    REPORT = "report", _("Redovisning")
    ELECTION = "election", _("Val")
    RESIGNATION = "resignation", _("Avsägelse")
    AUDIT_REPORT = "audit_report", _("Revisionsberättelse")

    @property
    def has_clock(self) -> bool:
        """Whether the case should be decided within a year (KL 5 kap. 35 §)."""
        return self in {CaseKind.COUNCIL_MOTION, CaseKind.CITIZENS_PROPOSAL}


class CaseState(LabelledEnum):
    """Where a case stands as a whole; the steps say where it is on its way."""

    OPEN = "open", _("Öppet")
    DECIDED = "decided", _("Beslutat")
    CLOSED = "closed", _("Avslutat")

    @property
    def next_states(self) -> frozenset[CaseState]:
        """The states that an act may move a case to from here."""
        return _NEXT_OF_CASE[self]


_NEXT_OF_CASE = {
    CaseState.OPEN: frozenset({CaseState.DECIDED, CaseState.CLOSED}),
    CaseState.DECIDED: frozenset({CaseState.OPEN, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.OPEN}),
}


class StepKind(LabelledEnum):
    """A station of the preparation chain, in the order in which a case passes them."""

    ASSIGNMENT = "assignment", _("Uppdrag")
    OFFICERS_REPORT = "officers_report", _("Tjänsteskrivelse skrivs")
    REVIEW = "review", _("Granskning")
    REFERRAL = "referral", _("På remiss")
    PREPARING_BODY = "preparing_body", _("Beredning i arbetsutskott")
    BOARD = "board", _("Beredning och beslut i nämnd")
    COUNCIL = "council", _("Fullmäktige")
    REFERRED_BACK = "referred_back", _("Återremitterat")
    TABLED = "tabled", _("Bordlagt")
    DECIDED = "decided", _("Beslutat")
    DISPATCHED = "dispatched", _("Expedierat")
    CLOSED = "closed", _("Avslutat")
    REOPENED = "reopened", _("Öppnat igen")

    @property
    def needs_body(self) -> bool:
        """Whether the station is a body's own."""
        return self in _AT_A_BODY

    @property
    def is_held_by_an_official(self) -> bool:
        """Whether the responsible official has the case at this station."""
        return self in _AT_AN_OFFICIAL


_AT_A_BODY = frozenset(
    {
        StepKind.PREPARING_BODY,
        StepKind.BOARD,
        StepKind.COUNCIL,
        StepKind.REFERRED_BACK,
        StepKind.TABLED,
        StepKind.DECIDED,
    }
)
_AT_AN_OFFICIAL = frozenset(
    {
        StepKind.ASSIGNMENT,
        StepKind.OFFICERS_REPORT,
        StepKind.REFERRED_BACK,
        StepKind.REOPENED,
        StepKind.REFERRAL,
        StepKind.DECIDED,
        StepKind.DISPATCHED,
    }
)


class RelationKind(LabelledEnum):
    """How a case has to do with another."""

    RELATED = "related", _("Hör ihop med")
    CONTINUES = "continues", _("Fortsätter")
    ANSWERS = "answers", _("Svarar på")


class ReportState(LabelledEnum):
    """Where an officer's report stands. A ready one is frozen."""

    DRAFT = "draft", _("Utkast")
    IN_REVIEW = "in_review", _("Granskas")
    READY = "ready", _("Klar")

    @property
    def next_states(self) -> frozenset[ReportState]:
        """The states that an act may move a report to from here."""
        return _NEXT_OF_REPORT[self]


_NEXT_OF_REPORT = {
    ReportState.DRAFT: frozenset({ReportState.IN_REVIEW, ReportState.READY}),
    ReportState.IN_REVIEW: frozenset({ReportState.DRAFT, ReportState.READY}),
    ReportState.READY: frozenset(),
}


class AssignmentState(LabelledEnum):
    """Where an assignment that a decision gave stands."""

    OPEN = "open", _("Pågår")
    REPORTED = "reported", _("Återrapporterat")
    WITHDRAWN = "withdrawn", _("Utgår")


class Exemption(LabelledEnum):
    """Why the council may decide without preparation (KL 5 kap.)."""

    NONE = "none", _("Inget undantag")
    ELECTION = "election", _("Val (5 kap. 29 §)")
    RESIGNATION = "resignation", _("Avsägelse (5 kap. 29 §)")
    NEW_COUNCIL = (
        "new_council",
        _("Nyvalda fullmäktige ändrar mandattid eller antal (5 kap. 30 §)"),
    )
    EXTRA_ELECTION = "extra_election", _("Extra val till fullmäktige (5 kap. 31 §)")
    AUDIT_REPORT = "audit_report", _("Revisionsberättelsen (5 kap. 32 §)")
    URGENT = "urgent", _("Brådskande, alla närvarande är ense (5 kap. 33 §)")
    HANDED_OVER = (
        "handed_over",
        _("Medborgarförslag lämnas över till en nämnd (5 kap. 34 §)"),
    )


# What a kind of case is exempt for, by what it is.
EXEMPT_KINDS = {
    CaseKind.ELECTION: Exemption.ELECTION,
    CaseKind.RESIGNATION: Exemption.RESIGNATION,
    CaseKind.AUDIT_REPORT: Exemption.AUDIT_REPORT,
}
