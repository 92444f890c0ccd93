"""Putting guidelines in force, and keeping what was judged under them."""

from samspel.rulebooks.services.judging import check, enforce, keep
from samspel.rulebooks.services.versions import (
    adopt_shipped,
    change_draft,
    confirm_version,
    discard_draft,
    draft_version,
    propose_version,
    reject_version,
)

__all__ = [
    "adopt_shipped",
    "change_draft",
    "check",
    "confirm_version",
    "discard_draft",
    "draft_version",
    "enforce",
    "keep",
    "propose_version",
    "reject_version",
]
