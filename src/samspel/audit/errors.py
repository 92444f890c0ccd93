"""What the audit refuses: an act without a name or without anybody who did it."""

from __future__ import annotations


class AuditError(Exception):
    """A fault in our own code: the act must not be committed."""


class UnknownAct(AuditError):
    """The act is not registered."""


class ActorMissing(AuditError):
    """Nobody stands behind the act."""


class ChainBroken(AuditError):
    """The chain does not hold; ``entry_id`` is the first entry where it breaks."""

    def __init__(self, entry_id: int | None, link_number: int | None, why: str) -> None:
        super().__init__(why)
        self.entry_id = entry_id
        self.link_number = link_number
        self.why = why
