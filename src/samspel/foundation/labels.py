"""Labels: enums that carry the Swedish word a user sees.

Pure Python, so that calculations can import enums without Django. ``mark`` only
marks a text for extraction; it is translated where it is shown.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def mark(text: str) -> str:
    """Mark a text for translation and give it back unchanged."""
    return text


class LabelledEnum(StrEnum):
    """A StrEnum whose members are written ``NAME = "value", _("Etikett")``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member from its stored value and its Swedish label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
