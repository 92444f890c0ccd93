"""What is uploaded as a guideline: several rule files, or one zip archive of them.

Everything is checked before it is unpacked, and again while: an archive is only told
what it holds by whoever made it. Nothing is ever written to disk.
"""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import IO

from samspel.foundation.labels import mark as _
from samspel.rulebooks.errors import UploadRefused
from samspel.rules.rulebook import MAX_BYTES, MAX_FILES

Upload = tuple[str, int, IO[bytes]]
"""An uploaded file: its name, its size in bytes, and its content."""

MOST_PACKED = 2 * MAX_BYTES
MOST_RATIO = 200
_RATIO_FROM = 64 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_UNSEEN = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_ENCRYPTED = 0x1
_MEGABYTE = 1_048_576


def read_upload(uploads: Iterable[Upload]) -> dict[str, str]:
    """Give the rule files of an upload by name. Refuses with UploadRefused what isn't one.

    Takes YAML files, or a single zip archive that holds them. Whether the files make
    sense as rules is for the engine to say.
    """
    given = list(uploads)
    if not given:
        raise UploadRefused(
            _(
                "Du har inte valt någon fil. Välj riktlinjens filer, eller ett zip-arkiv med dem."
            )
        )
    if len(given) == 1 and given[0][0].lower().endswith(".zip"):
        return _texts(_unpacked(*given[0]))
    return _texts(_loose(given))


def _loose(given: list[Upload]) -> list[tuple[str, bytes]]:
    """Give the content of files that were chosen one by one."""
    if len(given) > MAX_FILES:
        raise _too_many(len(given))
    total = 0
    found = []
    for name, size, file in given:
        total += size
        if total > MAX_BYTES:
            raise _too_large()
        if name.lower().endswith(".zip"):
            raise UploadRefused(
                _("Ladda upp antingen ett enda zip-arkiv eller filerna en och en, inte båda.")
            )
        found.append((name, file.read(MAX_BYTES + 1)))
    return found


_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
    ValueError,
)


def _unpacked(name: str, size: int, file: IO[bytes]) -> list[tuple[str, bytes]]:
    """Give the content of an archive's files. Refuses bombs and names that lead astray."""
    if size > MOST_PACKED:
        raise _too_large()
    if not file.read(4).startswith(_ZIP):
        raise UploadRefused(
            _(
                "”%(name)s” heter som ett zip-arkiv men är något annat. "
                "Packa filerna igen, eller ladda upp dem en och en."
            ),
            name=name,
        )
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = _wanted(archive.infolist())
            return [(part.filename, _read(archive, part)) for part in parts]
    except _DAMAGED as error:
        raise UploadRefused(
            _("Zip-arkivet ”%(name)s” är skadat eller låst. Packa filerna igen."), name=name
        ) from error


def _wanted(parts: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Check what an archive says of itself, before anything is unpacked."""
    seen = [each for each in parts if not each.is_dir() and not _is_unseen(each.filename)]
    if len(parts) > 4 * MAX_FILES or len(seen) > MAX_FILES:
        raise _too_many(len(seen))
    for part in seen:
        if _leads_astray(part.filename):
            raise UploadRefused(
                _("Zip-arkivet har en fil med en otillåten sökväg: ”%(name)s”. Packa om det."),
                name=part.filename[:80],
            )
        if part.flag_bits & _ENCRYPTED:
            raise UploadRefused(_("Zip-arkivet är låst med lösenord. Packa om det utan."))
    unpacked = sum(part.file_size for part in seen)
    packed = sum(part.compress_size for part in seen)
    if unpacked > MAX_BYTES or _swells(unpacked, packed):
        raise _too_large()
    return seen


def _swells(unpacked: int, packed: int) -> bool:
    return unpacked > _RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1)


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Read one part, and no more than it may hold whatever it says of itself."""
    with archive.open(part) as opened:
        content = opened.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _too_large()
    return content


def _is_unseen(name: str) -> bool:
    return any(each in name for each in _UNSEEN)


def _leads_astray(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        path.is_absolute()
        or ".." in path.parts
        or "\\" in name
        or ":" in name
        or len(path.parts) > 4
    )


def _texts(contents: list[tuple[str, bytes]]) -> dict[str, str]:
    """Read the contents as text, under their bare names."""
    found: dict[str, str] = {}
    for path, content in contents:
        name = _bare_name(path)
        if not name.endswith(".yaml"):
            raise UploadRefused(
                _(
                    "”%(name)s” är ingen regelfil. En riktlinje består av filer som slutar "
                    "på .yaml, eller ett zip-arkiv med sådana."
                ),
                name=name,
            )
        if name in found:
            raise UploadRefused(
                _("Två filer heter ”%(name)s”. Ge den ena ett annat namn."), name=name
            )
        found[name] = _text(name, content)
    if not found:
        raise UploadRefused(_("Zip-arkivet är tomt. Packa riktlinjens filer i det."))
    if sum(len(text.encode()) for text in found.values()) > MAX_BYTES:
        raise _too_large()
    return found


def _bare_name(path: str) -> str:
    """Give the file's own name, composed as Swedish letters are written in rules."""
    name = unicodedata.normalize("NFC", PurePosixPath(path.replace("\\", "/")).name)
    stem = name.removesuffix(".yml")
    return f"{stem}.yaml" if stem != name else name


def _text(name: str, content: bytes) -> str:
    if content.startswith(_ZIP + _OTHERS) or b"\x00" in content:
        raise UploadRefused(
            _(
                "”%(name)s” utger sig för att vara en regelfil men är något annat. "
                "Öppna den i en textredigerare och se efter."
            ),
            name=name,
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UploadRefused(
            _("”%(name)s” är inte text i UTF-8. Spara om den som UTF-8."), name=name
        ) from error


def _too_many(count: int) -> UploadRefused:
    return UploadRefused(
        _("Det är %(count)s filer. En riktlinje får ha högst %(most)s."),
        count=count,
        most=MAX_FILES,
    )


def _too_large() -> UploadRefused:
    return UploadRefused(
        _("Filerna är för stora. En riktlinje får vara högst %(most)s MB uppackad."),
        most=MAX_BYTES // _MEGABYTE,
    )
