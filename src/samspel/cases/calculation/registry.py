"""Registry numbers as a municipality writes them: a pattern, and what comes of it.

Municipalities write "KS 2025/164", "2022.499 KS", "SLK-2024-00067", "1.6-0463/2011" and
more. A pattern is plain text with words in braces for what changes:

``{organ}``     the body's sign      ``{år}``, ``{år2}``  the year, in four or two digits
``{nummer}``    the running number   ``{nummer:5}``       the same, filled to five digits
``{klass}``     the class in the plan of records
``{handling}``  the paper's number; only last, and left out of the case's own number
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samspel.foundation.labels import mark as _

_WORD = re.compile(r"\{([^{}]*)\}")
_KNOWN = re.compile(r"organ|år2?|nummer(?::[2-9])?|klass|handling")
_LITERAL = re.compile(r"[\wåäöÅÄÖ ./:()\-–]*")
_PAPER = re.compile(r"[^\w{}]*\{handling\}$")
# What a reader may write before a number: no part of it.
_BEFORE = re.compile(
    r"^(?:diarienummer|diarienr|ärendenummer|d\s?nr|dnr)\.?\s*:?\s*", re.IGNORECASE
)
# How municipalities are seen to write, for whoever chooses a pattern.
EXAMPLES = (
    "{organ} {år}/{nummer}",
    "{år}.{nummer} {organ}",
    "{organ}-{år}-{nummer:5}",
    "{organ}/{år}:{nummer}",
    "{år}/{nummer:4} {organ}-{handling}",
    "{klass}-{nummer:4}/{år}",
)

UNBALANCED = _("Skriv varje ord i mönstret mellan { och }.")
UNKNOWN = _("Mönstret kan innehålla {organ}, {år}, {år2}, {nummer}, {klass} och {handling}.")
NO_NUMBER = _("Mönstret ska innehålla {nummer} en gång.")
NO_YEAR = _(
    "När numren börjar om varje år ska mönstret innehålla {år} eller {år2}, annars får "
    "två ärenden samma nummer."
)
GLUED = _("Sätt ett tecken mellan {klass} och siffrorna bredvid, så att numret går att läsa.")
PAPER_LAST = _("{handling} ska stå sist i mönstret.")
STRANGE = _("Mönstret får innehålla bokstäver, siffror, mellanslag och tecknen . / : ( ) - –")
TWICE = _("Varje ord får stå en gång i mönstret.")


@dataclass(frozen=True, slots=True)
class Number:
    """What a registry number says: the body's sign, the year, the number and the class."""

    year: int
    number: int
    code: str = ""
    class_code: str = ""


def problem_of(pattern: str, *, starts_every_year: bool) -> str:
    """Give what is wrong with a pattern, in words, or nothing where it can be used."""
    words = _WORD.findall(pattern)
    rest = _WORD.sub("", pattern)
    if "{" in rest or "}" in rest:
        return UNBALANCED
    if not all(_KNOWN.fullmatch(word) for word in words):
        return UNKNOWN
    if not _LITERAL.fullmatch(rest) or pattern != pattern.strip():
        return STRANGE
    return _problem_of_words(pattern, [word.partition(":")[0] for word in words]) or (
        NO_YEAR if starts_every_year and not {"år", "år2"} & set(words) else ""
    )


def _problem_of_words(pattern: str, words: list[str]) -> str:
    """Judge how the words stand: the number once, the paper last, the class apart."""
    if words.count("nummer") != 1:
        return NO_NUMBER
    if len(words) != len(set(words)) or {"år", "år2"} <= set(words):
        return TWICE
    if "handling" in words and not _PAPER.search(pattern):
        return PAPER_LAST
    case_part = _PAPER.sub("", pattern)
    if re.search(r"\{klass\}\{|(?:nummer(?::\d)?|år2?)\}\{klass\}", case_part):
        return GLUED
    return ""


def written(pattern: str, number: Number) -> str:
    """Write a case's number by the pattern: "KS 2025/164"."""
    return _WORD.sub(lambda found: _part(found[1], number), _PAPER.sub("", pattern))


def written_paper(pattern: str, case_number: str, paper: int) -> str:
    """Write a paper's number: the case's own with the paper's after it, "KS 2025/164-3"."""
    found = _PAPER.search(pattern)
    separator = found[0].removesuffix("{handling}") if found else "-"
    return f"{case_number}{separator}{paper}"


def _part(word: str, number: Number) -> str:
    name, _colon, width = word.partition(":")
    return {
        "organ": number.code,
        "år": f"{number.year:04}",
        "år2": f"{number.year % 100:02}",
        "nummer": f"{number.number:0{width or 1}}",
        "klass": number.class_code,
    }[name]


def needs_class(pattern: str) -> bool:
    """Whether each case must have a class to be numbered."""
    return "{klass}" in pattern


def shape_of(pattern: str, code: str) -> str:
    """Give what two bodies must not share, since they would write the same numbers."""
    return re.sub(r":\d\}", "}", _PAPER.sub("", pattern)).replace("{organ}", code.casefold())


def read(pattern: str, code: str, text: str) -> Number | None:
    """Read a number as somebody wrote it, or give None where it isn't one of the pattern.

    What stands before it ("Dnr", "D nr:", "Diarienummer") and how blanks were set does
    not matter, nor how many zeros the number is filled with.
    """
    cleaned = re.sub(r"\s+", " ", _BEFORE.sub("", text.strip()).strip("() "))
    found = re.fullmatch(_expression(_PAPER.sub("", pattern), code), cleaned, re.IGNORECASE)
    if found is None:
        return None
    named = found.groupdict()
    year = named.get("year") or "0"
    century = 2000 if len(year) == 2 else 0
    return Number(
        year=int(year) + century,
        number=int(named["number"]),
        code=code if "{organ}" in pattern else "",
        class_code=named.get("class_code") or "",
    )


def _expression(pattern: str, code: str) -> str:
    """Write a pattern as a regular expression, forgiving blanks around the marks."""
    parts = []
    for piece in re.split(r"(\{[^{}]*\})", pattern):
        name = piece.strip("{}").partition(":")[0] if piece.startswith("{") else None
        parts.append(_expressed(name, code) if name else _literal(piece))
    return "".join(parts)


def _expressed(name: str, code: str) -> str:
    return {
        "organ": re.escape(code),
        "år": r"(?P<year>\d{4})",
        "år2": r"(?P<year>\d{2})",
        "nummer": r"(?P<number>\d+)",
        "klass": r"(?P<class_code>[\w.]+)",
    }[name]


def _literal(piece: str) -> str:
    return "".join(
        r"\s*" if char == " " else rf"\s*{re.escape(char)}\s*" if not char.isalnum() else char
        for char in piece
    )
