"""What every rule rests on: a decision, a clause of the text, and a source."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_DECISION = re.compile(
    r"(?P<body>[^§\d][^§]*?)(?: (?P<day>\d{4}-\d{2}-\d{2}))?(?: § (?P<paragraph>\d{1,4}))?"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in a body's minutes: who, which day, which §.

    Day and § are left out only in examples that are known second-hand.
    """

    body: str
    day: dt.date | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        day = f" {self.day}" if self.day else ""
        paragraph = f" § {self.paragraph}" if self.paragraph else ""
        return f"{self.body}{day}{paragraph}"

    @property
    def is_complete(self) -> bool:
        """Whether both the day and the § are stated."""
        return self.day is not None and self.paragraph is not None

    @classmethod
    def parse(cls, text: str) -> Decision | None:
        """Read "kommunstyrelsen 2023-02-14 § 18". Gives ``None`` for what cannot be read."""
        match = _DECISION.fullmatch(text.strip())
        if match is None:
            return None
        try:
            day = dt.date.fromisoformat(match["day"]) if match["day"] else None
        except ValueError:
            return None
        return cls(match["body"], day, int(match["paragraph"]) if match["paragraph"] else None)


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of the guideline in its own words, quoted wherever the rules speak."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a guideline is taken from: the document and, if there is one, its address."""

    name: str
    address: str = ""
