"""The time for appeal: when it ends, when a notice may come down, when it must be up.

KL 8 kap. 12 § and 13 kap. 5 §: three weeks from the day of announcement, and the
announcement stays until they have ended. The statute on counting time (1930:173) moves
an end that falls on a Saturday, a Sunday, another public holiday, midsommarafton,
julafton or nyårsafton to the next weekday (2 §); a time in weeks ends on the day of the
week that it began on (1 §).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from samspel.foundation.dates import local_day
from samspel.foundation.holidays import next_weekday
from samspel.meetings.calculation.statute import count_laid_down, known_from, laid_down
from samspel.rules.law import remembered

_ACT = "minutes.approve"
_ONE_DAY = timedelta(days=1)


def days_to_appeal(on: date) -> int:
    """Give how many days there are from an announcement on the day (KL 13 kap. 5 §)."""
    return count_laid_down(_ACT, "appeal.days", known_from(on))


def appeal_ends(announced_on: date) -> date:
    """Give the last day on which an appeal is in time (KL 13 kap. 5 §, 1930:173)."""
    day = known_from(announced_on)
    last = announced_on + timedelta(days=days_to_appeal(day))
    return next_weekday(last) if _moves(day) else last


@remembered
def _moves(on: date) -> bool:
    """Tell whether an end on a free day waits for the next weekday (1930:173 2 §)."""
    return laid_down(_ACT, {}, on).value("appeal.moves_to_weekday") is True


def may_come_down(announced_on: date) -> date:
    """Give the first day on which the notice may be taken down: the day after the last."""
    return appeal_ends(announced_on) + _ONE_DAY


def announce_by(approved_on: date) -> date:
    """Give the second day after the approval (KL 8 kap. 12 §).

    The product holds to the day itself, also when it is a free day and 1930:173 would
    let it wait: an announcement costs nobody a journey.
    """
    days = count_laid_down(_ACT, "board_notice.days_at_most", known_from(approved_on))
    return approved_on + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Outage:
    """A stretch when the board could not be read; ``to_at`` None while it goes on."""

    from_at: datetime
    to_at: datetime | None = None


def interrupted_by(
    posted_at: datetime, ends_on: date, outages: Iterable[Outage]
) -> list[Outage]:
    """Give the outages that fall within a notice's time for appeal.

    The time runs out only if the announcement was there the whole time (KL 13 kap. 5 §
    second paragraph), so any of them makes the end uncertain, however short. Instants are
    compared in UTC: in one zone Python compares what the clock shows, which is the same
    twice in the night in October.
    """
    posted = posted_at.astimezone(UTC)
    return [
        each
        for each in outages
        if local_day(each.from_at) <= ends_on
        and (each.to_at is None or each.to_at.astimezone(UTC) > posted)
    ]
