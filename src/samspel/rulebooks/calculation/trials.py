"""A draft tried on what has happened: many acts, each under its own version and the draft."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from samspel.rules.amounts.moving import begun
from samspel.rules.dated import Dated, Period, Version
from samspel.rules.judging import Compiled
from samspel.rules.provisions import Outcome, Provision, Ruleset
from samspel.rules.trial import Difference, JudgedAct, trial

MOST_ACTS = 10_000
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Tried:
    """What the draft would have meant: how many acts, which differ, and why."""

    count: int
    differences: tuple[Difference, ...]

    @property
    def same(self) -> int:
        """How many acts come out the same."""
        return self.count - len(self.differences)

    @property
    def shown(self) -> tuple[Difference, ...]:
        """The first of those that differ, the newest first."""
        newest = sorted(self.differences, key=lambda each: each.judged.on, reverse=True)
        return tuple(newest[:MOST_SHOWN])

    @property
    def by_outcome(self) -> list[tuple[tuple[Outcome | None, Outcome | None], int]]:
        """How many acts go from which outcome to which, the most first."""
        return Counter((each.old, each.new) for each in self.differences).most_common()

    @property
    def by_reason(self) -> list[tuple[str, int]]:
        """How many acts each reason explains, the most first."""
        said = Counter(str(why) for each in self.differences for why in each.because)
        return said.most_common()


def tried_under(
    draft: Ruleset, old: Mapping[int, Compiled], acts: Sequence[tuple[int, JudgedAct]]
) -> Tried:
    """Judge the acts again, each under the version it was judged by and under the draft.

    Takes the acts with the key of their version. The draft is judged as if it had been
    in force all along, since its own first day is most often still to come.
    """
    if not acts:
        return Tried(0, ())
    earliest = min(act.on for _key, act in acts)
    new = Compiled(backdated(draft, earliest))
    differences: list[Difference] = []
    for key, group in groupby(sorted(acts, key=_version), key=_version):
        result = trial(old[key], new, (act for _key, act in group))
        differences += result.differences
    return Tried(len(acts), tuple(differences))


def _version(row: tuple[int, JudgedAct]) -> int:
    return row[0]


def backdated(ruleset: Ruleset, first: dt.date) -> Ruleset:
    """Give the rule set as if it had begun on an earlier day and never ended.

    Compile the result with ``Compiled``: the cache of ``compile_ruleset`` goes by the
    files' hash, which is the same.
    """
    begins = ruleset.effective_from
    if first >= begins and ruleset.effective_to is None:
        return ruleset
    earlier = min(first, begins)
    return replace(
        ruleset,
        period=Period(earlier),
        provisions=tuple(_begun(ruleset.provisions, begins, ruleset.effective_to, earlier)),
        amounts=begun(ruleset.amounts, ruleset.period, earlier),
    )


def _begun(
    provisions: Iterable[Provision], begins: dt.date, ends: dt.date | None, earlier: dt.date
) -> Iterable[Provision]:
    for each in provisions:
        first = earlier if each.period.first == begins else each.period.first
        end = None if each.period.end == ends else each.period.end
        yield replace(each, period=Period(first, end), values=_values(each, begins, earlier))


def _values(provision: Provision, begins: dt.date, earlier: dt.date) -> Dated | None:  # type: ignore[type-arg]  # of any kind of value
    """Let the value that holds when the guideline begins hold from the earlier day."""
    if provision.values is None:
        return None
    standing = provision.values.on(begins)
    if standing is None:
        return provision.values
    later = [each for each in provision.values if each.takes_effect > begins]
    return Dated([Version(earlier, standing.decided_on, standing.value), *later])
