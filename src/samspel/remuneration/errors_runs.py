"""Refusals of runs, files to other systems and what payroll keeps."""

from __future__ import annotations

from samspel.foundation.refusal import Refused


class RunRefused(Refused):
    """The run can't be opened, closed or taken on like this."""


class ExportRefused(Refused):
    """The run can't be made into a file, or the file not be taken back, like this."""


class PayrollSettingRefused(Refused):
    """The pay type, the file layout, the number or the setting can't be kept like this."""
