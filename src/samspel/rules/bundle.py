"""The files of a guideline as one thing: their canonical form and their hash."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from hashlib import sha256


def tidy(text: str) -> str:
    """Give the canonical form of a file, in which the same words have the same hash."""
    lines = unicodedata.normalize("NFC", text).removeprefix("\ufeff").splitlines()
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def digest(files: Mapping[str, str]) -> str:
    """Give the SHA-256 over the canonical files, each name and text with its length."""
    total = sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name].encode()):
            total.update(b"%d:" % len(part))
            total.update(part)
    return total.hexdigest()
