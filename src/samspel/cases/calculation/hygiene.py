"""The papers of a case looked over: the same twice, and names that say nothing.

What a reader of the minutes sees is the list of papers. A file name from a scanner, a
copy with "(1)" after it or the same file under two names make it useless; each is
pointed out with a word on what to do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class Fault(LabelledEnum):
    """What is wrong with a paper's title or content."""

    SAME_CONTENT = "same_content", _("Samma fil finns två gånger")
    SAME_TITLE = "same_title", _("Två handlingar har samma namn")
    ENDING = "ending", _("Filändelsen står kvar i namnet")
    UNDERSCORES = "underscores", _("Namnet är skrivet med understreck")
    COPY = "copy", _("Namnet säger att det är en kopia")
    VERSION = "version", _("Namnet innehåller ett versionsnummer")
    MACHINE = "machine", _("Namnet kommer från en skanner eller kamera")
    GLUED_DATE = "glued_date", _("Datumet är skrivet utan streck")
    TOO_SHORT = "too_short", _("Namnet säger inte vad det är")
    TOO_LONG = "too_long", _("Namnet är mycket långt")
    IDENTITY_NUMBER = "identity_number", _("Namnet ser ut att innehålla ett personnummer")

    @property
    def advice(self) -> str:
        """What to do about it."""
        return _ADVICE[self]


_ADVICE = {
    Fault.SAME_CONTENT: _("Ta bort den ena."),
    Fault.SAME_TITLE: _("Skriv vad som skiljer dem åt, till exempel dagen."),
    Fault.ENDING: _("Ta bort ändelsen."),
    Fault.UNDERSCORES: _("Skriv mellanslag i stället."),
    Fault.COPY: _("Skriv vad handlingen är, eller ta bort den om den finns redan."),
    Fault.VERSION: _("Ladda upp den som en ny version i stället."),
    Fault.MACHINE: _("Skriv vad handlingen är."),
    Fault.GLUED_DATE: _("Skriv dagen med streck, till exempel 2025-11-04."),
    Fault.TOO_SHORT: _("Skriv vad handlingen är, så att den går att hitta."),
    Fault.TOO_LONG: _("Korta namnet, så att listan går att läsa."),
    Fault.IDENTITY_NUMBER: _("Skriv inte personnummer i namnet."),
}

_LONG = 120
_ENDINGS = "pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|msg|eml|jpe?g|png|tiff?|zip"
_NOT_DIGIT = r"(?<!\d)"
_SIGNS: tuple[tuple[Fault, re.Pattern[str]], ...] = (
    (Fault.ENDING, re.compile(rf"\.(?:{_ENDINGS})\b\s*$", re.IGNORECASE)),
    (Fault.UNDERSCORES, re.compile(r"_")),
    (
        Fault.COPY,
        re.compile(r"\bkopia\b|\bcopy\b|\(\d\)(?:\.\w+)?$", re.IGNORECASE),
    ),
    (
        Fault.VERSION,
        re.compile(r"\b(?:slutlig|final|utkast|v|ver|version)[ _.-]?\d*$", re.IGNORECASE),
    ),
    (
        Fault.MACHINE,
        re.compile(
            r"^(?:scan|skan(?:ning)?|img|dsc|dokument|document|bild|fax)[ _-]?\d*$",
            re.IGNORECASE,
        ),
    ),
    # Ten or twelve digits that begin as a birth date; a registry number never does so long.
    (
        Fault.IDENTITY_NUMBER,
        re.compile(rf"{_NOT_DIGIT}(?:\d{{2}})?\d{{2}}[01]\d[0-3]\d[-+ ]?\d{{4}}(?!\d)"),
    ),
    (
        Fault.GLUED_DATE,
        re.compile(
            rf"{_NOT_DIGIT}(?:20)?\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a paper: its key, title, and the hash of its content if it is a file."""

    key: int
    title: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """That something is wrong with a paper; ``other`` is the key of the one it repeats."""

    key: int
    fault: Fault
    other: int | None = None


def remarks_on(papers: Iterable[Paper]) -> list[Remark]:
    """Give what is wrong with the papers, in their order; the first of two alike is fine."""
    listed = list(papers)
    by_key = defaultdict(list)
    repeats = _repeated(listed, lambda paper: paper.sha256)
    named = _repeated(listed, lambda paper: _folded(paper.title))
    for paper in listed:
        if paper.key in repeats:
            by_key[paper.key].append(Remark(paper.key, Fault.SAME_CONTENT, repeats[paper.key]))
        elif paper.key in named:
            by_key[paper.key].append(Remark(paper.key, Fault.SAME_TITLE, named[paper.key]))
        by_key[paper.key] += [Remark(paper.key, fault) for fault in faults_of(paper.title)]
    return [remark for paper in listed for remark in by_key[paper.key]]


def faults_of(title: str) -> list[Fault]:
    """Give what is wrong with a title in itself."""
    stem = re.sub(rf"\.(?:{_ENDINGS})$", "", title.strip(), flags=re.IGNORECASE)
    found = [
        fault
        for fault, sign in _SIGNS
        if sign.search(title.strip() if fault is Fault.ENDING else stem)
    ]
    if Fault.IDENTITY_NUMBER in found and Fault.GLUED_DATE in found:
        found.remove(Fault.GLUED_DATE)
    if not found and sum(char.isalpha() for char in stem) < 4:
        found.append(Fault.TOO_SHORT)
    if len(title) > _LONG:
        found.append(Fault.TOO_LONG)
    return found


def title_from(file_name: str) -> str:
    """Suggest a title from a file's name: without ending, underscores and copy marks.

    "20251104_Remissvar_BUA(1).pdf" becomes "2025-11-04 Remissvar BUA". What was meant is
    never guessed: words stay as they are.
    """
    title = re.sub(rf"(?:\.(?:{_ENDINGS}))+$", "", file_name.strip(), flags=re.IGNORECASE)
    title = re.sub(r"\s*\(\d\)$", "", title.replace("_", " "))
    title = re.sub(
        rf"{_NOT_DIGIT}(20\d{{2}})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)",
        r"\1-\2-\3",
        title,
    )
    return re.sub(r"\s+", " ", title).strip(" -–")


def _folded(title: str) -> str:
    """Give the title as compared: case, blanks, marks, an ending and a count make no title."""
    return re.sub(r"[\W_]+", "", title_from(title).casefold())


def _repeated(papers: list[Paper], what: Callable[[Paper], str]) -> dict[int, int]:
    """Give each paper that repeats an earlier one in a way, with the earlier one's key."""
    first: dict[str, int] = {}
    repeats = {}
    for paper in papers:
        value = what(paper)
        if value and value in first:
            repeats[paper.key] = first[value]
        elif value:
            first[value] = paper.key
    return repeats
