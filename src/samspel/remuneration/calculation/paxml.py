"""PAXml 2.0: pay rows as the common Swedish format for import to payroll.

Only pay transactions are written, under the municipality's own pay types (the format's own
codes have none for fees or lost earnings). No namespace, as the format lays down; a batch
with no rows has no container, since a container must hold at least one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from samspel.remuneration.calculation.pay_rows import PayRow

VERSION = "2.0"
_SCHEMA = "http://www.paxml.se/2.0/paxml.xsd"
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ORE = Decimal("0.01")
# XML readers know encodings by the names that IANA has for them.
_ENCODINGS = {"cp1252": "windows-1252"}


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom the file comes, and which batch it is."""

    name: str
    number: str
    made_at: dt.datetime
    batch: str
    info: str


def paxml(rows: Sequence[PayRow], sender: Sender, encoding: str = "iso-8859-1") -> bytes:
    """Give the file. What the encoding lacks is written as a character reference."""
    named = _ENCODINGS.get(encoding, encoding)
    parts = [f'<?xml version="1.0" encoding="{named}"?>\n', _ROOT, _header(sender)]
    if rows:
        parts.append("<lonetransaktioner>\n")
        parts += _rows(rows, sender.batch)
        parts.append("</lonetransaktioner>\n")
    parts.append("</paxml>\n")
    return "".join(parts).encode(encoding, "xmlcharrefreplace")


_ROOT = (
    '<paxml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:noNamespaceSchemaLocation="{_SCHEMA}">\n'
)


def _header(sender: Sender) -> str:
    said = [
        ("format", "LÖNIN"),
        ("version", VERSION),
        ("datum", sender.made_at.strftime("%Y-%m-%dT%H:%M:%S")),
        ("foretagorgnr", sender.number[:12]),
        ("foretagnamn", sender.name),
        ("programnamn", "Samspel"),
        ("info", sender.info),
    ]
    lines = "".join(f"<{name}>{_text(value)}</{name}>" for name, value in said if value)
    return f"<header>{lines}</header>\n"


def _rows(rows: Sequence[PayRow], batch: str) -> Iterator[str]:
    """Give the rows. The same persons, pay types, days and accounts come again: written once."""
    who, what, where, days = _Once(_who), _Once(_what), _Once(_account), _Once(str)
    for number, row in enumerate(rows, start=1):
        identity, employee, _name, _body, on, code, name, text, hours, amount, account = row
        counted = f"<antal>{hours}</antal>" if hours else ""
        yield (
            f'<lonetrans postid="{number}"{who[identity, employee]}>{what[code, name, text]}'
            f"<datum>{days[on,]}</datum>{counted}<belopp>{amount.quantize(_ORE)!s}</belopp>"
            f"<samlingsid>{batch}</samlingsid>{where[account,]}</lonetrans>\n"
        )


class _Once(dict[tuple[Any, ...], str]):
    """What a function gives for its parts, asked once for each; forgotten with the file."""

    def __init__(self, write: Callable[..., str]) -> None:
        self._write = write

    def __missing__(self, parts: tuple[Any, ...]) -> str:
        self[parts] = said = self._write(*parts)
        return said


def _who(identity: str, employee: str) -> str:
    who = f" anstid={quoteattr(employee)}" if employee else ""
    return who + (f" persnr={quoteattr(identity)}" if identity else "")


def _what(code: str, name: str, text: str) -> str:
    return (
        f"<lonart>{_text(code)}</lonart><benamning>{_text(name)}</benamning>"
        f"<kommentar>{_text(text)}</kommentar>"
    )


def _account(account: str) -> str:
    return f"<kontonr>{_text(account)}</kontonr>" if account else ""


def _text(value: str) -> str:
    return escape(_UNREADABLE.sub("", value))
