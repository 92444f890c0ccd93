"""The Local Government Act as rules: what it says of an act in the room, on a day.

The provisions are data (rules/data/riket/kommunallagen), dated and cited. Nothing here
decides; it asks the engine and gives the verdict with the sections that it rests on.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from samspel.rules.catalogue.choices import Ground
from samspel.rules.explanation import Settings, Verdict
from samspel.rules.facts import Facts
from samspel.rules.judging import Compiled, compile_ruleset
from samspel.rules.rulebook import load_statute

STATUTE = "riket/kommunallagen"


@lru_cache(maxsize=1)
def _compiled() -> Compiled:
    return compile_ruleset(load_statute(STATUTE))


def judged(act: str, facts: Facts, on: dt.date) -> Verdict:
    """Judge an act in the room by the law that applied on the day."""
    return _compiled().judge(act, facts, on)


def laid_down(act: str, facts: Facts, on: dt.date) -> Settings:
    """Give what the law lays down for an act on the day: days, weeks, counts."""
    return _compiled().settings(act, facts, on)


def known_from(on: dt.date) -> dt.date:
    """Give the day, or the law's first: days before it are counted as it first stood."""
    return max(on, _compiled().ruleset.effective_from)


@lru_cache(maxsize=512)
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


def quorum_part(on: dt.date, *, is_council: bool) -> int:
    """Give of how large a part of the members more must be there: 2 for more than half."""
    return count_laid_down(
        "meeting.handle_item", "quorum.more_than_one_in", on, is_council=is_council
    )


@lru_cache(maxsize=4096)
def count_laid_down(act: str, name: str, on: dt.date, *, is_council: bool | None = None) -> int:
    """Give a number that the law lays down, such as a count of months.

    ``is_council`` is given where the law speaks of the council and of committees apart.
    """
    facts: Facts = {} if is_council is None else {"body.is_council": is_council}
    value = laid_down(act, facts, on).value(name)
    assert isinstance(value, int)  # noqa: S101  the catalogue's kind of it is a count
    return value
