"""What meetings refuse, each with its text where it is raised."""

from __future__ import annotations

from samspel.foundation.refusal import NotAllowed, Refused


class MeetingRefused(Refused):
    """A meeting can't be planned, moved, called, held or cancelled so."""


class ItemRefused(Refused):
    """An item can't be opened, placed, withdrawn or handled so."""


class DecisionRefused(Refused):
    """A decision can't be entered or corrected so."""


class DelegationRefused(Refused):
    """A decision on delegation can't be taken so."""


class MeetingsNotAllowed(NotAllowed):
    """The person's positions give no right to the act."""
