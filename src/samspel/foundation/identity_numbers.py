"""Swedish personal identity numbers and coordination numbers: read, checked and masked.

A number is kept as twelve digits. The check of day and digits is the ``personnummer``
package's; the century is ours, because the package reads today's date from the clock.
"""

from __future__ import annotations

import re
from datetime import date

from personnummer.personnummer import Personnummer, PersonnummerException

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

_FORM = re.compile(r"(?P<century>[0-9]{2})?(?P<day>[0-9]{6})(?P<sign>[-+]?)(?P<end>[0-9]{4})")
_DASHES = str.maketrans({"–": "-", "−": "-", "\u2010": "-", "\u2011": "-"})
_COORDINATION_DAYS = 60


class NotAnIdentityNumber(Refused):
    """The text is not a personal identity number or coordination number."""


def identity_number(text: str, *, on: date) -> str:
    """Read a number in any of its forms and give its twelve digits.

    Takes ten or twelve digits with or without a hyphen; a plus sign instead of it says
    that the person turns a hundred years or more during the year of ``on``. Refuses
    with NotAnIdentityNumber a wrong check digit, a day that does not exist or has not
    come, and a plus sign that does not agree with the century.
    """
    found = _FORM.fullmatch(re.sub(r"\s", "", text).translate(_DASHES))
    twelve = found and _century(found, on) + found["day"] + found["end"]
    if not twelve or not _is_right(twelve, on):
        raise NotAnIdentityNumber(
            _(
                "Det är inte ett personnummer eller samordningsnummer. Skriv det med tolv "
                "siffror, ååååmmddnnnn, och kontrollera varje siffra."
            )
        )
    return twelve


def _century(found: re.Match[str], on: date) -> str:
    """Give the two digits of the century, written or worked out; "" if they disagree."""
    base = on.year - (100 if found["sign"] == "+" else 0)
    worked_out = str((base - (base - int(found["day"][:2])) % 100) // 100)
    written = found["century"]
    if written is None or (found["sign"] == "+" and written > worked_out):
        return "" if written else worked_out
    return str(written)


def _is_right(twelve: str, on: date) -> bool:
    """Tell whether twelve digits have a day that has come and the right check digit."""
    if len(twelve) != len("ååååmmddnnnn"):
        return False
    try:
        number = Personnummer(twelve)
        return bool(number.get_date() <= on)
    except (PersonnummerException, ValueError):
        return False


def is_identity_number(text: str, *, on: date) -> bool:
    """Tell whether the text can be read as a number, by the same rules."""
    try:
        identity_number(text, on=on)
    except NotAnIdentityNumber:
        return False
    return True


def is_coordination_number(twelve: str) -> bool:
    """Tell whether twelve digits are a coordination number (the day has 60 added)."""
    return int(twelve[6:8]) > _COORDINATION_DAYS


def birth_date(twelve: str) -> date:
    """Give the day of birth that twelve digits say."""
    day = int(twelve[6:8])
    if is_coordination_number(twelve):
        day -= _COORDINATION_DAYS
    return date(int(twelve[:4]), int(twelve[4:6]), day)


def hyphenated(twelve: str) -> str:
    """Write twelve digits for reading: "19121212-1212"."""
    return f"{twelve[:8]}-{twelve[8:]}"


def masked(twelve: str) -> str:
    """Write twelve digits with the last four hidden: "19121212-****"."""
    return f"{twelve[:8]}-****"
