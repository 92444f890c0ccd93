"""Reading extracts and where they have been sent."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from samspel.meetings.models import AgendaItem, Dispatch, Extract, ItemHandling, Minutes
from samspel.meetings.queries.minutes import corrections_of
from samspel.messaging.queries import not_reached


def dispatch_by_uuid(uuid: UUID) -> Dispatch | None:
    """Give a dispatch by its own address, for whoever was given it."""
    rows = Dispatch.objects.select_related(
        "extract__item__body", "extract__document", "extract__minutes"
    )
    return rows.filter(uuid=uuid).first()


def is_handed_out(dispatch: Dispatch) -> bool:
    """Tell whether the extract is still opened at the address of its dispatch.

    Not by whoever has the address only, when the item has become secret since.
    """
    return dispatch.person_id is not None or not dispatch.extract.item.is_closed


def corrected_since(extract: Extract) -> list[Minutes]:
    """Give what has corrected the minutes after the extract of them was made."""
    return [
        each
        for each in corrections_of([extract.minutes])
        if each.approved_at and each.approved_at > extract.made_at
    ]


VEIL = "meetings.extract"


def receipt_address(key: str) -> str:
    """Give the address where a dispatch is confirmed; nothing where its item is secret now.

    A letter that waits with the extract in it is then not sent (``messaging.veils``).
    """
    is_open = Dispatch.objects.filter(uuid=key, extract__item__is_closed=False).exists()
    return f"{settings.BASE_URL}{reverse('meetings:receipt', args=[key])}" if is_open else ""


def tells_what(correction: Minutes) -> bool:
    """Tell whether the correction's words may be read by whoever has an extract.

    They may be of any of the meeting's paragraphs, so none of them may be secret.
    """
    closed = AgendaItem.objects.filter(
        Q(is_closed=True) | Q(case__secrecy_ground__gt=""), meeting=correction.meeting_id
    )
    return not closed.exists()


def sent_before(correction: Minutes) -> list[Dispatch]:
    """Give the dispatches of extracts made from what the correction corrects, oldest first."""
    corrected, minutes = [], correction.corrects
    while minutes is not None:
        corrected.append(minutes.pk)
        minutes = minutes.corrects
    rows = Dispatch.objects.filter(extract__minutes__in=corrected)
    return list(
        rows.select_related("extract__item__body", "extract__minutes", "person").order_by("pk")
    )


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
