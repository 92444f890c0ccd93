"""Quorum, the count of a vote, ties, elections, and a minority's size.

KL 5 kap. 45 and 46 §§ and 6 kap. 27 § (quorum); 5 kap. 54–56 §§ and 6 kap. 33 § (open votes,
simple majority, casting vote, lots). How large a part is asked for, of whom, and what
settles a tie is data (``calculation.statute``); here it is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspel.meetings.calculation.record import QuorumRecord
from samspel.meetings.enums import VoteChoice
from samspel.rules.catalogue.choices import SharedAmong, TieBreak


def needed_of(seats: int, *, more_than_one_in: int) -> int:
    """Give how many must be there: more than that part of the seats (more than half, by 2)."""
    return seats // more_than_one_in + 1


def quorum(
    present: int,
    seats: int,
    *,
    more_than_one_in: int,
    out_for_conflict: int = 0,
    excepts_conflicts: bool = False,
) -> QuorumRecord:
    """Give the quorum of an item: more than the law's part of the members must be there.

    ``present`` counts those who serve. ``excepts_conflicts`` where the law lets whoever is
    kept out by a conflict of interest make it no smaller (KL 5 kap. 46 §).
    """
    needed = needed_of(seats, more_than_one_in=more_than_one_in)
    saved = excepts_conflicts and present < needed <= present + out_for_conflict
    return QuorumRecord(present, needed, seats, conflict_exception=saved)


@dataclass(frozen=True, slots=True)
class Majority:
    """What the law asks of a vote: the share, of whom it is counted, what settles a tie.

    More than the share of those who vote, or at least the share of those present.
    """

    parts: int
    of: int
    among: SharedAmong
    tie: TieBreak

    def beyond(self, votes: int, count: int) -> int:
        """Give by how much the votes pass the share of the count: 0 when just there."""
        return votes * self.of - count * self.parts


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted vote. ``carried`` is None until a tie has been settled.

    ``tie`` says how it was, or must be, settled.
    """

    yes: int
    no: int
    abstained: int
    absent: int
    tie: TieBreak
    carried: bool | None


def tally(
    votes: Mapping[VoteChoice, int],
    majority: Majority,
    *,
    casting: VoteChoice | None = None,
    lot: bool | None = None,
    present: int | None = None,
) -> Tally:
    """Count a vote, by what the law asks of it.

    ``casting`` is how the chair voted; abstaining settles nothing. ``lot`` is what lots
    said. Which of them settles a tie, the majority says. Refuses (ValueError) a share of
    those present when it is not known how many they are.
    """
    yes, no = votes.get(VoteChoice.YES, 0), votes.get(VoteChoice.NO, 0)
    rest = votes.get(VoteChoice.ABSTAIN, 0), votes.get(VoteChoice.ABSENT, 0)
    if majority.among is SharedAmong.PRESENT:
        if present is None:
            raise ValueError(majority)
        return Tally(yes, no, *rest, TieBreak.NONE, majority.beyond(yes, present) >= 0)
    beyond = majority.beyond(yes, yes + no)
    if beyond:
        return Tally(yes, no, *rest, TieBreak.NONE, beyond > 0)
    if majority.tie is TieBreak.LOT:
        return Tally(yes, no, *rest, TieBreak.LOT, lot)
    settled = {VoteChoice.YES: True, VoteChoice.NO: False}
    return Tally(
        yes, no, *rest, TieBreak.CASTING_VOTE, settled.get(casting) if casting else None
    )


def turned(votes: Mapping[VoteChoice, int]) -> dict[VoteChoice, int]:
    """Give the votes with yes and no in each other's place, for a share that no must reach."""
    swapped = {VoteChoice.YES: VoteChoice.NO, VoteChoice.NO: VoteChoice.YES}
    return {swapped.get(choice, choice): count for choice, count in votes.items()}


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
