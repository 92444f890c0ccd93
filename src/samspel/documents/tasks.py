"""What the worker does for documents."""

from __future__ import annotations

import datetime as dt
import logging

from django.utils import timezone

from samspel.documents import services
from samspel.messaging.registry import periodic

log = logging.getLogger(__name__)

_AGE = dt.timedelta(days=1)


@periodic("45 2 * * *", "documents.orphans")
def sweep_orphans() -> None:
    """Remove the files that no document names."""
    if removed := services.sweep_orphans(before=timezone.now() - _AGE):
        log.info("%d files that no document names were removed", removed)
