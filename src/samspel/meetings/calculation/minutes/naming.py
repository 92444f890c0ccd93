"""What things are called inside the sentences: persons, drafts, proposals, sides of a vote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from samspel.foundation.swedish import capitalise, genitive, join_words
from samspel.meetings.calculation.procedure import LATER
from samspel.meetings.calculation.record import (
    DRAFT,
    NOTHING,
    REJECT,
    TODAY,
    Alternative,
    ItemRecord,
    PersonRef,
    ProposalRecord,
)
from samspel.meetings.enums import ProposalKind

# What follows a body's name when it is told when it proposed: "21 oktober § 151".
_DAY_AND_PARAGRAPH = re.compile(r",?\s+(?:den )?(?:\d|§).*$")


def inside(text: str) -> str:
    """Begin a text in lower case, as inside a sentence; not an abbreviation ("KS …")."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def origin_of(text: str) -> str:
    """Give whose a draft is, without its day and paragraph: "Arbetsutskottet"."""
    return _DAY_AND_PARAGRAPH.sub("", text.strip())


def persons(people: Iterable[PersonRef]) -> str:
    """List persons as in a sentence, each once."""
    return join_words(dict.fromkeys(each.printed for each in people))


def full_stop(text: str) -> str:
    """Close a text with a full stop where it has no end of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".!?”\"'" else f"{text}."


@dataclass(frozen=True, slots=True)
class Side:
    """An alternative in three forms: as a noun, with its verb, and with whose it is."""

    noun: str
    verb: str


@dataclass(frozen=True)
class Names:
    """What the alternatives of one item are called."""

    item: ItemRecord

    @cached_property
    def draft(self) -> str:
        """What the draft is called: "arbetsutskottets förslag", "förslaget till beslut"."""
        if self.item.draft is None or not self.item.draft.origin.strip():
            return "förslaget till beslut"
        origin = inside(origin_of(self.item.draft.origin))
        return origin if origin.endswith("förslag") else f"{genitive(origin)} förslag"

    def supported(self, made: ProposalRecord) -> str:
        """What an approval is of: somebody's proposal, or the draft."""
        other = next((p for p in self.item.proposals if p.proposal_id == made.supports), None)
        return self.draft if other is None else self.proposal(other)

    def proposal(self, made: ProposalRecord) -> str:
        """What a proposal is called: "Anna Ekelöfs (C) ändringsyrkande"."""
        return f"{genitive(self.mover(made))} {_PROPOSAL_WORD[made.kind]}"

    def mover(self, made: ProposalRecord) -> str:
        """Who a proposal is called after; the chair by the title too."""
        return f"ordföranden {made.mover.printed}" if made.by_chair else made.mover.printed

    def movers(self, made: Iterable[ProposalRecord]) -> str:
        """List those behind proposals of one kind, movers and seconders, chair first."""
        found: dict[str, None] = {}
        for each in made:
            found[self.mover(each)] = None
            found.update(dict.fromkeys(person.printed for person in each.seconders))
        return capitalise(join_words(found))

    def side(self, chosen: Alternative) -> Side:
        """Give an alternative in words, from its key; what has no key of ours by its label."""
        return self._known.get(chosen.key) or self._proposed(chosen)

    @cached_property
    def _known(self) -> dict[str, Side]:
        return {
            DRAFT: Side(f"bifall till {self.draft}", f"bifalla {self.draft}"),
            REJECT: Side(f"avslag på {self.draft}", f"avslå {self.draft}"),
            TODAY: Side("att ärendet avgörs i dag", "ärendet ska avgöras i dag"),
            NOTHING: Side("avslag på tillägget", "avslå tillägget"),
            LATER: Side("att ärendet inte avgörs i dag", "ärendet inte ska avgöras i dag"),
            **{kind.value: Side(*_OF_MATTER[kind]) for kind in ProposalKind if kind.is_formal},
        }

    def nouns(self, chosen: Iterable[Alternative]) -> list[str]:
        """Give the sides of a choice as nouns, without saying the same draft twice."""
        found = [self.side(each).noun for each in chosen]
        said = f"bifall till {self.draft}" in found
        return [
            "avslag" if said and each == f"avslag på {self.draft}" else each for each in found
        ]

    def _proposed(self, chosen: Alternative) -> Side:
        made = next((each for each in self.item.proposals if each.key == chosen.key), None)
        if made is None:
            return Side(inside(chosen.label), f"anta {inside(chosen.label)}")
        if made.kind in _OF_MATTER:
            noun, verb = _OF_MATTER[made.kind]
            return Side(noun % {"draft": self.draft}, verb % {"draft": self.draft})
        name = self.proposal(made)
        return Side(f"bifall till {name}", f"bifalla {name}")


_OF_MATTER = {
    ProposalKind.APPROVAL: ("bifall till %(draft)s", "bifalla %(draft)s"),
    ProposalKind.REJECTION: ("avslag på %(draft)s", "avslå %(draft)s"),
    ProposalKind.REFERRAL_BACK: ("återremiss av ärendet", "återremittera ärendet"),
    ProposalKind.TABLING: ("bordläggning av ärendet", "bordlägga ärendet"),
}
_PROPOSAL_WORD = {
    ProposalKind.APPROVAL: "yrkande om bifall",
    ProposalKind.REJECTION: "yrkande om avslag",
    ProposalKind.AMENDMENT: "ändringsyrkande",
    ProposalKind.ADDITION: "tilläggsyrkande",
    ProposalKind.REFERRAL_BACK: "yrkande om återremiss",
    ProposalKind.TABLING: "yrkande om bordläggning",
    ProposalKind.OWN: "yrkande",
}
