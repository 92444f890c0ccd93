"""What messaging refuses: unknown names, and sending again what can't be sent."""

from __future__ import annotations

from samspel.foundation.refusal import Refused


class UnknownKind(LookupError):
    """A fault in our own code: the kind of message is not registered."""


class UnknownTask(LookupError):
    """A fault in our own code: nobody has registered a task under the name."""


class OldSequence(ValueError):
    """A fault in our own code: a newer form of the event has been sent already."""


class ResendRefused(Refused):
    """The message can't be sent again: it has been sent, or is being sent now."""


class ChoiceRefused(Refused):
    """The choice of channels can't be kept as it was given."""
