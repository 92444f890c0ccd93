"""Who may do what with minutes, the notice board and extracts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.meetings import policies
from samspel.meetings.enums.minutes import ApprovalState, MinutesState, PublicationState
from samspel.meetings.errors import MeetingsNotAllowed
from samspel.meetings.models import (
    Approver,
    BoardNotice,
    Minutes,
    Publication,
)
from samspel.meetings.queries.hiding import secret_titles_in
from samspel.meetings.queries.minutes import minutes_visible_to
from samspel.meetings.queries.sight import reads_closed


def approver_of(minutes: Minutes, actor: Actor) -> Approver | None:
    """Give the person's place among those who sign, if they have one."""
    if actor.person_id is None:
        return None
    named = (each for each in minutes.approvers.all() if each.person_id == actor.person_id)
    return next(named, None)


def may_answer(minutes: Minutes, actor: Actor) -> bool:
    """Whether the person is to sign and has not done so."""
    found = approver_of(minutes, actor)
    return (
        minutes.state == MinutesState.OUT
        and found is not None
        and found.state == ApprovalState.WAITING
    )


def require_may_answer(minutes: Minutes, actor: Actor) -> Approver:
    """Give the person's place; refuse whoever is not to sign these minutes."""
    found = approver_of(minutes, actor)
    if found is None:
        raise MeetingsNotAllowed(
            _(
                "Du kan inte justera det här protokollet, för du är inte utsedd till det. "
                "Sekreteraren utser justerarna."
            )
        )
    return found


def may_read_minutes_file(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may read the signed file: whoever may read the minutes whole."""
    if actor is None:
        return False
    return minutes_visible_to(actor).filter(pk=document.owner_id).exists()


def may_read_publication_file(document: Document, actor: Actor | None) -> bool:
    """Whether the file may be read by everybody: while it is published."""
    found = Publication.objects.filter(pk=document.owner_id)
    if found.filter(state=PublicationState.PUBLISHED).exists():
        return True
    if actor is None:
        return False
    minutes = minutes_visible_to(actor).filter(publications__in=found)
    return minutes.exists()


def page_of_withdrawn(document: Document) -> str:
    """Give the public page of minutes that were withdrawn, for the address of their file."""
    found = Publication.objects.filter(pk=document.owner_id, state=PublicationState.WITHDRAWN)
    uuid = found.values_list("uuid", flat=True).first()
    return reverse("portal:minutes", args=[uuid]) if uuid else ""


def may_read_proof(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may read a proof of posting: it says only what the board said.

    One that says what has become secret since is read from inside the body only.
    """
    found = BoardNotice.objects.filter(pk=document.owner_id, proof=document).first()
    if found is None:
        return False
    if actor is not None and reads_closed(actor, found.body_id):
        return True
    meetings = [found.meeting_id] if found.meeting_id else []
    return not secret_titles_in(f"{found.title} {found.text}", meetings)


def never(_document: Document, _actor: Actor | None) -> bool:
    """Nobody changes a file that has been signed, posted or sent."""
    return False


require_may_keep = policies.require_may_keep
may_keep = policies.may_keep
