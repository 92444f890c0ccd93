"""Names of persons in running Swedish text, apart from those that may stand there.

There is no dictionary of all names. A group of words with capitals is taken for a name
when it begins with a common first name, ends as Swedish surnames do, or stands after a
word for a person; else only when nothing says that it is a place or an organisation. One
word alone must be a common first name or stand after a word for a person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samspel.foundation.privacy_words import privacy_words
from samspel.foundation.swedish import search_key

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTICLES = frozenset(
    {"von", "af", "av", "de", "du", "da", "van", "der", "el", "al", "bin", "ibn"}
)
_SENTENCE_END = frozenset(".!?:\n\r•*")
_SKIPPED_BEFORE = " \t\u00a0\"'”»“(–-"
_PLACED = frozenset({"i", "på", "vid"})
_LONGEST = 4  # words in one name
_LONGEST_RUN = 12  # words with capitals that are looked at together


@dataclass(frozen=True, slots=True)
class _Token:
    """A word in the text; ``begins`` tells that a sentence begins with it."""

    index: int
    text: str
    start: int
    end: int
    begins: bool

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name: a capital, then lower case."""
        return self.text[0].isupper() and any(char.islower() for char in self.text)


class KnownNames:
    """The names that may stand in a text: officials, elected persons, units and places.

    A name counts as known when all its words belong to one known name, in any order and
    in the genitive too: "Ekelöfs" and "Anna" are known by "Anna Ekelöf (C)", and "Anna
    Svensson" is not.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._holders: dict[str, set[int]] = {}
        for number, name in enumerate(names):
            for word in _WORD.findall(re.sub(r"\([^)]*\)", "", name)):
                self._holders.setdefault(_folded(word), set()).add(number)

    def hold(self, words: Sequence[str]) -> bool:
        """Tell whether the words are one known name or a part of one."""
        holders = [self._holders_of(word) for word in words]
        return bool(holders) and bool(set.intersection(*holders))

    def _holders_of(self, word: str) -> set[int]:
        """Give the known names that a word is part of, as it stands or in the genitive."""
        return set().union(*(self._holders.get(form, set()) for form in _forms(_folded(word))))


def _folded(word: str) -> str:
    """Fold a word for comparison, its hyphens kept apart from spaces."""
    return search_key(word).replace(" ", "-")


def _forms(word: str) -> set[str]:
    """Give a lower-case word as it stands and without the genitive."""
    return {word} if word.endswith("ss") else {word, word.removesuffix("s")}


def names_in(text: str, known: KnownNames) -> Iterator[tuple[int, int]]:
    """Give where the text has names of persons that are not known, in order."""
    tokens = _tokens(text)
    for first, last in _runs(text, tokens):
        for part in _parts(tokens[first:last], known):
            at, end = part[0].index, part[-1].index + 1
            before = tokens[at - 1].low if at and not part[0].begins else ""
            after = tokens[end].low if end < len(tokens) else ""
            if _is_name(part, before, after):
                yield part[0].start, part[-1].end


def _tokens(text: str) -> list[_Token]:
    """Give the words of a text."""
    return [
        _Token(index, found.group(), *found.span(), _begins_sentence(text, found.start()))
        for index, found in enumerate(_WORD.finditer(text))
    ]


def _begins_sentence(text: str, at: int) -> bool:
    """Tell whether what stands before a place in the text ends a sentence, or is nothing."""
    at -= 1
    while at >= 0 and text[at] in _SKIPPED_BEFORE:
        at -= 1
    if at < 0:
        return True
    # An abbreviation ("t.ex.", "bl.a.") has a letter and a full stop before its last letter.
    return text[at] in _SENTENCE_END and not re.search(
        r"\b\w{1,2}\.\s?\w\.$", text[max(at - 6, 0) : at + 1]
    )


def _runs(text: str, tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Give the groups of words with capitals, as places in the list of words."""
    first: int | None = None
    for index, token in enumerate(tokens):
        joined = (
            first is not None
            and index - first < _LONGEST_RUN
            and not token.begins
            and text[tokens[index - 1].end : token.start] in {" ", "\u00a0"}
        )
        if first is not None and not (joined and _goes_on(tokens, index)):
            yield first, index
            first = None
        if first is None and token.is_capital:
            first = index
    if first is not None:
        yield first, len(tokens)


