"""Remarks: what the law says against a rule set, with its section and what would be right."""

from __future__ import annotations

from dataclasses import dataclass

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.sentence import Sentence


class Severity(LabelledEnum):
    """Whether a remark stops the rule set or only warns."""

    STOPS = "stops", _("stoppar")
    WARNS = "warns", _("varnar")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a rule set that the law speaks against."""

    severity: Severity
    law: str
    rule: str
    file: str
    line: int
    what: Sentence
    right: Sentence

    def __str__(self) -> str:
        return f"{self.file}, rad {self.line}: {self.what} {self.right} ({self.law})"
