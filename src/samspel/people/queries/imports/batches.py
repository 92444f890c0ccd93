"""Which imports there are, and what columns have meant before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models.functions import Now

from samspel.people.enums import ImportKind
from samspel.people.models import ColumnMemory, ImportBatch, ImportRun

if TYPE_CHECKING:
    from samspel.audit.actors import Actor

KEEP = "people.register.keep"
_SILENCE = dt.timedelta(minutes=15)


def imports_listed(viewer: Actor, limit: int = 50) -> list[ImportBatch]:
    """Give the newest imports that the viewer may see, without their rows; one statement."""
    batches = ImportBatch.objects.order_by("-id").defer("rows", "changes", "header", "mapping")
    if not viewer.everywhere(KEEP):
        batches = batches.filter(uploaded_by_id=viewer.user_id)
    return list(batches[:limit])


def may_see_import(batch: ImportBatch, viewer: Actor) -> bool:
    """Tell whether the viewer may see an import: their own, or all who keep everything."""
    own = viewer.user_id is not None and batch.uploaded_by_id == viewer.user_id
    return own or viewer.everywhere(KEEP)


def run_of(batch: ImportBatch) -> ImportRun | None:
    """Give the batch's work in the background, going on or ended, if there has been any."""
    return ImportRun.objects.filter(batch=batch).first()


def is_worked_on(batch_id: int) -> bool:
    """Tell whether the batch is worked on in the background now.

    Work that has not been heard of for a while has died for good, and is not waited for.
    """
    alive = ImportRun.objects.filter(ended_at__isnull=True, touched_at__gt=Now() - _SILENCE)
    return alive.filter(batch_id=batch_id).exists()


def remembered_columns(kind: ImportKind) -> dict[str, str]:
    """Give what headings meant before in files of the kind: heading to field."""
    return dict(ColumnMemory.objects.filter(kind=kind).values_list("heading", "field"))
