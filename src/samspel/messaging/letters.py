"""A letter that Django has rendered, as the outbox keeps it until it is sent."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from samspel.messaging.veils import is_stale, revealed

# Stands for the recipient's address in a stored letter. A character of the private
# area, which no text of ours holds.
_ADDRESS = "\ue000"

IN_ACCOUNT, IN_REGISTER = "account", "register"
"""Where the address of a letter's recipient stands: it is looked up there again."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file in a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject, text, perhaps HTML, and files; without sender and recipient."""

    subject: str
    text: str
    html: str = ""
    enclosures: tuple[Enclosure, ...] = ()

    def without(self, address: str) -> Letter:
        """Give the letter with the recipient's address taken out of its texts."""
        return self._with(lambda text: text.replace(address, _ADDRESS))

    def to(self, address: str) -> Letter:
        """Give the letter with the recipient's address put back."""
        return self._with(lambda text: text.replace(_ADDRESS, address))

    def unveiled(self) -> Letter:
        """Give the letter with what the outbox doesn't hold put in (``veils``)."""
        return self._with(revealed)

    @property
    def is_stale(self) -> bool:
        """Whether it would lead nowhere: what it is about is over."""
        return is_stale(self.text)

    def _with(self, change: Any) -> Letter:
        return replace(
            self,
            subject=change(self.subject),
            text=change(self.text),
            html=change(self.html),
        )

    def stored(self) -> dict[str, Any]:
        """Give the letter as JSON."""
        kept = asdict(self)
        for enclosure in kept["enclosures"]:
            enclosure["content"] = base64.b64encode(enclosure["content"]).decode("ascii")
        return kept

    @classmethod
    def from_stored(cls, kept: Mapping[str, Any]) -> Letter:
        """Read a letter that ``stored`` wrote."""
        enclosures = tuple(
            Enclosure(each["name"], each["media_type"], base64.b64decode(each["content"]))
            for each in kept.get("enclosures", ())
        )
        return cls(kept["subject"], kept["text"], kept.get("html", ""), enclosures)
