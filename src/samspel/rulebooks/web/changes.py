"""The differences between two versions, sorted under the headings that they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.rulebooks.calculation.alignment import Aligned, aligned
from samspel.rules.catalogue import ACTS
from samspel.rules.compare import Change, Part, Words, compare
from samspel.rules.provisions import Ruleset


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One difference, in a sentence; of a text also word by word."""

    kind: str
    said: str
    words: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """The differences under one heading."""

    heading: str
    changes: Sequence[ShownChange]


@dataclass(frozen=True, slots=True)
class ShownChanges:
    """Everything that a version changes."""

    index: Sequence[ShownChange]
    places: Sequence[ShownPlace]
    cases: Sequence[ShownChange]
    acts: Sequence[tuple[str, int]]
    is_new: bool

    @property
    def count(self) -> int:
        """How many differences there are, cases aside."""
        return len(self.index) + sum(len(each.changes) for each in self.places)


def shown_changes(old: Ruleset | None, new: Ruleset) -> ShownChanges:
    """Give what a version changes in another; with nothing before it, all of it is new."""
    if old is None:
        acts = Counter(each.act for each in new.provisions)
        return ShownChanges((), (), (), _acts(acts), is_new=True)
    same = aligned(old, new)
    titles = [each for each in compare(old, new) if each.part is Part.INDEX]
    changes = [each for each in compare(old, same.ruleset) if each.part is not Part.INDEX]
    index = [_shown(each) for each in titles if not _is_of_drafting(each, new)]
    return ShownChanges(
        index=[*index, *_followed(same)],
        places=_places(changes, old, new),
        cases=[_shown(each) for each in changes if each.part is Part.CASE],
        acts=_acts(_touched(changes, old, new)),
        is_new=False,
    )


def _followed(same: Aligned) -> list[ShownChange]:
    """Say once what follows everywhere from a new decision or a new first day."""
    said = []
    if same.redecided:
        words = ngettext(
            "%(count)s bestämmelse vilar nu på det nya beslutet.",
            "%(count)s bestämmelser vilar nu på det nya beslutet.",
            same.redecided,
        )
        said.append(ShownChange("changed", words % {"count": same.redecided}))
    if same.redated_cases:
        words = ngettext(
            "%(count)s fall har fått en ny dag och är i övrigt oförändrat.",
            "%(count)s fall har fått en ny dag och är i övrigt oförändrade.",
            same.redated_cases,
        )
        said.append(ShownChange("changed", words % {"count": same.redated_cases}))
    return said


def _is_of_drafting(change: Change, new: Ruleset) -> bool:
    """Whether a difference is only that the draft has no decision of its own yet."""
    return change.part is Part.INDEX and change.id in {"status", "decision"} and new.is_example


def _places(changes: Sequence[Change], old: Ruleset, new: Ruleset) -> list[ShownPlace]:
    """Sort the differences under their headings, in the order of the new text."""
    order = list(dict.fromkeys([*(c.id for c in new.clauses), *(c.id for c in old.clauses)]))
    headings = {c.id: c.heading for c in (*old.clauses, *new.clauses)}
    told = [each for each in changes if each.part in (Part.CLAUSE, Part.PROVISION, Part.AMOUNT)]
    found: dict[str, list[ShownChange]] = {}
    for id_ in ["", *order]:
        own = [_shown(each) for each in told if each.clause == id_]
        if own:
            found.setdefault(headings.get(id_, _("Hela texten")), []).extend(own)
    return [ShownPlace(heading, own) for heading, own in found.items()]


def _shown(change: Change) -> ShownChange:
    return ShownChange(change.kind.value, change.said.through(_), change.words)


def _touched(changes: Sequence[Change], old: Ruleset, new: Ruleset) -> Counter[str]:
    """Count, per act, the provisions that came, went or became different."""
    ids = {each.id for each in changes if each.part is Part.PROVISION}
    acts: Counter[str] = Counter()
    for id_ in ids:
        found = new.provision_by_id.get(id_) or old.provision_by_id.get(id_)
        if found is not None:
            acts[found.act] += 1
    return acts


def _acts(counted: Counter[str]) -> list[tuple[str, int]]:
    """Give the acts in the order of the catalogue, with how many provisions each."""
    return [(_(act.label), counted[key]) for key, act in ACTS.items() if counted[key]]
