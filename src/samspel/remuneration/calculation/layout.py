"""Column files: pay rows or bookings in the columns, widths and signs that a system wants.

A layout is data, set up by payroll; no layout of a named system is claimed to be supported,
since none of them is published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from enum import Enum
from typing import Any
from unicodedata import normalize

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.remuneration.calculation.pay_rows import PayRow


class Field(LabelledEnum):
    """What a column can hold."""

    IDENTITY_NUMBER = "identity_number", _("personnummer")
    EMPLOYEE_NUMBER = "employee_number", _("anställningsnummer")
    NAME = "name", _("namn")
    BODY = "body", _("organ")
    DAY = "on", _("dag")
    CODE = "code", _("löneart")
    CODE_NAME = "code_name", _("löneartens namn")
    TEXT = "text", _("ersättning")
    HOURS = "hours", _("timmar")
    AMOUNT = "amount", _("belopp")
    ACCOUNT = "account", _("kontosträng")
    BATCH = "batch", _("överföringens id")
    PAYDAY = "payday", _("utbetalningsdag")
    NUMBER = "number", _("radnummer")
    EMPTY = "empty", _("tom")


class Align(LabelledEnum):
    """To which side a value stands in its width."""

    LEFT = "left", _("vänster")
    RIGHT = "right", _("höger")


class Sign(LabelledEnum):
    """How the sign of a number is written."""

    BEFORE = "before", _("minus före")
    AFTER = "after", _("minus efter")
    ALWAYS = "always", _("plus eller minus före")
    NONE = "none", _("inget tecken")


class Encoding(LabelledEnum):
    """How characters become bytes."""

    UTF_8 = "utf-8", _("UTF-8")
    LATIN_1 = "iso-8859-1", _("ISO 8859-1")
    WINDOWS = "cp1252", _("Windows-1252")


class LineEnd(LabelledEnum):
    """What ends a line."""

    CRLF = "crlf", _("CR och LF (Windows)")
    LF = "lf", _("LF (Unix)")


_ENDS = {LineEnd.CRLF: "\r\n", LineEnd.LF: "\n"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds and how it is written. ``width`` 0 lets it be as long as it is.

    ``counter`` is of the account string's column in a file to the books: the account against
    which everything is booked.
    """

    field: Field
    title: str = ""
    width: int = 0
    align: Align = Align.LEFT
    pad: str = " "
    decimals: int = 2
    sign: Sign = Sign.BEFORE
    days: str = "%Y-%m-%d"
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's form."""

    columns: tuple[Column, ...]
    separator: str = ";"
    decimal_sign: str = ","
    encoding: Encoding = Encoding.UTF_8
    line_end: LineEnd = LineEnd.CRLF
    has_header: bool = True
    kind: str = "columns"

    @property
    def counter(self) -> str:
        """The account against which a file to the books is booked, if it says one."""
        return next((each.counter for each in self.columns if each.counter), "")


@dataclass(frozen=True, slots=True)
class Batch:
    """What every row of a file has in common."""

    number: str
    payday: dt.date
    common: Mapping[str, object] = field(default_factory=dict)


def layout_of(given: Mapping[str, Any]) -> Layout:
    """Read a layout from JSON. Raises ``ValueError`` or ``KeyError`` for what is not one.

    Refused is also what would write figures that are read back as others: two characters of
    padding, figures padded with figures on their right, and a decimal sign that separates.
    """
    if given["separator"] and given["separator"] == given["decimal_sign"]:
        raise ValueError("the decimal sign separates the columns")
    return Layout(
        tuple(_column_of(each) for each in given["columns"]),
        given["separator"],
        given["decimal_sign"],
        Encoding(given["encoding"]),
        LineEnd(given["line_end"]),
        bool(given["has_header"]),
        given["kind"],
    )


def _column_of(given: Mapping[str, Any]) -> Column:
    column = Column(
        Field(given["field"]),
        str(given.get("title", "")),
        int(given.get("width", 0)),
        Align(given.get("align", "left")),
        str(given.get("pad", " ")) or " ",
        int(given.get("decimals", 2)),
        Sign(given.get("sign", "before")),
        str(given.get("days", "%Y-%m-%d")),
        str(given.get("counter", "")),
    )
    if len(column.pad) != 1 or column.width < 0 or not 0 <= column.decimals <= _DECIMALS:
        raise ValueError("a width, a padding or a number of decimals that can't be written")
    if column.pad.isdigit() and column.align is Align.LEFT and column.field not in _CUT:
        raise ValueError("figures after a figure make it another")
    return column


