"""Reading a cell: days, numbers, yes and no, names."""

from __future__ import annotations

import re
from datetime import date

from samspel.foundation.dates import is_reckoned
from samspel.foundation.numbers import whole_within

_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[ T].*)?")
_SWEDISH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_PARTICLES = frozenset({"af", "av", "da", "de", "den", "der", "di", "la", "le", "van", "von"})
_YES = frozenset({"ja", "j", "x", "1", "yes", "true", "sant"})
_NO = frozenset({"", "nej", "n", "0", "no", "false", "falskt", "-"})


def read_day(text: str) -> date | None:
    """Read a day: 2026-12-09, 20261209, 9/12/2026, 9.12.2026. None where it is no day."""
    found = _DAY.fullmatch(text.strip())
    parts = found.groups() if found else None
    if parts is None and (swedish := _SWEDISH_DAY.fullmatch(text.strip())):
        day, month, year = swedish.groups()
        parts = (year, month, day)
    try:
        day = date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None
    return day if day and is_reckoned(day) else None


def read_count(text: str) -> int | None:
    """Read a whole number from 1 to 999; None where it is none."""
    return whole_within(text.strip().rstrip("."), 1, 999)


def read_yes_no(text: str) -> bool | None:
    """Read yes or no, where an empty cell is no; None where it is neither."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def split_name(text: str) -> tuple[str, str]:
    """Part a whole name in given name and family name.

    "Ekelöf, Anna" by its comma; else the last word is the family name, with the small
    words before it ("Anna von Essen"). A single word is a given name without family.
    """
    if "," in text:
        family, _comma, given = text.partition(",")
        return " ".join(given.split()), " ".join(family.split())
    words = text.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    return (" ".join(words[:at]), " ".join(words[at:])) if at > 0 else (text.strip(), "")


def split_list(text: str) -> list[str]:
    """Part a cell that lists several things by comma, semicolon, slash or "och"."""
    return [part.strip() for part in re.split(r"[,;/]|\boch\b", text) if part.strip()]
