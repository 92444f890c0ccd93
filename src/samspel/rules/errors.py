"""What the engine refuses with, and how it reports what is wrong in a rule file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

from .sentence import Sentence
from .values import swedish_day


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a rule file: where, what is wrong and what would be right."""

    file: str
    line: int
    what: Sentence
    right: Sentence

    def __str__(self) -> str:
        return f"{self.file}, rad {self.line}: {self.what} {self.right}"


class RulesetInvalid(Refused):
    """The guideline cannot be read, or its cases do not hold. Lists every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: (each.file, each.line)))
        super().__init__(
            _(
                "Riktlinjerna kan inte läsas in. Antal fel: %(count)s. Rätta dem och försök igen."
            ),
            count=len(self.problems),
        )

    def __str__(self) -> str:
        return "\n".join([self.message, *map(str, self.problems)])


class NoRuleInForce(Refused):
    """No guideline for the area was in force on the day of the event."""

    def __init__(self, area: str, day: dt.date) -> None:
        self.area = area
        self.day = day
        super().__init__(
            _(
                "Det finns inga riktlinjer om %(area)s som gäller den %(day)s. "
                "Välj en annan dag, eller be den som förvaltar riktlinjerna att lägga in dem."
            ),
            area=area,
            day=swedish_day(day),
        )


class FactMissing(Refused):
    """A setting depends on a fact that is not known, so it cannot be told."""

    def __init__(self, setting: str, facts: Iterable[str]) -> None:
        super().__init__(
            _(
                "Det går inte att avgöra vad som gäller för ”%(setting)s”. "
                "Uppgift saknas: %(facts)s. Fyll i den och försök igen."
            ),
            setting=setting,
            facts=", ".join(facts),
        )


class FactMistake(ValueError):
    """A fact that the act does not offer, or a value of the wrong kind: a fault in our code."""
