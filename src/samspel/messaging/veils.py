"""What a letter says that the outbox may not hold: it is put in when the letter is written.

An address that whoever reads it can act by is a secret. In a stored letter only a mark stands
for it, which says whose it is; the module behind gives the words when the letter goes out. A
mark for which there are no words any more ends its letter: nobody is sent what leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Characters of the private area, which no text of ours holds.
_OPEN, _CLOSE = "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([^:{_CLOSE}]+):([^{_CLOSE}]+){_CLOSE}")
_REVEAL: dict[str, Callable[[str], str]] = {}


def register_veil(name: str, reveal: Callable[[str], str]) -> None:
    """Register who gives the words behind marks of the name; nothing where there are none."""
    _REVEAL[name] = reveal


def veiled(name: str, key: str) -> str:
    """Give the mark to write in a letter instead of the words."""
    return f"{_OPEN}{name}:{key}{_CLOSE}"


def revealed(text: str) -> str:
    """Give the text with the words in the place of its marks."""
    return _MARK.sub(_words, text)


def is_stale(text: str) -> bool:
    """Tell whether the words of some mark are no longer to be had."""
    return any(not _words(found) for found in _MARK.finditer(text))


def _words(found: re.Match[str]) -> str:
    """Give the words behind a mark; what nobody has registered is text like the rest."""
    reveal = _REVEAL.get(found[1])
    return found[0] if reveal is None else reveal(found[2])
