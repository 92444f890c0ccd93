"""The arithmetic of visits: quotas, possible times, deadlines. No Django."""

from samspel.rules.elections import election_day_in, is_election_year
from samspel.visits.calculation.days import (
    days_to_election,
    half_year_of,
    started_months,
    weekday_of,
)
from samspel.visits.calculation.quotas import (
    CountedVisit,
    Grant,
    hours_of,
    in_half_year,
    in_operation,
    in_year,
    most_specific,
)
from samspel.visits.calculation.times import Window, clashing, is_possible

__all__ = [
    "CountedVisit",
    "Grant",
    "Window",
    "clashing",
    "days_to_election",
    "election_day_in",
    "half_year_of",
    "hours_of",
    "in_half_year",
    "in_operation",
    "in_year",
    "is_election_year",
    "is_possible",
    "most_specific",
    "started_months",
    "weekday_of",
]
