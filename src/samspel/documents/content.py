"""What a file really is: told by its content, never by its name alone.

Office files and images are looked into, so that something else in their clothes, a
macro or a packed bomb is refused. The name must then agree with the content.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

import puremagic
from django.utils.translation import gettext_lazy as _

from samspel.documents.enums import FileType
from samspel.documents.errors import FileRefused
from samspel.kit.enums import label_of

_HEAD = 4096
_MARKUP = re.compile(
    rb"\s*(?:<!doctype|<html|<head|<body|<script|<svg|<\?xml|<\?php|<!--|#!|%!ps)",
    re.IGNORECASE,
)
# Control characters that no text holds: a few, like tab and form feed, may stand.
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What pictures from many phones begin with, whatever their names end with.
_HEIF = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
_TEXT_TYPES = frozenset({FileType.TXT, FileType.CSV})

MOST_PARTS = 5_000
MOST_UNPACKED = 250 * 1024 * 1024
MOST_RATIO = 150
_RATIO_FROM = 1024 * 1024


def recognised(file: IO[bytes], name: str, declared: str = "") -> FileType:
    """Give the file's type. Refuses with FileRefused what we don't take, or what lies.

    Takes the open file, its name, and the type that the browser declared. The file is
    read from its beginning, and left there.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    found = _by_content(file, ending)
    file.seek(0)
    if found is None:
        raise FileRefused(
            _(
                "Filen går inte att ladda upp: %(what)s. Vi tar emot PDF, bilder (PNG och "
                "JPEG), Word, Excel, OpenDocument-text, text och CSV."
            ),
            what=_said(file, ending),
        )
    if ending not in found.endings or _declares_other(declared, found):
        raise FileRefused(
            _(
                "Filen utger sig för att vara något annat än den är: namnet slutar på "
                "”%(ending)s” men innehållet är av typen %(found)s. Spara om filen i rätt "
                "format och ladda upp den igen."
            ),
            ending=f".{ending}" if ending else _("ingenting"),
            found=label_of(FileType, found),
        )
    return found


def _by_content(file: IO[bytes], ending: str) -> FileType | None:
    """Tell the type by looking into the file; nothing when it is none of ours."""
    file.seek(0)
    head = file.read(_HEAD)
    for begins, look in _LOOKS:
        if head.startswith(begins):
            return look(file, head)
    if b"%PDF-" in head[:1024]:
        return _pdf(file, head)
    if ending in {"txt", "csv"} and _is_text(file):
        return FileType(ending)
    return None


def _pdf(file: IO[bytes], _head: bytes) -> FileType | None:
    return FileType.PDF if b"%%EOF" in _tail(file, 2048) else None


def _png(file: IO[bytes], head: bytes) -> FileType | None:
    is_whole = head[12:16] == b"IHDR" and b"IEND" in _tail(file, 64)
    return FileType.PNG if is_whole else None


def _jpeg(file: IO[bytes], _head: bytes) -> FileType | None:
    return FileType.JPEG if b"\xff\xd9" in _tail(file, _HEAD) else None


def _packed(file: IO[bytes], _head: bytes) -> FileType | None:
    """Tell which office file a zip archive is. Refuses bombs, macros and locked files."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _refuse_bomb(parts)
            names = {part.filename for part in parts}
            found = _office_type(archive, names)
            if found:
                _refuse_active(parts, names)
            return found
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ):
        return None


def _office_type(archive: zipfile.ZipFile, names: set[str]) -> FileType | None:
    if "[Content_Types].xml" in names:
        kinds = archive.read("[Content_Types].xml")
        for file_type, part, kind in _PARTS:
            if part in names and kind in kinds:
                return file_type
        return None
    if {"mimetype", "content.xml"} <= names:
        kind = archive.read("mimetype").strip()
        return FileType.ODT if kind == FileType.ODT.media_type.encode() else None
    return None


_PARTS = (
    (FileType.DOCX, "word/document.xml", b"wordprocessingml.document.main+xml"),
    (FileType.XLSX, "xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
)


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that grows out of bounds when it is opened."""
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _RATIO_FROM
        and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen:
        raise FileRefused(
            _(
                "Filen går inte att ladda upp: den blir orimligt stor när den öppnas. "
                "Spara om den, utan bilder som inte behövs, och ladda upp den igen."
            )
        )


def _refuse_active(parts: list[zipfile.ZipInfo], names: set[str]) -> None:
    """Refuse macros, and parts that point out of the archive."""
    lowered = {name.lower() for name in names}
    has_macros = any(name.endswith("vbaproject.bin") for name in lowered) or any(
        name.startswith("basic/") for name in lowered
    )
    if has_macros:
        raise FileRefused(
            _(
                "Filen går inte att ladda upp: den innehåller makron. Spara den utan "
                "makron och ladda upp den igen."
            )
        )
    points_out = any(name.startswith("/") or ".." in name.split("/") for name in lowered)
    if points_out or any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused(
            _(
                "Filen går inte att ladda upp: den är låst eller skadad. Spara om den "
                "utan lösenord och ladda upp den igen."
            )
        )


def _is_text(file: IO[bytes]) -> bool:
    """Whether the file is text through and through, and no page or program."""
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(b"\xef\xbb\xbf"):
        head = head[3:]
    if not head.strip() or _MARKUP.match(head) or _looks_binary(head):
        return False
    file.seek(0)
    return all(not _NOT_TEXT.search(chunk) for chunk in iter(lambda: file.read(1 << 16), b""))


def _looks_binary(head: bytes) -> bool:
    """Whether something that is not text is known by its first bytes."""
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return any(guess.confidence >= 0.6 for guess in guesses)


def _tail(file: IO[bytes], length: int) -> bytes:
    end = file.seek(0, 2)
    file.seek(max(end - length, 0))
    return file.read()


def _declares_other(declared: str, found: FileType) -> bool:
    """Whether the browser said that the file is another of the types that we know."""
    said = declared.partition(";")[0].strip().lower()
    known = {each.media_type: each for each in FileType}
    other = known.get(said, found)
    return other is not found and not {other, found} <= _TEXT_TYPES


def _said(file: IO[bytes], ending: str) -> object:
    """Say what is wrong with a file that is none of ours."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if not head:
        return _("den är tom")
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return _(
            "den är en bild i formatet HEIC, som inte alla kan öppna. Ta bilden på nytt "
            "härifrån, eller välj ”Mest kompatibelt” under Kamera och Format i telefonens "
            "inställningar"
        )
    if head[:2] == b"MZ" or head[:4] == b"\x7fELF":
        return _("den är ett program")
    if _MARKUP.match(head):
        return _("den är en webbsida eller ett skript")
    if ending in {each for known in FileType for each in known.endings}:
        return _("den är skadad, eller något annat än namnet säger")
    return _("filtypen tas inte emot")


_LOOKS: tuple[tuple[bytes, Callable[[IO[bytes], bytes], FileType | None]], ...] = (
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"PK\x03\x04", _packed),
)
