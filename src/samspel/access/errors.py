"""What access refuses, in words for whoever asked."""

from __future__ import annotations

from samspel.foundation.refusal import Refused


class AccountRefused(Refused):
    """The account can't be made, changed, shut or opened as asked."""


class GrantRefused(Refused):
    """The capability can't be given or taken as asked."""


class HatRefused(Refused):
    """The position is not one that the person holds today."""


class DemoRefused(Refused):
    """Signing in without a password exists in the demo municipality only."""
