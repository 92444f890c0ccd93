"""The document folder: each content once, under its SHA-256, never changed.

A file is written beside its place, forced to disk and then moved there, before the row
that names it is written: a row without its file can't come about. A file without a
row, which an act that rolled back leaves, is swept away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection

_WAITING = "under_uppladdning"


@dataclass(frozen=True, slots=True)
class Stored:
    """A content that lies in the folder."""

    sha256: str
    size: int


def root() -> Path:
    """Give the document folder."""
    return Path(settings.DOCUMENT_ROOT)


def path_of(digest: str) -> Path:
    """Give where the content with the hash lies."""
    return root() / digest[:2] / digest[2:4] / digest


def put(chunks: Iterable[bytes]) -> Stored:
    """Keep a content; give its hash and size.

    Called in the transaction that writes the row: the hash is locked until it ends, so
    that the sweep can't take the file away in between.
    """
    waiting = root() / _WAITING / uuid4().hex
    _make_folder(waiting.parent)
    try:
        stored = _write(waiting, chunks)
        lock(stored.sha256)
        place = path_of(stored.sha256)
        _make_folder(place.parent)
        if not place.exists():
            waiting.rename(place)
            _force(place.parent)
    finally:
        waiting.unlink(missing_ok=True)
    return stored


def _write(path: Path, chunks: Iterable[bytes]) -> Stored:
    digest, size = sha256(), 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size)


def _make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _force(folder: Path) -> None:
    """Force a folder's list of names to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lock(digest: str, *, wait: bool = True) -> bool:
    """Hold a content's hash until the transaction ends; give whether it is held."""
    call = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    key = int.from_bytes(bytes.fromhex(digest[:16]), "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}(%s)", [key])
        return wait or bool(cursor.fetchone()[0])


def old_contents(before: float) -> Iterator[str]:
    """Give the hashes of contents that were put before the moment (seconds since 1970)."""
    for path in root().glob("??/??/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                yield path.name


def sweep_waiting(before: float) -> int:
    """Remove uploads that broke off before the moment; give how many."""
    removed = 0
    for path in (root() / _WAITING).glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                removed += 1
    return removed
