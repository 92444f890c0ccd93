"""The arithmetic of meetings: deadlines, who serves, what a vote gives. Pure Python."""

from samspel.meetings.calculation.deadlines import (
    LAST_OF_MONTH,
    Chain,
    DeadlineRule,
    SeriesDay,
    chain_of,
    fewest_days,
    fewest_weekdays,
    paragraph_key,
    paragraph_of,
    series,
)

__all__ = [
    "LAST_OF_MONTH",
    "Chain",
    "DeadlineRule",
    "SeriesDay",
    "chain_of",
    "fewest_days",
    "fewest_weekdays",
    "paragraph_key",
    "paragraph_of",
    "series",
]
