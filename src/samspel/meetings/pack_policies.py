"""Who may read a pack of papers: the edition decides, and the pack of nobody else."""

from __future__ import annotations

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.meetings.enums.calling import Edition
from samspel.meetings.models.packs import NoticePack
from samspel.meetings.queries.sight import reads_body, reads_closed


def may_read_pack(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may read a pack's file.

    The open edition by whoever reads the body's meetings; the full one only by those
    who take part in the body itself or serve it (KL 6 kap. 25 §). Somebody invited to
    an item reads the item, never the pack. An open one that holds an item which has
    been closed since is read as the full one.
    """
    if actor is None:
        return False
    pack = NoticePack.objects.filter(pk=document.owner_id).select_related("meeting").first()
    if pack is None:
        return False
    body_id = pack.meeting.body_id
    if pack.edition == Edition.FULL or document.is_secret:
        return reads_closed(actor, body_id)
    return reads_body(actor, body_id)


def may_change_pack(_document: Document, actor: Actor | None) -> bool:
    """Nobody changes a pack: what has come since goes into a supplement.

    The product itself marks one that holds an item which has become closed.
    """
    return actor is not None and actor.is_system
