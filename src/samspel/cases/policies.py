"""Who may do what with cases: by the capabilities of the positions at the body."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.cases.errors import CasesNotAllowed
from samspel.cases.models import Assignment, Case
from samspel.cases.queries.sight import KEEP, PREPARE, reads_secret, seen_cases
from samspel.documents.models import Document
from samspel.people.models import Body


def may_keep(body_id: int, actor: Actor) -> bool:
    """Whether the actor registers the body's cases and keeps its register."""
    return actor.can(KEEP, body_id=body_id)


def require_may_keep(body: Body, actor: Actor) -> None:
    """Refuse whoever does not keep the body's register."""
    if not may_keep(body.pk, actor):
        raise CasesNotAllowed(
            _(
                "Du kan inte göra det här, för diariet i %(body)s förs av sekreteraren "
                "och registratorn. Hör av dig till någon av dem."
            ),
            body=body.name,
        )


def may_prepare(case: Case, actor: Actor) -> bool:
    """Whether the actor prepares the case: keeps it, is responsible, or prepares in the body.

    Of a secret case only those who may see it.
    """
    if actor.person_id is not None and case.responsible_id == actor.person_id:
        return True
    if not (may_keep(case.body_id, actor) or actor.can(PREPARE, body_id=case.body_id)):
        return False
    return not case.is_secret or reads_secret(actor, case.body_id)


def require_may_prepare(case: Case, actor: Actor) -> None:
    """Refuse whoever does not prepare the case, without naming it."""
    if not may_prepare(case, actor):
        raise CasesNotAllowed(
            _(
                "Du kan inte ändra ärendet, för det gör den som är ansvarig handläggare "
                "och sekreteraren. Hör av dig till någon av dem."
            )
        )


def may_mark(case: Case, actor: Actor) -> bool:
    """Whether the actor puts a marking of secrecy on the case, or takes it away."""
    if not case.is_secret:
        return may_prepare(case, actor)
    return may_keep(case.body_id, actor) and reads_secret(actor, case.body_id)


def require_may_mark(case: Case, actor: Actor) -> None:
    """Refuse whoever may not change the case's marking of secrecy."""
    if not may_mark(case, actor):
        raise CasesNotAllowed(
            _(
                "Du kan inte ändra ärendets sekretess. Det gör den som för diariet, och "
                "som får läsa organets ärenden med sekretess."
            )
        )


def may_report_back(assignment: Assignment, actor: Actor) -> bool:
    """Whether the actor reports on the assignment: its owner, and whoever keeps the case."""
    own = actor.person_id is not None and assignment.owner_id == actor.person_id
    return own or may_prepare(assignment.case, actor)


def require_may_report_back(assignment: Assignment, actor: Actor) -> None:
    """Refuse whoever has nothing to do with the assignment."""
    if not may_report_back(assignment, actor):
        raise CasesNotAllowed(
            _(
                "Du kan inte återrapportera uppdraget, för det gör den som har fått det. "
                "Hör av dig till sekreteraren om det är fel person."
            )
        )


def may_read_paper(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may read a file of a case: whoever sees the case.

    A file that is marked as secret in itself only those who read the body's secrets, and
    whoever is responsible for the case.
    """
    if actor is None:
        return False
    case = Case.objects.filter(seen_cases(actor), pk=document.owner_id).first()
    if case is None:
        return False
    own = actor.person_id is not None and case.responsible_id == actor.person_id
    return not document.is_secret or own or reads_secret(actor, case.body_id)


def may_change_paper(document: Document, actor: Actor | None) -> bool:
    """Whether the actor may mark, replace or remove a file of a case."""
    case = Case.objects.filter(pk=document.owner_id).first()
    return actor is not None and case is not None and may_prepare(case, actor)
