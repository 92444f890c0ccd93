"""Changes: what a comparison of two versions of a guideline tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _

from .sentence import Sentence, sentence


class ChangeKind(LabelledEnum):
    """Whether something came, went or became different."""

    ADDED = "added", _("nytt")
    REMOVED = "removed", _("borttaget")
    CHANGED = "changed", _("ändrat")


class Part(LabelledEnum):
    """Which part of a guideline a change is in."""

    INDEX = "index", _("uppgifter om riktlinjerna")
    CLAUSE = "clause", _("text")
    PROVISION = "provision", _("bestämmelse")
    AMOUNT = "amount", _("belopp")
    CASE = "case", _("fall")


class Words(NamedTuple):
    """A run of words that is the same, came or went (``None`` for the same)."""

    kind: ChangeKind | None
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the new version changes, said in one sentence.

    ``clause`` is where it belongs in the text, if anywhere; ``words`` is how a text
    has changed, word by word.
    """

    kind: ChangeKind
    part: Part
    id: str
    said: Sentence
    clause: str = ""
    words: tuple[Words, ...] = ()

    def __str__(self) -> str:
        return str(self.said)


def or_nothing(value: object) -> object:
    """Give the value, or the word for nothing where there is none."""
    return value if str(value) else sentence(_("ingenting"))
