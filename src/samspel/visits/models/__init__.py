"""The tables of the visits."""

from samspel.visits.models.appointments import (
    Appointment,
    AppointmentFlag,
    AppointmentMember,
    AppointmentScope,
    QuotaDecision,
)
from samspel.visits.models.follow_ups import FollowUp, FollowUpNote
from samspel.visits.models.parties import PartyOffer, PartyOfferRow
from samspel.visits.models.preparation import (
    ConductConfirmation,
    Preparation,
    PreparationSection,
)
from samspel.visits.models.reports import (
    FactualRemark,
    GuardChoice,
    Report,
    ReportAuthor,
    ReportSection,
    SectionAside,
)
from samspel.visits.models.times import (
    Availability,
    OptionAnswer,
    TimeOption,
    UnitTerms,
    VisitDay,
)
from samspel.visits.models.visits import ExtraVisitRequest, Visit, Visitor

__all__ = [
    "Appointment",
    "AppointmentFlag",
    "AppointmentMember",
    "AppointmentScope",
    "Availability",
    "ConductConfirmation",
    "ExtraVisitRequest",
    "FactualRemark",
    "FollowUp",
    "FollowUpNote",
    "GuardChoice",
    "OptionAnswer",
    "PartyOffer",
    "PartyOfferRow",
    "Preparation",
    "PreparationSection",
    "QuotaDecision",
    "Report",
    "ReportAuthor",
    "ReportSection",
    "SectionAside",
    "TimeOption",
    "UnitTerms",
    "Visit",
    "VisitDay",
    "Visitor",
]
