"""What access refuses, in words for whoever asked."""

from __future__ import annotations

from samspel.foundation.refusal import Refused


class AccountRefused(Refused):
    """The account can't be made, changed, shut or opened as asked."""


class GrantRefused(Refused):
    """The capability can't be given or taken as asked."""


class ViewRefused(Refused):
    """The view of a list can't be saved, or is not there to take away."""


class HatRefused(Refused):
    """The position is not one that the person holds today."""


class DemoRefused(Refused):
    """Signing in without a password exists in the demo municipality only."""
