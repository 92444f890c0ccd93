"""What the register tells the floors above: each signal is sent in the act's transaction.

Every signal is sent with ``row`` (the row that the act concerns) and ``actor``; where
many rows are made at once it is one signal with ``rows``, so that nothing is asked row
by row. A receiver calls its own service in the same transaction, or in ``on_commit``
where nothing has to fall together.
"""

from __future__ import annotations

from django.dispatch import Signal

mandate_begun = Signal()
"""Somebody was elected. ``row``: the Mandate; it may begin on a later day."""

mandate_changed = Signal()
"""A mandate's party, term or order was put right. ``row``: the Mandate."""

mandate_ended = Signal()
"""A mandate got its last day, or was withdrawn before it began. ``row``: the Mandate."""

employment_begun = Signal()
"""Somebody was employed. ``row``: the Employment."""

employments_begun = Signal()
"""Many were employed at once, from a file. ``rows``: the Employments, in place of ``row``."""

employments_withdrawn = Signal()
"""Employments from a file are taken away again. ``rows``: the Employments."""

employment_changed = Signal()
"""An employment's manager, title or bodies served was changed. ``row``: the Employment."""

employment_ended = Signal()
"""An employment got its last day. ``row``: the Employment."""

tie_declared = Signal()
"""A tie to an operation was declared. ``row``: the Tie."""

tie_withdrawn = Signal()
"""A declared tie got its last day. ``row``: the Tie."""

person_protected = Signal()
"""A person's identity became protected. ``row``: the Person."""

person_unprotected = Signal()
"""A person's identity is no longer protected. ``row``: the Person."""

import_asked = Signal()
"""A large file is to be entered or undone in the background. ``row``: the ImportRun."""

body_closed = Signal()
"""A body got its last day. ``row``: the Body."""

place_closed = Signal()
"""A department, operation or unit got its last day. ``row``: that row."""
