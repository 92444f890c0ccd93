"""Reading extracts and where they have been sent."""

from __future__ import annotations

from uuid import UUID

from samspel.meetings.models import Dispatch, Extract, Minutes


def dispatch_by_uuid(uuid: UUID) -> Dispatch | None:
    """Give a dispatch by its own address, for whoever was given it."""
    rows = Dispatch.objects.select_related("extract__item__body", "extract__document")
    return rows.filter(uuid=uuid).first()


def extracts_of(minutes: Minutes) -> list[Extract]:
    """Give the extracts made of the minutes with their dispatches, in the order of the §§."""
    rows = Extract.objects.filter(minutes=minutes).select_related("item", "document")
    return list(rows.prefetch_related("dispatches").order_by("item__position"))
