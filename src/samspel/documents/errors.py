"""Why a file is not taken, or a document not changed."""

from __future__ import annotations

from samspel.foundation.refusal import Refused


class FileRefused(Refused):
    """The file can't be kept: too large, of a type we don't take, or not what it says."""


class SecrecyRefused(Refused):
    """The secrecy marking can't be set or lifted as it was asked."""


class RemovalRefused(Refused):
    """The document can't be removed: it is removed already."""
