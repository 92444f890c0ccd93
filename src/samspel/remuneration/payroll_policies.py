"""Who may do what with runs, files and numbers: payroll, for the whole municipality.

Apart from ``policies``, which is about duties: nobody who certifies a claim pays it out
by that right (expectations: two pairs of eyes all the way).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.refusal import NotAllowed

PAY = "remuneration.payroll.keep"
READ = "remuneration.overview.read"


def may_pay(actor: Actor | None) -> bool:
    """Whether the actor keeps runs, files, pay types and numbers."""
    return actor is not None and (actor.is_system or actor.everywhere(PAY))


def may_read_overview(actor: Actor | None) -> bool:
    """Whether the actor reads what all are paid: payroll, auditors, those given it."""
    return may_pay(actor) or (actor is not None and actor.everywhere(READ))


def may_read_statement(person_id: int, actor: Actor | None) -> bool:
    """Whether the actor reads a person's statement: the person, or payroll."""
    return may_pay(actor) or (actor is not None and actor.person_id == person_id)


def require_may_pay(actor: Actor) -> None:
    """Refuse with NotAllowed whoever does not pay."""
    if not may_pay(actor):
        raise NotAllowed(
            _(
                "Lönekörningar sköts av den som är löneadministratör. Be den som förvaltar "
                "systemet om du ska ha den rättigheten."
            )
        )
