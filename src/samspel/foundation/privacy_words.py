"""The privacy guard's words, read once from ``privacy_words.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("privacy_words.yaml")
# Endings of Swedish nouns, adjectives and verbs, generously; the words are chosen so that
# no other word begins with them and goes on like this.
_ENDING = "(?:e?n|e?t|a|e|ar|er|or|are|aren|arna|erna|orna|na|ad|ade|at|r)?s?"
_SHORT_ENDING = "(?:en)?(?::?s)?"
_SHORT = 3
_LETTERS = r"[^\W\d_]*"


@dataclass(frozen=True, slots=True)
class KindOfWords:
    """The words of one kind of sensitive data."""

    always: re.Pattern[str]
    near_person: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PrivacyWords:
    """All lists of the file; single words are in lower case."""

    kinds: dict[str, KindOfWords]
    never: re.Pattern[str]
    persons: re.Pattern[str]
    titles: frozenset[str]
    openers: frozenset[str]
    not_names: frozenset[str]
    not_name_endings: tuple[str, ...]
    place_nouns: frozenset[str]
    time_words: frozenset[str]
    not_vehicles: frozenset[str]
    office_mailboxes: frozenset[str]
    first_names: frozenset[str]
    ambiguous_first_names: frozenset[str]
    surname_endings: tuple[str, ...]


@cache
def privacy_words() -> PrivacyWords:
    """Give the words of the guard."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    kinds = {
        kind: KindOfWords(
            _pattern(_listed(words["always"])), _pattern(_listed(words["near_person"]))
        )
        for kind, words in raw["kinds"].items()
    }
    return PrivacyWords(
        kinds=kinds,
        never=_pattern(_listed(raw["never"])),
        persons=_alternatives(map(re.escape, _listed(raw["persons"]))),
        titles=frozenset(_listed(raw["titles"])),
        openers=frozenset(_listed(raw["openers"])),
        not_names=frozenset(_listed(raw["not_names"])),
        not_name_endings=tuple(_listed(raw["not_name_endings"])),
        place_nouns=frozenset(_listed(raw["place_nouns"])),
        time_words=frozenset(_listed(raw["time_words"])),
        not_vehicles=frozenset(raw["not_vehicles"].split()),
        office_mailboxes=frozenset(raw["office_mailboxes"].split()),
        first_names=frozenset(raw["first_names"].lower().split()),
        ambiguous_first_names=frozenset(raw["ambiguous_first_names"].lower().split()),
        surname_endings=tuple(_listed(raw["surname_endings"])),
    )


def _listed(text: str) -> list[str]:
    """Give the words and phrases of a list that is parted by commas."""
    return [" ".join(part.split()) for part in text.split(",") if part.strip()]


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Give the pattern that finds the words with their endings."""
    return _alternatives(map(_word, words))


def _word(word: str) -> str:
    """Give the pattern of one word or phrase.

    A very short word is only found in lower case or all in capitals, so that "rom" is
    not the city; its endings are few, so that it is not "roman" either.
    """
    if len(word) <= _SHORT:
        return f"(?-i:{re.escape(word)}|{re.escape(word.upper())}){_SHORT_ENDING}"
    body = re.escape(word).replace(r"\*", _LETTERS).replace(r"\ ", r"\s+")
    return body if word.endswith("*") else body + _ENDING


def _alternatives(patterns: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern of whole words that finds any of the patterns."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