def as_json(layout: Layout) -> dict[str, Any]:
    """Give the layout as JSON that ``layout_of`` reads."""
    return asdict(layout)


def columns_file(rows: Iterable[PayRow], layout: Layout, batch: Batch) -> bytes:
    """Give the file. Raises ``Unfit`` rather than write a figure that is read as another.

    A letter that the encoding lacks loses its accent, or is written as a question mark.
    """
    end = _ENDS[layout.line_end]
    lines = []
    if layout.has_header and any(each.title for each in layout.columns):
        lines.append(_joined([_titled(each) for each in layout.columns], layout))
    for number, row in enumerate(rows, start=1):
        lines.append(_joined(_cells(row, number, layout, batch), layout))
    return _encoded("".join(line + end for line in lines), layout.encoding)


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_letter(each, encoding) for each in text).encode(encoding, "replace")


def _letter(letter: str, encoding: str) -> str:
    """Give a letter that the encoding has, or the one below its accent: a file keeps its widths."""
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return _LIKE.get(letter, normalize("NFKD", letter)[:1])
    return letter


# Letters with a stroke have no accent to lose; neither has a dash or a curly quote.
_LIKE = dict(zip("ŁłĐđıŒœ–—−‐‑’‘”“", "LlDdiOo-----''\"\"", strict=True))


def _cells(row: PayRow, number: int, layout: Layout, batch: Batch) -> list[str]:
    return [
        _fitted(_written(_value(row, number, each.field, batch), each, layout), each)
        for each in layout.columns
    ]


def _value(row: PayRow, number: int, wanted: Field, batch: Batch) -> object:
    match wanted:
        case Field.BATCH:
            return batch.number
        case Field.PAYDAY:
            return batch.payday
        case Field.NUMBER:
            return str(number)
        case Field.EMPTY:
            return ""
    return getattr(row, wanted.value)


def _written(value: object, column: Column, layout: Layout) -> str:
    if isinstance(value, Decimal):
        return _signed(value, column, layout)
    if isinstance(value, dt.date):
        return value.strftime(column.days)
    text = " ".join(str(value).split())
    return text.replace(layout.separator, " ") if layout.separator else text


def _signed(value: Decimal, column: Column, layout: Layout) -> str:
    """Write a number. Decimals and signs that the column has no place for are refused."""
    if value != round(value, column.decimals):
        raise Unfit(column, Fault.DECIMALS)
    whole = f"{abs(value):.{column.decimals}f}".replace(".", layout.decimal_sign)
    minus = value < 0
    match column.sign:
        case Sign.BEFORE:
            return f"-{whole}" if minus else whole
        case Sign.AFTER:
            return f"{whole}-" if minus else whole
        case Sign.ALWAYS:
            return f"{'-' if minus else '+'}{whole}"
    if minus:
        raise Unfit(column, Fault.SIGN)
    return whole


def _fitted(text: str, column: Column) -> str:
    """Fit a value in its width: only what a person reads is cut, never what a system does."""
    if column.width and len(text) > column.width and column.field not in _CUT:
        raise Unfit(column, Fault.WIDTH)
    sign = text[:1] if column.pad.isdigit() and text[:1] in _SIGNS else ""
    return sign + _filled(text[len(sign) :], column, column.width - len(sign))


def _titled(column: Column) -> str:
    return _filled(column.title, replace(column, pad=" "), column.width)


def _filled(text: str, column: Column, width: int) -> str:
    if not column.width:
        return text
    right = column.align is Align.RIGHT
    fit = text.rjust if right else text.ljust
    return fit(width, column.pad)[:width]


# Half a name is still the name of somebody whom a number tells; half a pay type is another.
_CUT = frozenset({Field.NAME, Field.CODE_NAME, Field.TEXT, Field.EMPTY})
_SIGNS = ("-", "+")
_DECIMALS = 6


class Fault(Enum):
    """Why a value can't stand in its column."""

    WIDTH = "width"
    DECIMALS = "decimals"
    SIGN = "sign"


class Unfit(ValueError):
    """A value can't be written in its column without being read as another."""

    def __init__(self, column: Column, fault: Fault) -> None:
        super().__init__(column.field.value, fault.value)
        self.column = column.title or column.field.label
        self.fault = fault


def _joined(cells: Sequence[str], layout: Layout) -> str:
    return layout.separator.join(cells)
