"""What is written in the logs of the machine: never who somebody is, nor a key to anything.

Django writes the address of every request that is refused, and the database what it was given
when it refuses a row. The first can be the secret address of a calendar or of an employer's
answer, the second whatever stood in a form.
"""

from __future__ import annotations

import logging
import re

LEFT_OUT = "…"

_SECRETS = re.compile(r"(/(?:kalender|arbetsgivare|utdrag|losenord/nytt)/)[^\s/\"'<>]+")
# To the end of what the database says: what stood in the row may be of several lines.
_ROWS = re.compile(
    r"^((?:DETAIL|CONTEXT|HINT|LINE \d+):).*?"
    r"(?=\n(?:(?:DETAIL|CONTEXT|HINT|LINE \d+):|Traceback |\nThe above |\nDuring )|\Z)",
    re.MULTILINE | re.DOTALL,
)
_ADDRESSES = re.compile(r"[\w.+-]{1,64}@(?=[\w-]{1,63}\.[\w.-])")
_NUMBERS = re.compile(
    r"(?<!\d)(?:(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])\d{2}[-+]?|\d{2}(?:0[1-9]|1[0-2])\d{2}[-+])"
    r"\d{4}(?!\d)"
)


def guarded(text: str) -> str:
    """Give a line of the log without secret addresses, identity numbers and e-mail addresses."""
    text = _SECRETS.sub(rf"\1{LEFT_OUT}", text)
    text = _ROWS.sub(rf"\1 {LEFT_OUT}", text)
    return _NUMBERS.sub(LEFT_OUT, _ADDRESSES.sub(f"{LEFT_OUT}@", text))


class Guarded(logging.Formatter):
    """Writes what the program says, traces included, without what nobody should find there."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a line, and the trace that goes with it."""
        return guarded(super().format(record))
