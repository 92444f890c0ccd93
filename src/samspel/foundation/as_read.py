"""What a page showed, as a short mark that its form sends back with what was written.

For texts that have no row of their own to keep a version in, or one that comes and goes:
whoever writes over something says what they read, and is refused when it says other now.
"""

from __future__ import annotations

from samspel.foundation.hashing import digest_of
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Stale

_LENGTH = 24


def mark_of(*shown: object) -> str:
    """Give the mark of what a page shows, the same for the same values."""
    return digest_of(list(shown))[:_LENGTH]


def require_as_read(read: str | None, *stands: object) -> None:
    """Refuse (Stale) when something else stands there now than what the person read.

    Nothing read, nothing asked: a service that is called by the product has no page.
    """
    if read and read != mark_of(*stands):
        raise Stale(
            _(
                "Någon annan har ändrat det här sedan du öppnade sidan. Läs in sidan "
                "på nytt och gör om din ändring."
            )
        )
