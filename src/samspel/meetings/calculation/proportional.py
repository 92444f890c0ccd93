"""Proportional elections: who may ask for one, and how places fall on groups.

Lagen (2022:629) om proportionella val i kommuner och regioner (LPV), which since 1 July
2022 stands where the act of 1992 stood. 2 § gives the quota, and places go one by one to
the group with the highest comparative number: its votes divided by one more than the
places that it has. Lots settle what is level. Each group goes in with one list, and its
names take the group's places in their order (19 §).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


def quota(present: int, places: int, *, added: int) -> int:
    """Give how many have to ask: those present by the places and what the law adds, rounded up."""
    return -(-present // (places + added))


@dataclass(frozen=True, slots=True)
class Group:
    """A group of voters: its designation, its ballot papers, and its names in order."""

    name: str
    votes: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A place that falls on a group, with its comparative number; by lot where level."""

    group: str
    number: Fraction
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class Distribution:
    """How the places fell; ``level`` names the groups between whom lots must be drawn now."""

    steps: tuple[Step, ...]
    level: tuple[str, ...] = ()

    def places_of(self, group: str) -> int:
        """Give how many places a group has."""
        return sum(step.group == group for step in self.steps)


class NamesMissing(Exception):
    """A group gets more places than it has names; carries which."""


def distribute(groups: Sequence[Group], places: int, drawn: Iterable[str] = ()) -> Distribution:
    """Give the places to the groups one by one.

    Lots are needed only where there are fewer places left than groups that are level: else
    each of them gets one in any case. ``drawn`` names whom lots chose, in their order; where
    more lots are needed it stops and says between whom. Refuses (ValueError) a lot that fell on
    a group that was not level, and lots that nobody needed.
    """
    lots = list(drawn)
    steps: list[Step] = []
    for _place in range(places):
        best = _best(groups, steps)
        if not best:
            break
        number, level = best
        if len(level) > places - len(steps):
            if not lots:
                return Distribution(tuple(steps), tuple(each.name for each in level))
            chosen = lots.pop(0)
            if chosen not in {each.name for each in level}:
                raise ValueError(chosen)
            steps.append(Step(chosen, number, by_lot=True))
        else:
            steps.append(Step(level[0].name, number))
    if lots:
        raise ValueError(lots)
    return Distribution(tuple(steps))


def _best(
    groups: Sequence[Group], steps: Sequence[Step]
) -> tuple[Fraction, list[Group]] | None:
    """Give the highest comparative number and the groups that have it."""
    numbers = {
        each: Fraction(each.votes, 1 + sum(step.group == each.name for step in steps))
        for each in groups
        if each.votes
    }
    if not numbers:
        return None
    highest = max(numbers.values())
    return highest, [each for each, number in numbers.items() if number == highest]


def elected(groups: Sequence[Group], distribution: Distribution) -> dict[str, tuple[str, ...]]:
    """Give who takes each group's places: the names in their order (LPV 19 §).

    Raises NamesMissing where a group has fewer names than places.
    """
    found: dict[str, tuple[str, ...]] = {}
    for each in groups:
        count = distribution.places_of(each.name)
        if count > len(each.names):
            raise NamesMissing(each.name)
        found[each.name] = each.names[:count]
    return found
