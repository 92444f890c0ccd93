"""Numbers that somebody has typed: read without trusting how long they are."""

from __future__ import annotations

import re

LARGEST = 999_999_999
"""No whole number that the product asks for is larger; a column of the database holds it."""

_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)


def whole(text: object) -> int | None:
    """Give the whole number, 0 to ``LARGEST``, that a text is; nothing for any other text.

    ``str.isdigit`` takes "²" for a digit, which ``int`` refuses, and ``int`` refuses thousands
    of digits too: an address or a form could so be written that the page broke.
    """
    given = str(text).strip()
    return int(given) if _WHOLE.fullmatch(given) else None


def whole_within(text: object, least: int, most: int) -> int | None:
    """Give the whole number that a text is, if it lies within the bounds, both included."""
    number = whole(text)
    return number if number is not None and least <= number <= most else None
