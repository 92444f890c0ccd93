"""Who may do what with duties, claims and certificates of income.

What somebody earns, and why they lost it, is theirs and those who pay: whoever certifies
sees that a certificate holds and until when, never what it says.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.people.models import Body
from samspel.remuneration.errors import RemunerationNotAllowed
from samspel.remuneration.models import Cost, Duty, IncomeCertificate
from samspel.remuneration.payroll_policies import may_pay
from samspel.remuneration.queries.certifiers import CERTIFY, CHECK, CLAIM, Takers

ONLY_OWN = _("Det här är någon annans ersättning. Bara den som har uppdraget kan ändra den.")
ONLY_CERTIFIERS = _(
    "Du kan inte granska eller attestera det här uppdraget. Det gör sekreteraren och "
    "ordföranden i organet, och aldrig den som själv ska få ersättningen."
)
NO_CLAIMS = _(
    "Ditt uppdrag i organet ger inte rätt att begära ersättning. Hör av dig till sekreteraren."
)
ONLY_CALLERS = _(
    "Du kan inte kalla till det här mötet eller ange vilka som var med. Det gör gruppledaren, "
    "presidiet och organets sekreterare."
)
ONLY_PAYROLL = _("Fasta arvoden skrivs in av den som är löneadministratör. Hör av dig dit.")


def require(allowed: bool, why: object) -> None:
    """Refuse with the words when it is not allowed."""
    if not allowed:
        raise RemunerationNotAllowed(why)


def is_own(duty: Duty, actor: Actor | None) -> bool:
    """Whether the duty is the actor's own."""
    return (
        actor is not None and actor.person_id is not None and duty.person_id == actor.person_id
    )


def may_certify_in(body_id: int, actor: Actor) -> bool:
    """Whether the actor checks or certifies in the body at all, by a position of their own."""
    return actor.can(CHECK, body_id=body_id) or actor.can(CERTIFY, body_id=body_id)


def may_see(duty: Duty, actor: Actor, takers: Takers | None = None) -> bool:
    """Whether the actor sees the duty: the person, those who certify in the body, payroll."""
    if is_own(duty, actor) or may_certify_in(duty.body_id, actor) or may_pay(actor):
        return True
    return takers is not None and takers.stands_in(duty.body_id, actor.person_id)


def may_claim(body_id: int, actor: Actor) -> bool:
    """Whether the actor claims in the body; whoever has left it still may for their time."""
    seated = any(each.body_id == body_id for each in actor.positions)
    return not seated or actor.can(CLAIM, body_id=body_id)


def may_name_stand_in(body: Body, actor: Actor) -> bool:
    """Whether the actor enters who stands in when somebody can't certify."""
    return actor.can(CHECK, body_id=body.pk)


def may_correct(duty: Duty, actor: Actor) -> bool:
    """Whether the actor corrects what the system itself reported: never their own."""
    return actor.can(CHECK, body_id=duty.body_id) and not is_own(duty, actor)


def may_see_certificate(paper: IncomeCertificate, actor: Actor | None) -> bool:
    """Whether the actor reads what a certificate says: the person and those who pay."""
    own = actor is not None and actor.person_id is not None
    return may_pay(actor) or (own and paper.person_id == actor.person_id)  # type: ignore[union-attr]  # own is false without a paper


def may_read_certificate(document: Document, actor: Actor | None) -> bool:
    """Whether the actor reads the file of a certificate."""
    paper = IncomeCertificate.objects.filter(pk=document.owner_id).first()
    return paper is not None and may_see_certificate(paper, actor)


def may_read_receipt(document: Document, actor: Actor | None) -> bool:
    """Whether the actor reads a receipt: whoever sees the duty that it belongs to."""
    cost = Cost.objects.select_related("duty").filter(pk=document.owner_id).first()
    if cost is None or actor is None:
        return False
    return may_see(cost.duty, actor, Takers.on_today([cost.duty.body_id]))


def may_change_file(_document: Document, _actor: Actor | None) -> bool:
    """Nobody marks or removes these files by themselves: they go with what they prove."""
    return False
