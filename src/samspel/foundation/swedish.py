"""Swedish words: sorting, searching, genitive, lists and counts.

The database sorts by bytes (the "C" collation), so that every installation sorts the
same. What is to be listed in Swedish order is therefore stored with ``sort_key`` beside
it. Search folds less than sorting does: *Åkerblom* is not *Akerblom*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from samspel.foundation.dates import NBSP, is_english

_BORROWED = {"đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
# Swedish collation as CLDR has it: å, ä and ö after z, with their neighbours; ü as y.
_SORTED_AS = _BORROWED | {
    "å": "{",
    **dict.fromkeys("äæ", "|"),
    **dict.fromkeys("öøőœ", "}"),
    **dict.fromkeys("üű", "y"),
}
_SEARCHED_AS = _BORROWED | {
    "å": "å",
    **dict.fromkeys("äæ", "ä"),
    **dict.fromkeys("öøœ", "ö"),
}
_APOSTROPHES = frozenset("'’‘`´ʼ")
_GAP = "!"  # between words: before digits and letters, after the space that ends the key
_DIGITS = re.compile(r"[0-9]+")

_NUMBERS = {
    "sv": (
        *("noll", "en", "två", "tre", "fyra", "fem", "sex"),
        *("sju", "åtta", "nio", "tio", "elva", "tolv"),
    ),
    "en": (
        *("zero", "one", "two", "three", "four", "five", "six"),
        *("seven", "eight", "nine", "ten", "eleven", "twelve"),
    ),
}


def sort_key(text: str) -> str:
    """Give the key that sorts the text in Swedish order when compared byte by byte.

    Digits come before letters and are read as numbers ("Avd 2" before "Avd 10"); å, ä
    and ö come last; w is a letter of its own after v; é is e and ü is y; upper and
    lower case are the same; hyphens and other marks are spaces between words. Where
    two texts are the same so far, the texts themselves decide, so that different texts
    have different keys and the order is always the same.
    """
    words = _folded(text, _SORTED).split()
    return _GAP.join(_DIGITS.sub(_number, word) for word in words) + " " + text


def _number(found: re.Match[str]) -> str:
    """Write digits so that they compare as a number: first how many they are."""
    digits = found.group().lstrip("0") or "0"
    nines, rest = divmod(len(digits), 9)
    return "9" * nines + str(rest) + digits


def search_key(text: str) -> str:
    """Give the text as it is searched: lower case, without accents and marks.

    å, ä and ö are letters and are kept; é is e, ü is u; words are apart by one space.
    """
    return " ".join(_folded(text, _SEARCHED).split())


def _folded(text: str, letters: _Letters) -> str:
    """Fold case, accents and marks; letters in the table are what the table says."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return composed.translate(letters)


class _Letters(dict[int, str]):
    """What each character is folded to; found out the first time that it is met.

    A file of twenty thousand names is folded ten times as fast as character by character.
    Only so many are remembered: there are more in Unicode than anybody writes names with.
    """

    _MOST = 2000

    def __init__(self, named: dict[str, str]) -> None:
        super().__init__()
        self.named = named

    def __missing__(self, code: int) -> str:
        """Fold a character that has not been met."""
        folded = _fold(chr(code), self.named)
        if len(self) < self._MOST:
            self[code] = folded
        return folded


_SORTED, _SEARCHED = _Letters(_SORTED_AS), _Letters(_SEARCHED_AS)


def _fold(char: str, letters: dict[str, str]) -> str:
    """Fold one character to a letter, a digit, a space, or nothing (an apostrophe)."""
    if char in letters:
        return letters[char]
    if char in _APOSTROPHES:
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    parts = unicodedata.normalize("NFD", char)
    base = "".join(part for part in parts if not unicodedata.combining(part))
    if base != char:
        return "".join(_fold(part, letters) for part in base)
    return char if char.isalnum() else " "


def trigrams(text: str) -> frozenset[str]:
    """Give the groups of three letters in the text, for search that forgives typing.

    Each word counts as beginning with two spaces and ending with one, as PostgreSQL's
    pg_trgm does, so that beginnings weigh more.
    """
    padded = [f"  {word} " for word in search_key(text).split()]
    return frozenset(word[i : i + 3] for word in padded for i in range(len(word) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give how alike two sets of trigrams are, from 0 (nothing shared) to 1 (the same)."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def genitive(name: str) -> str:
    """Give the name in the genitive: Annas, Lars, Max, KF:s, Anna Ekelöfs (C).

    Names on s, x and z stay as they are; abbreviations in capitals and names that end
    in a digit take a colon; a party or the like in brackets stays after the name.
    """
    stem, bracket, tail = name.partition(" (")
    if not stem:
        return name
    return _genitive_of(stem) + bracket + tail


def _genitive_of(stem: str) -> str:
    """Give the genitive of a name without brackets."""
    last = re.split(r"[\s-]", stem)[-1]
    if stem[-1].isdigit() or (len(last) > 1 and last.isupper()):
        return f"{stem}:s"
    return stem if stem[-1].lower() in "sxzß" else f"{stem}s"


def join_words(words: Iterable[str], lang: str = "sv", *, last: str = "") -> str:
    """Join words as in a sentence: "a, b och c". ``last`` replaces the last "och"."""
    listed: Sequence[str] = list(words)
    if len(listed) < 2:
        return "".join(listed)
    final = last or ("and" if is_english(lang) else "och")
    return f"{', '.join(listed[:-1])} {final} {listed[-1]}"


def plural(n: int, one: str, many: str) -> str:
    """Give the word that goes with the number: ``one`` for exactly one, else ``many``."""
    return one if abs(n) == 1 else many


def count_word(n: int, lang: str = "sv", *, gender: Literal["en", "ett"] = "en") -> str:
    """Write a count as in a sentence: in letters up to twelve, then in digits.

    ``gender`` is the Swedish noun's: "en rapport", "ett besök". Thousands are held
    together by no-break spaces.
    """
    if n == 1 and not is_english(lang):
        return gender
    if 0 <= n <= 12:
        return _NUMBERS["en" if is_english(lang) else "sv"][n]
    return f"{n:,}".replace(",", "," if is_english(lang) else NBSP).replace("-", "−")


def ordinal_figure(n: int, lang: str = "sv") -> str:
    """Write a number in order, in figures: "21:a" and "11:e", or "21st" and "11th"."""
    teens, last = 10 < n % 100 < 20, n % 10
    if is_english(lang):
        return f"{n}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th')}"
    return f"{n}:{'a' if last in {1, 2} and not teens else 'e'}"


def counted(
    n: int, one: str, many: str, lang: str = "sv", *, gender: Literal["en", "ett"] = "en"
) -> str:
    """Write a count with its word, held together: "tre besök", "ett besök", "14 besök"."""
    return f"{count_word(n, lang, gender=gender)}{NBSP}{plural(n, one, many)}"


def capitalise(text: str) -> str:
    """Begin the text with a capital and leave the rest: "i morgon" becomes "I morgon"."""
    return text[:1].upper() + text[1:]
