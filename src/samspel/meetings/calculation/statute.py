"""The Local Government Act as rules: what it says of an act in the room, on a day.

The provisions are data (rules/data/riket/kommunallagen), dated and cited. Nothing here
decides; it asks the engine and gives the verdict with the sections that it rests on.
"""

from __future__ import annotations

import datetime as dt

from samspel.meetings.calculation.voting import Majority
from samspel.rules.catalogue.choices import Disregard, Ground, SharedAmong, TieBreak
from samspel.rules.law import LOCAL_GOVERNMENT_ACT as STATUTE
from samspel.rules.law import count_laid_down, judged, known_from, laid_down, remembered

__all__ = [
    "STATUTE",
    "count_laid_down",
    "disregards_of",
    "grounds_of",
    "is_announced",
    "is_laid_down",
    "is_reported_at_next",
    "is_tabled_first",
    "judged",
    "known_from",
    "laid_down",
    "majority_of",
    "quorum_part",
    "section_of",
]


@remembered
def grounds_of(on: dt.date, *, is_council: bool) -> tuple[str, ...]:
    """Give the grounds of a conflict of interest that the law knows in such a body."""
    return tuple(
        each.value
        for each in Ground
        if not judged(
            "conflict.raise",
            {"body.is_council": is_council, "conflict.ground": each.value},
            on,
        ).is_stopped
    )


@remembered
def disregards_of(on: dt.date, *, is_council: bool) -> tuple[str, ...]:
    """Give the reasons to find no conflict that the law knows in such a body, if any."""
    return tuple(
        each.value
        for each in Disregard
        if any(
            not judged(
                "conflict.settle",
                {
                    "body.is_council": is_council,
                    "conflict.disregarded_as": each.value,
                    "conflict.is_upheld": False,
                    "conflict.concerned_takes_part": False,
                    "conflict.ground": ground,
                    "item.is_authority": False,
                },
                on,
            ).is_stopped
            for ground in grounds_of(on, is_council=is_council)
        )
    )


@remembered
def is_announced(on: dt.date, *, is_council: bool) -> bool:
    """Tell whether the law has the body's meetings announced some time before."""
    facts = {
        "body.is_council": is_council,
        "meeting.days_of_notice": 0,
        "item.is_urgent": False,
        "item.weekday_before": False,
    }
    return judged("meeting.announce", facts, on).is_stopped


@remembered
def section_of(act: str, name: str, on: dt.date, *, is_council: bool) -> str:
    """Give the section by which the law lays something down for such a body."""
    return laid_down(act, {"body.is_council": is_council}, on)[name].finding.clause.heading


def quorum_part(on: dt.date, *, is_council: bool) -> int:
    """Give of how large a part of the members more must be there: 2 for more than half."""
    return count_laid_down(
        "meeting.handle_item", "quorum.more_than_one_in", on, is_council=is_council
    )


@remembered
def majority_of(
    on: dt.date, *, is_council: bool, is_election: bool, is_extra_election: bool = False
) -> Majority:
    """Give what the law asks of a vote: the share, of whom, and what settles a tie.

    ``is_election`` is also the employment of somebody; ``is_extra_election`` is the
    question whether the council is to be elected anew before its time.
    """
    facts = {
        "body.is_council": is_council,
        "item.is_election": is_election,
        "item.is_extra_election": is_extra_election,
    }
    said = laid_down("vote.count", facts, on)
    parts, of = said.value("vote.share_parts"), said.value("vote.share_of")
    assert isinstance(parts, int)  # noqa: S101  the catalogue's kind of it is a count
    assert isinstance(of, int)  # noqa: S101  as is this one's
    return Majority(
        parts,
        of,
        SharedAmong(str(said.value("vote.share_among"))),
        TieBreak(str(said.value("vote.tie_settled_by"))),
    )


@remembered
def is_laid_down(act: str, name: str, on: dt.date, *, is_council: bool) -> bool:
    """Tell whether the law lays something down for such a body; silence is no."""
    return laid_down(act, {"body.is_council": is_council}, on).value(name) is True


@remembered
def is_reported_at_next(on: dt.date, *, is_urgent: bool) -> bool:
    """Whether a decision on delegation is reported at the body's very next meeting."""
    facts = {"delegation.is_urgent": is_urgent}
    return (
        laid_down("delegation.report", facts, on).value("delegation.reported_at_next") is True
    )


@remembered
def is_tabled_first(on: dt.date) -> bool:
    """Whether the law lets the council do nothing but table an extra election at first."""
    facts = {
        "body.is_council": True,
        "item.is_extra_election": True,
        "item.was_tabled_before": False,
        "decision.is_tabling": False,
        "decision.spends": False,
        "decision.says_financing": False,
    }
    return judged("meeting.decide", facts, known_from(on)).is_stopped
