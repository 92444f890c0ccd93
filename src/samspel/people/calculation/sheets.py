"""Reading a file: what kind it is, how its text is written, where its headings stand.

The kind is told by the content, never by the name. Text is read as UTF-8, with or
without a mark, as UTF-16 with a mark, or as the western encoding that older files have;
the delimiter is the one that gives the evenest table.
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_CELL = 500
_UNPACKED_BYTES = 200 * 1024 * 1024
_RATIO = 200
_PARTS = 2000
_HEADINGS_WITHIN = 15
_DELIMITERS = ";\t,|"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"Rar!", b"{\\rtf")


# What a damaged part ends in: SyntaxError is how both readers of XML say so.
_DAMAGED = (
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, EOFError),
    *(SyntaxError, OSError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile),
)


class UnreadableFile(Refused):
    """The file is not a table that can be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table read from a file: its headings, its rows, and how it was understood.

    ``first_row`` is the row number, as the spreadsheet shows it, of the first row.
    """

    header: list[str]
    rows: list[list[str]]
    first_row: int
    read_as: dict[str, str] = field(default_factory=dict)


def read_sheet(content: bytes, known_headings: Iterable[str] = ()) -> Sheet:
    """Read a CSV or Excel file.

    ``known_headings`` help to find the row of headings under a title. Refuses with
    UnreadableFile what is empty, too large, another kind of file, or no table.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            _("Filen är större än %(most)s MB. Dela den i flera."),
            most=MOST_BYTES // (1024 * 1024),
        )
    if not content.strip():
        raise UnreadableFile(_("Filen är tom."))
    if content.startswith(_ZIP):
        return _arranged(*_read_excel(content), known_headings)
    _refuse_other_kinds(content)
    return _arranged(*_read_text(content), known_headings)


# --- Text -----------------------------------------------------------------------------


def _refuse_other_kinds(content: bytes) -> None:
    """Refuse files that are known to be something else than a table."""
    if content.startswith(_OLD_OFFICE):
        raise UnreadableFile(
            _("Filen är sparad i Excels gamla format (.xls). Spara den som .xlsx eller CSV.")
        )
    has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if content.startswith(_OTHERS) or (b"\0" in content[:4096] and not has_mark):
        raise UnreadableFile(
            _("Filen är varken CSV eller Excel (.xlsx). Spara tabellen i något av de formaten.")
        )


def _read_text(content: bytes) -> tuple[list[list[str]], dict[str, str]]:
    """Read delimited text; gives its rows and how it was read."""
    text, encoding = _decoded(content)
    try:
        delimiter = _delimiter(text)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        rows = [[_cleaned(cell) for cell in row] for row in _limited(reader)]
    except csv.Error:
        raise UnreadableFile(
            _("Filen går inte att dela upp i kolumner. Spara den på nytt som CSV eller .xlsx.")
        ) from None
    return rows, {"encoding": encoding, "delimiter": delimiter}


def _decoded(content: bytes) -> tuple[str, str]:
    """Decode the text by its mark, as UTF-8, or as the western encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "ISO 8859-1"


def _delimiter(text: str) -> str:
    """Give the delimiter that parts the most lines into the same number of columns."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = Counter(
            len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1
        )
        if not counts:
            return (0, 0)
        columns, rows = counts.most_common(1)[0]
        return (rows, columns)

    return max(_DELIMITERS, key=evenness)


# --- Excel ------------------------------------------------------------------------------


