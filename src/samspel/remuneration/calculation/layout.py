"""Column files: pay rows or bookings in the columns, widths and signs that a system wants.

A layout is data, set up by payroll; no layout of a named system is claimed to be supported,
since none of them is published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

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
    """One column: what it holds and how it is written. ``width`` 0 lets it be as long as it is."""

    field: Field
    title: str = ""
    width: int = 0
    align: Align = Align.LEFT
    pad: str = " "
    decimals: int = 2
    sign: Sign = Sign.BEFORE
    days: str = "%Y-%m-%d"


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


@dataclass(frozen=True, slots=True)
class Batch:
    """What every row of a file has in common."""

    number: str
    payday: dt.date
    common: Mapping[str, object] = field(default_factory=dict)


def layout_of(given: Mapping[str, Any]) -> Layout:
    """Read a layout from JSON. Raises ``ValueError`` or ``KeyError`` for what is not one."""
    columns = tuple(
        Column(
            Field(each["field"]),
            str(each.get("title", "")),
            int(each.get("width", 0)),
            Align(each.get("align", "left")),
            str(each.get("pad", " ")) or " ",
            int(each.get("decimals", 2)),
            Sign(each.get("sign", "before")),
            str(each.get("days", "%Y-%m-%d")),
        )
        for each in given["columns"]
    )
    return Layout(
        columns,
        given["separator"],
        given["decimal_sign"],
        Encoding(given["encoding"]),
        LineEnd(given["line_end"]),
        bool(given["has_header"]),
        given["kind"],
    )


def as_json(layout: Layout) -> dict[str, Any]:
    """Give the layout as JSON that ``layout_of`` reads."""
    return asdict(layout)


def columns_file(rows: Iterable[PayRow], layout: Layout, batch: Batch) -> bytes:
    """Give the file. A character that the encoding lacks is written as a question mark."""
    end = _ENDS[layout.line_end]
    lines = []
    if layout.has_header:
        lines.append(_joined([_fitted(each.title, each) for each in layout.columns], layout))
    for number, row in enumerate(rows, start=1):
        lines.append(_joined(_cells(row, number, layout, batch), layout))
    text = "".join(line + end for line in lines)
    return text.encode(layout.encoding, "replace")


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
    whole = f"{abs(value):.{column.decimals}f}".replace(".", layout.decimal_sign)
    minus = value < 0
    match column.sign:
        case Sign.BEFORE:
            return f"-{whole}" if minus else whole
        case Sign.AFTER:
            return f"{whole}-" if minus else whole
        case Sign.ALWAYS:
            return f"{'-' if minus else '+'}{whole}"
    return whole


def _fitted(text: str, column: Column) -> str:
    """Fit a value in its width. A number that does not fit is refused, a text is cut."""
    if not column.width:
        return text
    if len(text) > column.width:
        if column.field in _NUMBERS and text.lstrip("+-").rstrip("-")[:1].isdigit():
            raise TooWide(column.title or column.field.label)
        text = text[: column.width]
    right = column.align is Align.RIGHT
    return (
        text.rjust(column.width, column.pad) if right else text.ljust(column.width, column.pad)
    )


_NUMBERS = frozenset({Field.AMOUNT, Field.HOURS, Field.IDENTITY_NUMBER, Field.EMPLOYEE_NUMBER})


class TooWide(ValueError):
    """A number does not fit in the width of its column; it is never cut."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


def _joined(cells: Sequence[str], layout: Layout) -> str:
    return layout.separator.join(cells)
