"""Every section of a statute that the code names, and where its rule stands as data.

``docs/reference/law-in-code.md`` is written from it, and a house test sees to it that no
section is named that neither has a provision in ``rules/data/riket`` nor stands below with
the reason why it is no rule that the product could ask about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import samspel
from samspel.rules.rulebook import SHIPPED, load_statute, shipped_statutes

SOURCE = Path(samspel.__file__).parent
KL, OSL, IL, VAL = "KL", "OSL", "IL", "vallagen"
Section = tuple[str, str]

_LAWS = {
    "OSL": OSL,
    "IL": IL,
    "Inkomstskattelagen": IL,
    "inkomstskattelagen": IL,
    "Vallagen": VAL,
    "vallagen": VAL,
    "offentlighets": OSL,
}
_NUMBERS = r"\d+(?: [a-z](?= §))?(?:(?:\s*[,–-]\s*|\s+(?:and|och)\s+)\d+(?: [a-z](?= §))?)*"
_CITED = re.compile(
    r"(?:(?P<before>OSL|IL|[Ii]nkomstskattelagen|[Vv]allagen)(?: \(\d+:\d+\))?,?\s+)?"
    rf"(?P<chapter>\d+) kap\.\s+(?P<numbers>{_NUMBERS})\s*§+"
    r"(?:[^.;]{0,30}?\b(?P<after>vallagen|inkomstskattelagen|offentlighets)\b)?"
)
_SHORT = re.compile(r"\b(?P<law>KL|IL) (?P<chapter>\d+):(?P<numbers>\d+(?:[–-]\d+)?)")


def sections_in(text: str) -> Iterator[Section]:
    """Give the sections that the text names: the law, and chapter and number."""
    said = re.sub(r"\s*\n\s*(?:#\s*)?", " ", text)
    for found in _CITED.finditer(said):
        law = _LAWS.get(found["before"] or found["after"] or "", KL)
        for number in _each(found["numbers"]):
            yield law, f"{found['chapter']}:{number}"
    for found in _SHORT.finditer(said):
        for number in _each(found["numbers"]):
            yield found["law"], f"{found['chapter']}:{number}"


def _each(numbers: str) -> Iterator[str]:
    for part in re.split(r"\s*,\s*|\s+(?:and|och)\s+", numbers):
        first, _dash, last = re.sub(r"\s", "", part.replace("–", "-")).partition("-")
        if not last:
            yield first
        else:
            yield from map(str, range(int(first), int(last) + 1))


@cache
def named_in_code() -> dict[Section, list[str]]:
    """Give by section the files that name it; migrations and the rules' own data aside."""
    found: dict[Section, set[str]] = defaultdict(set)
    for path in sorted(SOURCE.rglob("*")):
        where = path.relative_to(SOURCE)
        if path.suffix not in {".py", ".html", ".typ"} or "migrations" in where.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if "kap." in text or "KL " in text or "IL " in text:
            for section in sections_in(text):
                found[section].add(where.as_posix())
    return {section: sorted(found[section]) for section in sorted(found, key=order)}


def order(section: Section) -> tuple[str, list[int], str]:
    """Give what sections are sorted by: the law, then chapter and number as numbers."""
    return section[0], [int(each) for each in re.findall(r"\d+", section[1])], section[1]


@cache
def stands_in_data() -> dict[Section, list[str]]:
    """Give by section the provisions that rest on it."""
    found: dict[Section, list[str]] = defaultdict(list)
    for name in shipped_statutes():
        statute = load_statute(name)
        headings = {each.id: each.heading for each in statute.clauses}
        for provision in statute.provisions:
            for section in sections_in(headings[provision.clause]):
                found[section].append(f"{name.removeprefix('riket/')}/{provision.id}")
    for path in sorted(SHIPPED.glob("riket/belopp/*.yaml")):
        for figure in path.read_text(encoding="utf-8").split("- id: ")[1:]:
            for section in sections_in(figure):
                found[section].append(f"belopp/{figure.partition(chr(10))[0]}")
    return dict(found)


_LINT = "is asked of a municipality's own rule set, by the lint before it is adopted"
_TAX = "is how tax-free allowances are reckoned: a block of the amounts; figures are in riket/belopp"
_ENDING = "is for the council to decide; the words stand where a reason to leave is chosen"
_SECRECY = "is for whoever keeps the register to judge: the ground is written by hand"

# What is named and is no rule that the product could ask about, with the reason why.
NO_RULE: dict[Section, str] = {
    **dict.fromkeys(((IL, f"12:{number}") for number in (6, 8, 9, 10, 12)), _TAX),
    (KL, "2:3"): "is a principle; a body's own rule set says when a party may be left out",
    (KL, "2:4"): _LINT,
    (KL, "4:2"): _LINT,
    (KL, "4:6"): _ENDING,
    (KL, "4:7"): "is an end that comes of itself, or at a meeting: it is entered by hand",
    (KL, "4:9"): _ENDING,
    (KL, "4:10"): _ENDING,
    (KL, "4:12"): _LINT,
    (KL, "4:13"): _LINT,
    (KL, "4:14"): _LINT,
    (KL, "4:15"): _LINT,
    (KL, "4:16"): _LINT,
    (KL, "4:18a"): "asks for care: no coming visit is told of in public, whoever it is",
    (KL, "5:63"): "is for the council to allow: the record says who answered",
    (KL, "6:4"): "says what committees are for; a decision's assignments are entered by hand",
    (KL, "6:5"): "leaves how much is told, and in what form, to the council",
    (KL, "6:6"): "asks for sufficient control; the rule set says who certifies what",
    (KL, "6:32"): "is for the court: no decision on a conflict is announced by itself",
    (KL, "6:35"): "points to 5:65–67, 5:69 and 8:12, whose rules are asked for every body",
    (KL, "6:37"): "leaves it to the body whom it lets decide: a right given to a position",
    (KL, "7:5"): "leaves it to the body whom it lets decide: a right given to a position",
    (KL, "7:6"): "leaves it to the body whom it lets decide: a right given to a position",
    (KL, "7:7"): "leaves conditions to the body's own delegation order",
    (KL, "7:8"): "leaves it to the body which decisions are reported: here every one is",
    (KL, "8:9"): "is how the board is built: a page of its own that everybody reads",
    (KL, "8:13"): "is a register that is kept: it lists what is in force on the day",
    (OSL, "5:1"): "is what the register is for: a case is registered when it is opened",
    (OSL, "5:2"): "is what the register holds: number, day, from whom, what it is about",
    (OSL, "8:1"): "is kept by who may see what: nobody outside the body knows of the case",
    (OSL, "26:1"): _SECRECY,
}