def _read_excel(content: bytes) -> tuple[list[list[str]], dict[str, str]]:
    """Read the first sheet with anything in it; formulas as the values last shown."""
    _refuse_bombs(content)
    import openpyxl  # noqa: PLC0415  slow to import, and few requests read a file
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415  slow too

    try:
        book = openpyxl.load_workbook(
            BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = [
                [_cell_text(value) for value in row[:MOST_COLUMNS]]
                for row in _limited(sheet.iter_rows(values_only=True))
            ]
            if sum(1 for row in rows if any(row)) > 1:
                return rows, {"sheet": sheet.title}
    except (InvalidFileException, *_DAMAGED):
        raise UnreadableFile(
            _("Excelfilen är skadad och går inte att läsa. Öppna och spara den på nytt.")
        ) from None
    raise UnreadableFile(_("Excelfilen har inget blad med rubriker och rader."))


def _refuse_bombs(content: bytes) -> None:
    """Refuse an archive that is no workbook, or that unpacks to far more than it seems."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            names = {part.filename for part in parts}
            too_much = unpacked > _UNPACKED_BYTES or unpacked > _RATIO * len(content)
            if len(parts) > _PARTS or too_much or _declares_entities(archive, parts):
                raise UnreadableFile(
                    _(
                        "Excelfilen blir orimligt stor när den packas upp. Därför läses den inte."
                    )
                )
    except _DAMAGED:
        raise UnreadableFile(
            _("Excelfilen är skadad och går inte att läsa. Öppna och spara den på nytt.")
        ) from None
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise UnreadableFile(
            _("Filen är ett arkiv och ingen Excelfil. Spara tabellen som .xlsx eller CSV.")
        )


def _declares_entities(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    """Tell whether a part begins with a document type, which no workbook has."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(1024):
                    return True
    return False


def _cell_text(value: object) -> str:
    """Give a cell's value as text: days as ISO, whole numbers without decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.hour == value.minute == value.second == 0
        return value.date().isoformat() if is_day else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _cleaned(str(value))


# --- Both -------------------------------------------------------------------------------


def _limited(rows: Iterable[Iterable[object]]) -> Iterator[list[object]]:
    """Give the rows as lists; refuses more than may be imported at a time."""
    for number, row in enumerate(rows):
        if number > MOST_ROWS + _HEADINGS_WITHIN:
            raise UnreadableFile(
                _("Filen har fler än %(most)s rader. Dela den i flera."), most=MOST_ROWS
            )
        yield list(row)


def _cleaned(cell: object) -> str:
    """Give a cell's text on one line, without the apostrophe that guards formulas."""
    text = re.sub(r"[\s\x00-\x1f\x7f]+", " ", str(cell)).strip()
    if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"}:
        text = text[1:]
    return text[:MOST_CELL]


def _arranged(
    rows: list[list[str]], read_as: dict[str, str], known_headings: Iterable[str]
) -> Sheet:
    """Find the headings and even the rows out."""
    known = {heading.casefold() for heading in known_headings}
    at = _header_at(rows, known)
    if at is None:
        raise UnreadableFile(
            _("Filen har ingen rad med rubriker för minst två kolumner. Lägg till en överst.")
        )
    header = _header_names(rows[at][:MOST_COLUMNS])
    width = len(header)
    body = [(row[:width] + [""] * width)[:width] for row in rows[at + 1 :]]
    while body and not any(body[-1]):
        body.pop()
    if not body:
        raise UnreadableFile(_("Filen har rubriker men inga rader under dem."))
    if len(body) > MOST_ROWS:
        raise UnreadableFile(
            _("Filen har fler än %(most)s rader. Dela den i flera."), most=MOST_ROWS
        )
    return Sheet(header, body, at + 2, {**read_as, "heading_row": str(at + 1)})


def _header_at(rows: list[list[str]], known: set[str]) -> int | None:
    """Give which of the first rows has the headings: most known ones, else the fullest."""
    best: tuple[int, int] = (0, 1)
    found = None
    for at, row in enumerate(rows[:_HEADINGS_WITHIN]):
        filled = [cell for cell in row if cell]
        score = (sum(cell.casefold() in known for cell in filled), len(filled))
        if len(filled) > 1 and score > best and (found is None or score[0] > best[0]):
            best, found = score, at
    return found


def _header_names(row: list[str]) -> list[str]:
    """Name every column once; one without heading is called by its letter."""
    while row and not row[-1]:
        row = row[:-1]
    seen: Counter[str] = Counter()
    names = []
    for at, cell in enumerate(row):
        name = cell or f"Kolumn {chr(65 + at % 26)}"
        seen[name.casefold()] += 1
        names.append(
            name if seen[name.casefold()] == 1 else f"{name} ({seen[name.casefold()]})"
        )
    return names
