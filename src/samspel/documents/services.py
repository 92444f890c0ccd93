"""Acts on documents: to keep a file, mark it, replace it and remove it.

The content is in place before the row is written, and the row shares the act's
transaction: what is refused leaves no row, and a file that nobody names is swept.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.documents import policies, storage
from samspel.documents.content import recognised
from samspel.documents.enums import Secrecy
from samspel.documents.errors import FileRefused, RemovalRefused, SecrecyRefused
from samspel.documents.models import Document
from samspel.documents.queries import label_of_owner
from samspel.kit.web import safe_name

log = logging.getLogger(__name__)


@transaction.atomic
def store(
    upload: UploadedFile[Any],
    *,
    owner: models.Model,
    actor: Actor,
    secrecy: str = "",
    name: str = "",
    at: dt.datetime | None = None,
) -> Document:
    """Keep an uploaded file as a document of the owner.

    The caller's own policy has let the actor add to the owner. ``secrecy`` is the ground
    of a secrecy marking ("OSL 26 kap. 1 §"), ``name`` another name than the file's.
    Refuses with FileRefused a file that is empty, too large, of a type that we don't
    take, or not what its name says; nothing is then written.
    """
    document = _stored(upload, name, owner, secrecy, actor, at or timezone.now())
    document.save()
    _record("stored", document, actor, owner)
    return document


@transaction.atomic
def replace(
    document: Document,
    upload: UploadedFile[Any],
    *,
    owner: models.Model,
    actor: Actor,
    at: dt.datetime | None = None,
) -> Document:
    """Keep a new version of a document, with the old one's secrecy; the old one stays.

    Refuses as ``store``, with NotAllowed whoever may not change the document, and with
    RemovalRefused a version that has been replaced or removed.
    """
    document = _locked(document, actor)
    if document.removed_at or Document.objects.filter(replaces=document).exists():
        raise RemovalRefused(
            _("Handlingen har redan ersatts eller tagits bort. Läs in sidan på nytt.")
        )
    newer = _stored(upload, "", owner, document.secrecy_ground, actor, at or timezone.now())
    newer.replaces = document
    newer.save()
    _record("replaced", newer, actor, owner)
    return newer


@transaction.atomic
def share(
    document: Document, *, owner: models.Model, actor: Actor, at: dt.datetime
) -> Document:
    """Let another owner have the same file, as it is now, with its marking of secrecy.

    The content is stored once. Whoever may read the owner may read it there; a later
    version for the first owner leaves this one as it is. The caller has judged who may.
    """
    shared = Document(
        owner_type=label_of_owner(owner),
        owner_id=owner.pk,
        name=document.name,
        file_type=document.file_type,
        size=document.size,
        sha256=document.sha256,
        secrecy=document.secrecy,
        secrecy_ground=document.secrecy_ground,
        uploaded_by_id=actor.person_id,
        uploaded_by_name=actor.name,
        uploaded_at=at,
    )
    storage.lock(document.sha256)
    shared.save()
    _record("stored", shared, actor, owner)
    return shared


def _stored(
    upload: UploadedFile[Any],
    name: str,
    owner: models.Model,
    secrecy: str,
    actor: Actor,
    at: dt.datetime,
) -> Document:
    """Check the file, put its content in place, and give its row, unsaved."""
    called = _plain_name(name or upload.name or "")
    require_size(upload.size or 0)
    kind = recognised(upload, called, upload.content_type or "")
    content = _in_place(upload)
    return Document(
        owner_type=label_of_owner(owner),
        owner_id=owner.pk,
        name=called,
        file_type=kind,
        size=content.size,
        sha256=content.sha256,
        secrecy=Secrecy.SECRET if secrecy else Secrecy.NONE,
        secrecy_ground=secrecy,
        uploaded_by_id=actor.person_id,
        uploaded_by_name=actor.name,
        uploaded_at=at,
    )


def _plain_name(name: str) -> str:
    """Give a name without folders, and without characters that can't be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return safe_name("".join(each for each in last if each.isprintable()))


def _in_place(upload: UploadedFile[Any]) -> storage.Stored:
    """Put the content in the folder. Refuses with FileRefused where the disk can't take it."""
    try:
        return storage.put(upload.chunks())
    except OSError as fault:
        log.exception("a file could not be stored")
        raise FileRefused(
            _(
                "Filen gick inte att spara, för att disken är full eller inte svarar. Inget "
                "har ändrats. Hör av dig till den som förvaltar systemet och försök igen."
            )
        ) from fault


