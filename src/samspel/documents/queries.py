"""Reading documents: whose they are, and only what the viewer may know of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.documents.permission import may_read_document
from samspel.kit.rows import FileRow


def documents_of(owner: models.Model, viewer: Actor | None) -> list[Document]:
    """Give the owner's documents that the viewer may read, oldest first.

    Newest versions only, and none that is removed. What the viewer may not read is not
    counted or named.
    """
    return documents_by_owner([owner], viewer).get(owner.pk, [])


def documents_by_owner(
    owners: Iterable[models.Model], viewer: Actor | None
) -> dict[int, list[Document]]:
    """Give the documents of many owners of one kind, by the owner's key, in one statement."""
    asked = list(owners)
    found: dict[int, list[Document]] = defaultdict(list)
    if not asked:
        return found
    rows = current().filter(
        owner_type=label_of_owner(asked[0]), owner_id__in=[o.pk for o in asked]
    )
    for document in rows:
        if may_read_document(document, viewer):
            found[document.owner_id].append(document)
    return found


def current() -> QuerySet[Document]:
    """Give the documents that are neither removed nor replaced, oldest first."""
    return Document.objects.filter(removed_at__isnull=True, replaced_by__isnull=True).order_by(
        "id"
    )


def document_by_uuid(uuid: UUID) -> Document | None:
    """Give a document that is not removed, whoever asks. The caller judges the viewer."""
    return Document.objects.filter(uuid=uuid, removed_at__isnull=True).first()


def label_of_owner(owner: models.Model) -> str:
    """Give the name under which an owner's kind is stored."""
    return owner._meta.label_lower


def file_rows(documents: Iterable[Document]) -> list[FileRow]:
    """Give documents as a page's list of files shows them."""
    return [
        FileRow(
            name=document.name,
            url=reverse("documents:download", args=[document.uuid]),
            kind=document.type_in_words,
            size=document.size,
            note=gettext("Sekretess") if document.is_secret else "",
        )
        for document in documents
    ]
