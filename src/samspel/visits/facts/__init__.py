"""Gathering facts for the rules: everything asked of the database before judging."""

from samspel.visits.facts.acts import (
    PartyKnown,
    ReportKnown,
    VisitGround,
    decline_facts,
    extra_facts,
    ground_of,
    participants_facts,
    party_facts,
    preparation_facts,
    report_facts,
    time_of,
)
from samspel.visits.facts.appointing import AppointmentPlan, appointing_facts, ending_facts
from samspel.visits.facts.booking import (
    BookingPlan,
    all_booking_facts,
    booking_facts,
    place_facts,
    visit_facts,
    visitor_facts,
)
from samspel.visits.facts.ground import Clash, Ground, gather
from samspel.visits.facts.places import Facts, Place
from samspel.visits.facts.standing import Seat, Standing, seats_of, standing_on

__all__ = [
    "AppointmentPlan",
    "BookingPlan",
    "Clash",
    "Facts",
    "Ground",
    "PartyKnown",
    "Place",
    "ReportKnown",
    "Seat",
    "Standing",
    "VisitGround",
    "all_booking_facts",
    "appointing_facts",
    "booking_facts",
    "decline_facts",
    "ending_facts",
    "extra_facts",
    "gather",
    "ground_of",
    "participants_facts",
    "party_facts",
    "place_facts",
    "preparation_facts",
    "report_facts",
    "seats_of",
    "standing_on",
    "time_of",
    "visit_facts",
    "visitor_facts",
]