def require_size(size: int) -> None:
    """Refuse with FileRefused a file that is empty or larger than we take."""
    if size <= 0:
        raise FileRefused(_("Filen är tom. Välj en annan fil."))
    if size > settings.DOCUMENT_MAX_BYTES:
        raise FileRefused(
            _(
                "Filen är för stor: %(size)s MB. Vi tar emot filer på högst %(most)s MB. "
                "Gör den mindre, eller dela den i flera."
            ),
            size=-(-size // 1_048_576),
            most=settings.DOCUMENT_MAX_BYTES // 1_048_576,
        )


@transaction.atomic
def mark_secret(document: Document, *, ground: str, actor: Actor) -> Document:
    """Mark a document as secret on a ground, such as a chapter of OSL.

    From then on it is neither shown nor named to whoever may not read it, and each
    reading is kept in the trail. Refuses with SecrecyRefused a marking without ground.
    """
    document = _locked(document, actor)
    if not ground.strip():
        raise SecrecyRefused(_("Ange grunden för sekretessen, till exempel OSL 26 kap. 1 §."))
    document.secrecy = Secrecy.SECRET
    document.secrecy_ground = ground.strip()
    document.save(update_fields=["secrecy", "secrecy_ground"])
    audit.record(
        "documents.document.marked_secret",
        subject=document,
        actor=actor,
        facts={"ground": document.secrecy_ground},
    )
    return document


@transaction.atomic
def open_up(document: Document, *, reason: str, actor: Actor) -> Document:
    """Take a secrecy marking away; the reason is kept as a hash in the trail.

    Refuses with SecrecyRefused a document that isn't marked, and one without a reason.
    """
    document = _locked(document, actor)
    if not document.is_secret:
        raise SecrecyRefused(_("Handlingen är inte markerad med sekretess."))
    if not reason.strip():
        raise SecrecyRefused(_("Ange varför handlingen inte längre är sekretessbelagd."))
    ground = document.secrecy_ground
    document.secrecy = Secrecy.NONE
    document.secrecy_ground = ""
    document.save(update_fields=["secrecy", "secrecy_ground"])
    audit.record(
        "documents.document.opened_up",
        subject=document,
        actor=actor,
        facts={"ground": ground},
        reason=reason.strip(),
    )
    return document


@transaction.atomic
def remove(document: Document, *, actor: Actor, at: dt.datetime | None = None) -> Document:
    """Take a document away from its owner's list; its row and its trace stay.

    Refuses with NotAllowed whoever may not change it, and with RemovalRefused one that
    is removed already.
    """
    document = _locked(document, actor)
    if document.removed_at:
        raise RemovalRefused(_("Handlingen är redan borttagen."))
    document.removed_at = at or timezone.now()
    document.save(update_fields=["removed_at"])
    audit.record("documents.document.removed", subject=document, actor=actor)
    return document


@transaction.atomic
def weed(documents: Iterable[Document], *, actor: Actor, at: dt.datetime) -> int:
    """Weed documents that the records plan no longer keeps: their contents are gone for good.

    The rows, the hashes and the trace stay. A content that a document in use still names
    stays in the folder. The caller has judged that it is time; gives how many were weeded.
    """
    found = list(documents)
    for document in found:
        document.removed_at = document.removed_at or at
        document.save(update_fields=["removed_at"])
        audit.record(
            "documents.document.weeded",
            subject=document,
            actor=actor,
            facts={"sha256": document.sha256},
        )
    for digest in {document.sha256 for document in found}:
        transaction.on_commit(partial(_take_away, digest))
    return len(found)


@transaction.atomic
def _take_away(digest: str) -> None:
    """Take a content away, unless a document in use names it."""
    storage.lock(digest)
    if not Document.objects.filter(sha256=digest, removed_at__isnull=True).exists():
        storage.path_of(digest).unlink(missing_ok=True)


def _locked(document: Document, actor: Actor) -> Document:
    """Lock a document that the actor may change."""
    found = Document.objects.select_for_update().get(pk=document.pk)
    policies.require_may_change_document(found, actor)
    return found


@transaction.atomic
def opened(document: Document, *, actor: Actor | None) -> Path:
    """Give where the document's content lies, to somebody who may read it.

    The reading of a secret document is kept in the trail. Refuses with NotAllowed
    whoever may not read it, and with FileRefused where the content is missing.
    """
    policies.require_may_read_document(document, actor)
    path = storage.path_of(document.sha256)
    if not path.is_file():
        raise FileRefused(
            _("Handlingens fil saknas. Hör av dig till den som förvaltar systemet.")
        )
    if document.is_secret and actor is not None:
        audit.record("documents.document.read", subject=document, actor=actor)
    return path


def _record(what: str, document: Document, actor: Actor, owner: models.Model) -> None:
    audit.record(
        f"documents.document.{what}",
        subject=document,
        actor=actor,
        facts={
            "sha256": document.sha256,
            "size": document.size,
            "type": document.file_type,
            "secrecy": document.secrecy,
        },
        also=[owner],
    )


def sweep_orphans(*, before: dt.datetime) -> int:
    """Remove contents that no row names, put before the instant; give how many.

    They come of acts that rolled back when the file was in place.
    """
    limit = before.timestamp()
    removed = storage.sweep_waiting(limit)
    for digest in list(storage.old_contents(limit)):
        removed += _sweep(digest)
    return removed


@transaction.atomic
def _sweep(digest: str) -> int:
    """Remove one content if no row names it and no act is about to."""
    if not storage.lock(digest, wait=False):
        return 0
    if Document.objects.filter(sha256=digest).exists():
        return 0
    storage.path_of(digest).unlink(missing_ok=True)
    return 1
