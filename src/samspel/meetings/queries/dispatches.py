"""Reading extracts and where they have been sent."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from samspel.meetings.models import AgendaItem, Dispatch, Extract, ItemHandling, Minutes
from samspel.messaging.queries import not_reached


def dispatch_by_uuid(uuid: UUID) -> Dispatch | None:
    """Give a dispatch by its own address, for whoever was given it."""
    rows = Dispatch.objects.select_related("extract__item__body", "extract__document")
    return rows.filter(uuid=uuid).first()


def extracts_of(minutes: Minutes) -> list[Extract]:
    """Give the extracts made of the minutes with their dispatches, in the order of the §§.

    A dispatch whose last letter did not come says so, in ``is_lost``.
    """
    rows = Extract.objects.filter(minutes=minutes).select_related("item", "document")
    found = list(rows.prefetch_related("dispatches").order_by("item__position"))
    sent = [each for extract in found for each in extract.dispatches.all()]
    asked = {each.address for each in sent if each.address and each.received_at is None}
    lost = not_reached(asked) if asked else {}
    for each in sent:
        failed = lost.get(each.address) if each.received_at is None else None
        each.is_lost = failed is not None and failed >= each.sent_at  # type: ignore[attr-defined]  # for the page
    return found


def dispatch_waiting(minutes_of: QuerySet[Minutes], uuid: UUID) -> Dispatch | None:
    """Give a dispatch of minutes that the asker may read, if nobody has confirmed it."""
    rows = Dispatch.objects.select_related("extract__item__body", "extract__minutes", "person")
    return rows.filter(
        uuid=uuid, received_at__isnull=True, extract__minutes__in=minutes_of
    ).first()


def handling_version(item: AgendaItem) -> int:
    """Give the version of how the item is handled; 1 where nobody has described it yet."""
    known = ItemHandling.objects.filter(item=item).values_list("version", flat=True)
    return known.first() or 1
