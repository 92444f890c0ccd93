"""A case that becomes secret takes its items on the agendas with it, and back again.

KL 6 kap. 25 §, OSL 8 kap. 1 §: who may not know of the case may not read of it on an
agenda either, nor in the papers and packs that were made while it was open.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.models import Case
from samspel.documents import services as documents
from samspel.documents.models import Document
from samspel.meetings.enums.calling import Edition
from samspel.meetings.enums.minutes import MinutesKind, MinutesState
from samspel.meetings.models import AgendaItem, Minutes, NoticePack


@transaction.atomic
def close_items_of(case: Case, *, actor: Actor) -> list[AgendaItem]:
    """Close the case's items on the case's ground, with their files and the open packs.

    A consequence of the marking, whose service has judged who may. What stands in
    approved minutes stays as it was approved.
    """
    items = list(_of(case).filter(is_closed=False))
    for item in items:
        item.is_closed, item.closed_because = True, case.secrecy_ground
        item.save(update_fields=["is_closed", "closed_because"])
        audit.record("meetings.item.closed", subject=item, actor=actor, also=[case])
    for document in [*_files_of(items), *_open_packs_with(items)]:
        documents.mark_secret(document, ground=case.secrecy_ground, actor=_product(actor))
    return items


@transaction.atomic
def open_items_of(case: Case, *, ground: str, reason: str, actor: Actor) -> list[AgendaItem]:
    """Open the case's items that are closed on the ground that no longer holds.

    Their files too, but not those that are secret on another ground. A pack stays as it is.
    """
    items = list(_of(case).filter(is_closed=True, closed_because=ground))
    for item in items:
        item.is_closed, item.closed_because = False, ""
        item.save(update_fields=["is_closed", "closed_because"])
        audit.record(
            "meetings.item.opened_up", subject=item, actor=actor, reason=reason, also=[case]
        )
    for document in _files_of(items, secrecy_ground=ground):
        documents.open_up(document, reason=reason, actor=_product(actor))
    return items


def _product(actor: Actor) -> Actor:
    """Give the product as actor: whoever marks a case need not keep the body's agenda."""
    return Actor.system("Ärendets sekretess", actor.request_id)


def _of(case: Case) -> QuerySet[AgendaItem]:
    """Lock the case's items, but not those whose minutes have been approved."""
    approved = Minutes.objects.filter(
        Q(kind=MinutesKind.WHOLE, meeting=OuterRef("meeting")) | Q(item=OuterRef("pk")),
        state=MinutesState.APPROVED,
    )
    items = AgendaItem.objects.filter(~Exists(approved), case=case)
    return items.select_for_update(of=["self"]).order_by("pk")


def _files_of(items: Iterable[AgendaItem], secrecy_ground: str = "") -> list[Document]:
    owned = Document.objects.filter(
        owner_type=AgendaItem._meta.label_lower, owner_id__in=[each.pk for each in items]
    )
    return list(owned.filter(removed_at__isnull=True, secrecy_ground=secrecy_ground))


def _open_packs_with(items: Iterable[AgendaItem]) -> list[Document]:
    """Give the files of the open packs that were made with any of the items in them."""
    whole = NoticePack.objects.filter(
        edition=Edition.FULL,
        parts__item__in=[each.pk for each in items],
        meeting=OuterRef("meeting"),
        number=OuterRef("number"),
    )
    packs = NoticePack.objects.filter(Exists(whole), edition=Edition.OPEN)
    return [
        each.document
        for each in packs.select_related("document").order_by("pk")
        if each.document is not None and not each.document.is_secret
    ]
