"""A case that becomes secret takes its items on the agendas with it, and back again.

KL 6 kap. 25 §, OSL 8 kap. 1 §: who may not know of the case may not read of it on an
agenda either, nor in the papers and packs that were made while it was open, nor in what
messages have said. KL 8 kap. 10 § first paragraph 4: nor on the web, so published minutes
that tell of it are withdrawn at once. The approved minutes themselves are not altered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.models import Case
from samspel.documents import services as documents
from samspel.documents.models import Document
from samspel.foundation.text import one_line
from samspel.meetings import policies
from samspel.meetings.enums.calling import Edition
from samspel.meetings.errors import ItemRefused
from samspel.meetings.models import AgendaItem, NoticePack
from samspel.meetings.services.locks import locked_item
from samspel.meetings.services.withdrawing import withdraw_secret
from samspel.messaging.services import cover_messages


@transaction.atomic
def close_items_of(case: Case, *, at: dt.datetime, actor: Actor) -> list[AgendaItem]:
    """Close the case's items on the case's ground, with all that tells of them.

    Their files, the open packs, the messages and the minutes on the web. A consequence of
    the marking, whose service has judged who may. What approved minutes say is frozen and
    stays as it was approved; they are read whole by those inside the body only. Gives
    the items that were open until now.
    """
    items = _with_its_copies(list(_of(case)))
    opened = [each for each in items if not each.is_closed]
    for item in opened:
        _close(item, case.secrecy_ground)
        audit.record("meetings.item.closed", subject=item, actor=actor, also=[case])
    product = _product(actor)
    _mark_files(opened, case.secrecy_ground, product)
    _hide(items, [case.title, *(each.title for each in items)], at, product)
    return opened


@transaction.atomic
def close_item(item: AgendaItem, *, ground: str, at: dt.datetime, actor: Actor) -> AgendaItem:
    """Close an item that has no case of its own, also after its minutes were approved.

    With its files, the open packs, the messages and the minutes on the web, as when a case
    becomes secret. Refuses whoever does not keep the body, one that is closed, one of a
    case (the case is marked), and no ground.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    _require_without_case(item)
    if item.is_closed:
        raise ItemRefused(_("Ärendet är redan slutet."))
    if not ground.strip():
        raise ItemRefused(_("Ange grunden för sekretessen, till exempel OSL 26 kap. 1 §."))
    items = _with_its_copies([item])
    opened = [each for each in items if not each.is_closed]
    for each in opened:
        _close(each, one_line(ground))
        audit.record("meetings.item.closed", subject=each, actor=actor)
    product = _product(actor)
    _mark_files(opened, one_line(ground), product)
    _hide(items, [each.title for each in items], at, product)
    return next(each for each in items if each.pk == item.pk)


@transaction.atomic
def open_up_item(item: AgendaItem, *, reason: str, at: dt.datetime, actor: Actor) -> AgendaItem:
    """Open an item that has no case and was closed; the reason is kept in the trail.

    Refuses whoever does not keep the body, one that is open, one of a case, and no reason.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    _require_without_case(item)
    if not item.is_closed:
        raise ItemRefused(_("Ärendet är inte slutet."))
    if not reason.strip():
        raise ItemRefused(_("Ange varför ärendet inte längre har sekretess."))
    ground = item.closed_because
    item.is_closed, item.closed_because = False, ""
    item.save(update_fields=["is_closed", "closed_because"])
    audit.record(
        "meetings.item.opened_up",
        subject=item,
        actor=actor,
        facts={"at": at},
        reason=reason.strip(),
    )
    if ground:
        for document in _files_of([item], secrecy_ground=ground):
            documents.open_up(document, reason=reason, actor=_product(actor))
    return item


def _require_without_case(item: AgendaItem) -> None:
    if item.case_id is not None:
        raise ItemRefused(
            _("Ärendet finns i diariet. Markera sekretessen där, så följer det här med.")
        )


def _close(item: AgendaItem, ground: str) -> None:
    item.is_closed, item.closed_because = True, ground
    item.save(update_fields=["is_closed", "closed_because"])


def _mark_files(items: list[AgendaItem], ground: str, product: Actor) -> None:
    for document in [*_files_of(items), *_open_packs_with(items)]:
        documents.mark_secret(document, ground=ground, actor=product)


def _hide(items: list[AgendaItem], titles: list[str], at: dt.datetime, product: Actor) -> None:
    """Hide what is told of the items in messages and in minutes on the web."""
    cover_messages(items, titles=titles)
    withdraw_secret(items, titles=titles, at=at, actor=product)


@transaction.atomic
def open_items_of(case: Case, *, ground: str, reason: str, actor: Actor) -> list[AgendaItem]:
    """Open the case's items that are closed on the ground that no longer holds.

    Their files too, but not those that are secret on another ground. A pack stays as it
    is, and so do minutes that were withdrawn: a person publishes them anew.
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
    """Lock the case's items in every body, those of approved minutes too."""
    items = AgendaItem.objects.filter(case=case)
    return items.select_for_update(of=["self"]).order_by("pk")


def _with_its_copies(items: list[AgendaItem]) -> list[AgendaItem]:
    """Give the items with those of the same matter that have no case, locked.

    What was tabled or passed on to another body became an item of its own, whose key names
    the one that it came from (``services.passing``).
    """
    found, fresh = {each.pk: each for each in items}, items
    while fresh:
        asked = Q(pk__in=[pk for each in fresh if (pk := _came_from(each)) is not None])
        for each in fresh:
            asked |= Q(key=f"meetings.tabled:{each.pk}")
            asked |= Q(key__startswith=f"meetings.passed:{each.pk}:")
        rows = AgendaItem.objects.select_for_update(of=["self"]).filter(asked, case=None)
        fresh = list(rows.exclude(pk__in=found).order_by("pk"))
        found |= {each.pk: each for each in fresh}
    return list(found.values())


def _came_from(item: AgendaItem) -> int | None:
    cause, _colon, rest = item.key.partition(":")
    if cause not in {"meetings.tabled", "meetings.passed"}:
        return None
    return int(rest.partition(":")[0])


def _files_of(items: Iterable[AgendaItem], secrecy_ground: str = "") -> list[Document]:
    """Give the items' files, the extracts of their paragraphs too."""
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
