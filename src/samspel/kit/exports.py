"""Exports: a list as CSV or Excel, as an official opens it in Sweden.

A cell that begins like a formula is made text, so that a name someone else has typed
can't run in the spreadsheet of whoever opens it (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from samspel.foundation import dates
from samspel.kit.tables import Cell, Column, value_of, wanted_format
from samspel.kit.web import download

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest, HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_AMOUNT, _INSTANT = "#,##0.00", "yyyy-mm-dd hh:mm"
"""How Excel writes them: grouped with two decimals, and without seconds; days it knows."""
# What no Excel file holds: one of them, pasted into a name, and there was no file at all.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def csv_response(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Give the rows as CSV: semicolons, UTF-8 with a mark so that Excel reads å, ä, ö."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_text(title) for title in header])
    writer.writerows([_as_csv(value) for value in row] for row in rows)
    return download("\ufeff" + out.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def xlsx_response(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Give the rows as an Excel file with a bold, frozen header."""
    # openpyxl takes a fifth of a second to import, and few pages export.
    from openpyxl import Workbook  # noqa: PLC0415  openpyxl is slow to import, and few pages export
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  openpyxl is slow to import, and few pages export
    from openpyxl.styles import Font  # noqa: PLC0415  openpyxl is slow to import, and few pages export

    book = Workbook(write_only=True)
    sheet = book.create_sheet(safe_text(name)[:31] or "Blad")
    sheet.freeze_panes = "A2"
    heads = [WriteOnlyCell(sheet, value=safe_text(title)) for title in header]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_formatted(sheet, _as_excel(value)) for value in row])
    out = BytesIO()
    book.save(out)
    return download(out.getvalue(), f"{name}.xlsx", XLSX)


def export(
    request: HttpRequest,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
) -> HttpResponse | None:
    """Give the whole list as a file when the address asks for one, else nothing."""
    asked = wanted_format(request)
    if not asked:
        return None
    plain = [[_exported(each) for each in row] for row in rows]
    give = csv_response if asked == "csv" else xlsx_response
    return give(name, [column.label for column in columns], plain)


def _exported(cell: object) -> object:
    """Give what a cell is exported as: its own value where a spreadsheet has such, else its text.

    What a cell is sorted by may be several values together, which say nothing to a reader;
    and of a text that is marked up for the page only the words go with it.
    """
    value = value_of(cell)
    if isinstance(cell, Cell) and isinstance(value, tuple | list):
        value = cell.text
    return value.striptags() if isinstance(value, Markup) else value


def safe_text(value: object) -> str:
    """Give a text that no spreadsheet takes for a formula."""
    text = _UNREADABLE.sub("", dates.plain(str(value)))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _as_csv(value: object) -> str:
    """Write a value as a Swedish Excel reads it: decimal comma, ISO days."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return dates.local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    return safe_text(value)


def _formatted(sheet: Any, value: Any) -> Any:
    """Give an amount or an instant as a cell that says how it is written; others as they are."""
    if not isinstance(value, Decimal | datetime):
        return value
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  openpyxl is slow to import, and few pages export

    cell: Any = WriteOnlyCell(sheet)
    cell.value = value
    cell.number_format = _AMOUNT if isinstance(value, Decimal) else _INSTANT
    return cell


def _as_excel(value: object) -> Any:
    """Give a value as Excel keeps it: numbers and days as themselves, instants without zone."""
    if isinstance(value, datetime):
        return dates.local(value).replace(tzinfo=None)
    if isinstance(value, bool):
        return _as_csv(value)
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    return safe_text(value)
