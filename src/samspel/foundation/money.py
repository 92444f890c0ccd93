"""Amounts in kronor: said, read and rounded. An amount is a Decimal, never a float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from samspel.foundation.dates import NBSP, is_english
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

_WHOLE = Decimal(1)
_ORE = Decimal("0.01")
_MINUS = "−"
_SIGNS = str.maketrans({",": NBSP, ".": ","})
_WRAPPING = re.compile(r"^(?:sek)|(?:kr(?:onor)?\.?|sek|:-|,-)$")
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+")
_LONGEST = 15  # digits: more is no municipality's amount, and no column holds it


class NotAnAmount(Refused):
    """The text cannot be read as one amount in kronor."""


def half_up(amount: Decimal, step: Decimal = _WHOLE) -> Decimal:
    """Round to the nearest step (whole kronor), halves away from zero."""
    return (amount / step).quantize(_WHOLE, ROUND_HALF_UP) * step


def half_up_to_ore(amount: Decimal) -> Decimal:
    """Round to whole öre, halves away from zero."""
    return amount.quantize(_ORE, ROUND_HALF_UP)


def number(amount: Decimal, lang: str = "sv", *, decimals: int | None = None) -> str:
    """Write a number for reading: "1 730" and "1 730,50" ("1,730.50" in English).

    ``decimals=None`` shows two decimals when there are any, and none when there are
    not. Thousands are held together by no-break spaces.
    """
    return _written(amount, decimals, is_english(lang))


@lru_cache(maxsize=4_096)
def _written(amount: Decimal, decimals: int | None, in_english: bool) -> str:
    """Write it; the same amounts stand in row after row."""
    if decimals is None:
        ore = half_up_to_ore(amount)
        decimals = 0 if ore == ore.to_integral() else 2
    step = _ORE if decimals == 2 else _WHOLE.scaleb(-decimals)
    rounded = amount.quantize(step, ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    if not in_english:
        text = text.translate(_SIGNS)
    return (_MINUS if rounded < 0 else "") + text


def kronor(amount: Decimal, lang: str = "sv", *, decimals: int | None = None) -> str:
    """Write an amount: "1 730 kr", "1 730,50 kr", "−200 kr"; in English "SEK 1,730"."""
    written = number(amount, lang, decimals=decimals)
    if not is_english(lang):
        return f"{written}{NBSP}kr"
    sign = _MINUS if written.startswith(_MINUS) else ""
    return f"{sign}SEK{NBSP}{written.removeprefix(_MINUS)}"


def parse_kronor(text: str) -> Decimal:
    """Read an amount as people write it: "1 730", "1730,50 kr", "1.730,50", "250:-".

    Gives whole kronor or two decimals. Refuses with NotAnAmount what is not one amount,
    what has parts of an öre, and "1.730", which can be read in two ways.
    """
    sign, kept = _unwrapped(text)
    kronor_part, comma, ore = kept.partition(",")
    if not comma and re.fullmatch(r"[0-9]+\.[0-9]{1,2}", kept):
        kronor_part, comma, ore = kept.partition(".")
    readable = _GROUPED.fullmatch(kronor_part) and (
        not comma or re.fullmatch("[0-9]{1,2}", ore)
    )
    digits = re.sub("[ .]", "", kronor_part)
    two_ways = "." in kronor_part and not comma and kronor_part.count(".") == 1
    if not readable or two_ways or len(digits) > _LONGEST:
        raise NotAnAmount(
            _(
                "Beloppet går inte att läsa. Skriv det i kronor med siffror, "
                "till exempel 1 730 eller 1 730,50."
            )
        )
    return sign * Decimal(f"{digits}.{ore}" if comma else digits)


def _unwrapped(text: str) -> tuple[int, str]:
    """Take away the unit, the sign and odd spaces around the digits of an amount."""
    spaced = re.sub(r"\s+", " ", text).strip().lower()
    sign = -1 if spaced[:1] in {"-", _MINUS, "–"} else 1
    return sign, _WRAPPING.sub("", spaced[1:] if sign < 0 else spaced).strip()
