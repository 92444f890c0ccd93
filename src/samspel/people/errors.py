"""What the register refuses, by name. The texts stand where the refusal is made."""

from __future__ import annotations

from typing import Any

from samspel.foundation.refusal import Refused


class RegisterRefused(Refused):
    """The register can't hold what was asked for."""


class PeriodRefused(RegisterRefused):
    """The days do not make a period, or lie outside the one they must lie in."""


class OverlapRefused(RegisterRefused):
    """Something already holds at the same time."""


class StillInUse(RegisterRefused):
    """It can't end, since other things last longer."""


class NotEligible(RegisterRefused):
    """The law bars the person from the mandate or the post (KL 4:4-5 and 7:3)."""


class PersonExists(RegisterRefused):
    """Somebody of that name is in the register; ``namesakes`` are the persons."""

    def __init__(self, message: object, namesakes: list[Any], **params: object) -> None:
        super().__init__(message, **params)
        self.namesakes = namesakes


class AlreadySetUp(RegisterRefused):
    """The database has its municipality."""


class ImportRefused(RegisterRefused):
    """The file can't be read, entered or undone."""