def _goes_on(tokens: Sequence[_Token], index: int) -> bool:
    """Tell whether a word can go on a name: a capital, or "von" before a capital."""
    if tokens[index].is_capital:
        return True
    is_particle = tokens[index].low in _PARTICLES
    return is_particle and index + 1 < len(tokens) and tokens[index + 1].is_capital


def _parts(run: Sequence[_Token], known: KnownNames) -> Iterator[Sequence[_Token]]:
    """Give what is left of a group without openers, places and names that are known."""
    rest = list(run)
    if rest[0].begins and _is_before_a_name(rest):
        rest.pop(0)
    cut = max((i + 1 for i, token in enumerate(rest) if _is_no_name(token)), default=0)
    rest = rest[cut:]
    while rest:
        length = _known_length(rest, known)
        if length:
            rest = rest[length:]
            continue
        end = next(
            (i for i in range(1, len(rest)) if _known_length(rest[i:], known) > 1), len(rest)
        )
        yield rest[: min(end, _LONGEST)]
        rest = rest[end:]


def _is_before_a_name(run: Sequence[_Token]) -> bool:
    """Tell whether a group's first word only has its capital from beginning a sentence.

    So it is when it is a common first word or a title, and when two words follow it of
    which the first is a first name and it is not ("Besökte Ali Haidari").
    """
    words = privacy_words()
    if run[0].low in words.openers or run[0].low in words.titles:
        return True
    return (
        len(run) > 2 and run[1].low in words.first_names and run[0].low not in words.first_names
    )


def _known_length(tokens: Sequence[_Token], known: KnownNames) -> int:
    """Give how many words from the first make up a known name, alone or with a title."""
    for length in range(min(len(tokens), _LONGEST), 0, -1):
        if known.hold([token.text for token in tokens[:length]]):
            return length if length > 1 or len(tokens) == 1 else 0
    return 0


def _is_no_name(token: _Token) -> bool:
    """Tell whether a word belongs to a place or an organisation."""
    words = privacy_words()
    return bool(_forms(token.low) & words.not_names) or (
        token.low.endswith(words.not_name_endings) and token.low not in words.first_names
    )


def _is_name(part: Sequence[_Token], before: str, after: str) -> bool:
    """Tell whether words with capitals, left after all that is known, name a person."""
    words = privacy_words()
    if len(part) == 1 and after in words.place_nouns:
        return False
    if before in words.titles:
        return True
    return _is_lone_name(part[0]) if len(part) == 1 else _is_full_name(part, before, after)


def _is_lone_name(token: _Token) -> bool:
    """Tell whether one word alone is a name: a common first name, or one on -sson."""
    words = privacy_words()
    if not token.begins and any(form.endswith("sson") for form in _forms(token.low)):
        return True
    forms = _forms(token.low) & words.first_names
    return bool(forms) and not (token.begins and forms & words.ambiguous_first_names)


def _is_full_name(part: Sequence[_Token], before: str, after: str) -> bool:
    """Tell whether several words are a first name and a surname."""
    words = privacy_words()
    firsts = [bool(_forms(token.low) & words.first_names) for token in part]
    if any(firsts[:-1]):
        return True
    if part[0].begins and _is_ordinary(part[0]):
        return False
    if any(form.endswith(words.surname_endings) for form in _forms(part[-1].low)):
        return before not in _PLACED
    return before not in _PLACED and after not in words.place_nouns


def _is_ordinary(token: _Token) -> bool:
    """Tell whether the first word of a sentence looks like an ordinary word."""
    return token.low.endswith(
        ("ade", "erna", "arna", "orna", "ningen", "heten", "ligen", "samt")
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence of a text begins and ends, roughly."""
    ends = [found.end() for found in re.finditer(r"[.!?]+[\s\"”)]+(?=[^a-zåäö])|\n", text)]
    yield from pairwise([0, *ends, len(text)])
