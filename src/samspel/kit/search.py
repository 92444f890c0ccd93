"""Search from anywhere: a registry of providers, and how likeness is measured.

Each module that has something to find registers a provider, which gives only what the
viewer may see. Typing is forgiven by trigrams in Python: a municipality's registers
are small enough to be ranked where they are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samspel.foundation.swedish import likeness, search_key, trigrams

ENOUGH = 0.4
SHORTEST = 2
MOST = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its name, a line about it, where it is, and how well it fits."""

    title: str
    url: str
    detail: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Hits:
    """What one provider found, under its heading; ``more`` is how many are not shown."""

    key: str
    label: str
    hits: tuple[Hit, ...]
    more: int = 0


Provider = Callable[[str, Any], list[Hit]]
"""Takes the words asked for and the viewer; gives the hits that the viewer may see."""

_PROVIDERS: dict[str, tuple[object, Provider]] = {}


def register_search(key: str, label: object, provider: Provider) -> None:
    """Register a provider under its key; the label is the heading of its hits."""
    _PROVIDERS[key] = (label, provider)


def search(words: str, viewer: object, *, most: int = MOST) -> list[Hits]:
    """Give what is found, the best provider first; nothing for less than two letters."""
    asked = search_key(words)
    if len(asked.replace(" ", "")) < SHORTEST and not any(char.isdigit() for char in asked):
        return []
    found = []
    for key, (label, provider) in _PROVIDERS.items():
        hits = sorted(provider(words, viewer), key=lambda hit: -hit.score)
        if hits:
            more = max(len(hits) - most, 0)
            found.append(Hits(key, str(label), tuple(hits[:most]), more))
    return sorted(found, key=lambda each: -each.hits[0].score)


def score(words: str, text: str) -> float:
    """Score a text from 0 to 1: every word asked for must be like one of its words.

    A word that begins the same counts almost whole, so that one may stop typing early.
    """
    asked, parts = search_key(words).split(), search_key(text).split()
    if not asked or not parts:
        return 0.0
    return min(max(_alike(word, part) for part in parts) for word in asked)


def _alike(word: str, part: str) -> float:
    if word == part:
        return 1.0
    if part.startswith(word):
        return 0.95
    return likeness(trigrams(word), trigrams(part))
