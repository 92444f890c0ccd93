"""What the floors below ask for and cannot do themselves: work for the queue."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from samspel.messaging import tasks_seam
from samspel.messaging.importing import RUN_IMPORT
from samspel.people import events
from samspel.people.models import ImportRun


@receiver(events.import_asked, dispatch_uid="messaging.import_asked")
def on_import_asked(row: ImportRun, **_rest: Any) -> None:
    """Let the worker enter or undo a large file, once the asking has been committed."""
    tasks_seam.defer(RUN_IMPORT, run=row.pk)
