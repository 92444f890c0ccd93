"""Quorum, the count of a vote, ties, elections, and a minority's size.

KL 5 kap. 45 and 46 §§ and 6 kap. 27 § (quorum); 4 kap. 24–26 §§ (one vote, the right to
abstain, the chair's duty); 5 kap. 54–56 §§ and 6 kap. 33 § (open votes, simple majority,
casting vote, lots). How large a part is asked for is data (``calculation.statute``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from samspel.meetings.calculation.record import QuorumRecord
from samspel.meetings.enums import VoteChoice

SIMPLE = Fraction(1, 2)


def needed_of(seats: int, *, more_than_one_in: int) -> int:
    """Give how many must be there: more than that part of the seats (more than half, by 2)."""
    return seats // more_than_one_in + 1


def quorum(
    present: int,
    seats: int,
    *,
    more_than_one_in: int,
    out_for_conflict: int = 0,
    is_council: bool = False,
) -> QuorumRecord:
    """Give the quorum of an item: more than the law's part of the members must be there.

    ``present`` counts those who serve. In the council, and there alone, whoever is kept
    out by a conflict of interest does not make it too small (KL 5 kap. 46 §).
    """
    needed = needed_of(seats, more_than_one_in=more_than_one_in)
    saved = is_council and present < needed <= present + out_for_conflict
    return QuorumRecord(present, needed, seats, conflict_exception=saved)


class Tie(Enum):
    """What settles a vote that came out even."""

    NONE = "none"
    CASTING_VOTE = "casting_vote"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted vote. ``carried`` is None until a tie has been settled.

    ``tie`` says how it was, or must be, settled.
    """

    yes: int
    no: int
    abstained: int
    absent: int
    tie: Tie
    carried: bool | None


def tally(
    votes: Mapping[VoteChoice, int],
    *,
    casting: VoteChoice | None = None,
    is_personal: bool = False,
    lot: bool | None = None,
    share: Fraction = SIMPLE,
    present: int | None = None,
) -> Tally:
    """Count a vote.

    ``casting`` is how the chair voted, which settles a tie (KL 5 kap. 56 §); abstaining
    settles nothing, so the chair must then vote (4 kap. 25 §). ``is_personal`` is an
    election or an employment, where lots settle it: ``lot`` is what they said.
    ``share`` above a half asks for that share of those ``present`` (5 kap. 10 och 37 §§).
    Refuses (ValueError) a qualified majority of nobody knows how many.
    """
    yes, no = votes.get(VoteChoice.YES, 0), votes.get(VoteChoice.NO, 0)
    rest = votes.get(VoteChoice.ABSTAIN, 0), votes.get(VoteChoice.ABSENT, 0)
    if share > SIMPLE:
        if present is None:
            raise ValueError(share)
        return Tally(yes, no, *rest, Tie.NONE, yes >= present * share)
    if yes != no:
        return Tally(yes, no, *rest, Tie.NONE, yes > no)
    if is_personal:
        return Tally(yes, no, *rest, Tie.LOT, lot)
    settled = {VoteChoice.YES: True, VoteChoice.NO: False}
    return Tally(yes, no, *rest, Tie.CASTING_VOTE, settled.get(casting) if casting else None)


def count_rows(choices: Iterable[VoteChoice]) -> dict[VoteChoice, int]:
    """Give how many voted each way, with 0 for what nobody did."""
    found = Counter(choices)
    return {choice: found[choice] for choice in VoteChoice}


@dataclass(frozen=True, slots=True)
class Election:
    """An election by ballot papers: who is in, and between whom lots must be drawn.

    Lots fill ``places_left`` places among ``tied``; both are empty when none is needed.
    """

    elected: tuple[str, ...]
    tied: tuple[str, ...]
    places_left: int


def elect(counts: Mapping[str, int], places: int, drawn: Iterable[str] = ()) -> Election:
    """Give the outcome of an election by simple majority (KL 5 kap. 54–56 §§).

    ``drawn`` names whom lots chose among the tied. Refuses (ValueError) lots for a name
    that is not tied, and more of them than there are places.
    """
    ranked = sorted((name for name, votes in counts.items() if votes), key=lambda n: -counts[n])
    if len(ranked) <= places:
        return _with_lots(tuple(ranked), (), 0, tuple(drawn))
    if places < 1:
        return _with_lots((), (), 0, tuple(drawn))
    border = counts[ranked[places - 1]]
    above = tuple(name for name in ranked if counts[name] > border)
    level = tuple(name for name in ranked if counts[name] == border)
    left = places - len(above)
    if len(level) <= left:
        return _with_lots(above + level, (), 0, tuple(drawn))
    return _with_lots(above, level, left, tuple(drawn))


def _with_lots(
    elected: tuple[str, ...], tied: tuple[str, ...], left: int, drawn: tuple[str, ...]
) -> Election:
    if len(set(drawn)) != len(drawn) or not set(drawn) <= set(tied) or len(drawn) > left:
        raise ValueError(drawn)
    rest = tuple(name for name in tied if name not in drawn)
    open_places = left - len(drawn)
    return Election(elected + drawn, rest if open_places else (), open_places)


def part_of(count: int, *, one_in: int) -> int:
    """Give how many one in so many of a count is, rounded up: of a third, with 3."""
    return -(-count // one_in)


def is_enough(asking: int, count: int, *, one_in: int) -> bool:
    """Tell whether those who ask are the part of the count that the law wants; never of none."""
    return count > 0 and asking >= part_of(count, one_in=one_in)
