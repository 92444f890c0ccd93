"""Mandates: elected, corrected, ended, and withdrawn before they begin (KL 4 kap.)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.people import events, policies
from samspel.people.enums import EndReason, PositionRole
from samspel.people.errors import PeriodRefused, StillInUse
from samspel.people.models import Body, Mandate, Party, Person, Term
from samspel.people.services.eligibility import require_eligible, require_role_fits
from samspel.people.services.rows import held, keep, locked, require_period
from samspel.people.services.seats import require_free_seat, require_period_fits


@transaction.atomic
def elect(
    person: Person,
    body: Body,
    role: PositionRole,
    *,
    valid_from: dt.date,
    actor: Actor,
    valid_to: dt.date | None = None,
    term: Term | None = None,
    party: Party | None = None,
    substitute_order: int | None = None,
    occupancy_percent: Decimal | None = None,
    elected_by: str = "",
    elected_on: dt.date | None = None,
    elected_paragraph: str = "",
) -> Mandate:
    """Enter that a person is elected to a body.

    Without ``valid_to`` the mandate ends with the term, if one is given, and else with
    the body. Refuses a second mandate in the body at the same time, a post in the
    presidium or a place in the order of substitutes that is taken, days when the body
    does not exist, a role that the body does not have, and whoever the law bars (KL
    4 kap. 4-5 §§, 6 kap. 42 §, 7 kap. 3 §). Tells the floors above.
    """
    body = held(body)
    policies.require_may_keep_body(body, actor)
    policies.require_not_own(person, actor)
    mandate = Mandate(
        person=person,
        body=body,
        term=term,
        role=role,
        party=party,
        substitute_order=substitute_order,
        occupancy_percent=occupancy_percent,
        valid_from=valid_from,
        valid_to=valid_to or (term.valid_to if term else None) or body.valid_to,
        elected_by=elected_by.strip(),
        elected_on=elected_on,
        elected_paragraph=elected_paragraph.strip(),
    )
    require_period_fits(mandate)
    require_role_fits(mandate)
    require_eligible(mandate)
    require_free_seat(mandate)
    mandate.save(force_insert=True)
    record(
        "people.mandate.elected",
        subject=mandate,
        actor=actor,
        facts=facts_of(mandate),
        also=[person, body],
    )
    events.mandate_begun.send(Mandate, row=mandate, actor=actor)
    return mandate


@transaction.atomic
def correct_mandate(
    mandate: Mandate,
    *,
    actor: Actor,
    party: Party | None,
    term: Term | None,
    substitute_order: int | None,
    occupancy_percent: Decimal | None,
    elected_by: str,
    elected_on: dt.date | None,
    elected_paragraph: str,
    version: int | None = None,
) -> Mandate:
    """Correct what was entered wrong about a mandate, for the whole of its time.

    Another role or another body is another mandate: end this one and elect anew.
    Refuses a place in the order of substitutes that is taken, and a stale page.
    """
    mandate = locked(mandate, version)
    policies.require_may_keep_body(mandate.body, actor)
    policies.require_not_own(mandate.person, actor)
    changed = _set(
        mandate,
        party=party,
        term=term,
        substitute_order=substitute_order,
        occupancy_percent=occupancy_percent,
        elected_by=elected_by.strip(),
        elected_on=elected_on,
        elected_paragraph=elected_paragraph.strip(),
    )
    require_period_fits(mandate)
    require_role_fits(mandate)
    require_free_seat(mandate)
    if changed:
        mandate.version += 1
        mandate.save(update_fields=[*changed, "version"])
        record(
            "people.mandate.corrected",
            subject=mandate,
            actor=actor,
            facts={**facts_of(mandate), "changed": changed},
            also=[mandate.person, mandate.body],
        )
        events.mandate_changed.send(Mandate, row=mandate, actor=actor)
    return mandate


@transaction.atomic
def end_mandate(
    mandate: Mandate,
    *,
    valid_to: dt.date,
    reason: EndReason,
    actor: Actor,
    version: int | None = None,
) -> Mandate:
    """Give a mandate its last day, with the reason (KL 4 kap. 6, 7, 9 and 10 §§).

    ``valid_to`` is the day after. Refuses a last day before the first one, and a later
    one than the mandate has. Tells the floors above, where appointments that rest on
    the mandate are judged again.
    """
    mandate = locked(mandate, version)
    policies.require_may_keep_body(mandate.body, actor)
    policies.require_not_own(mandate.person, actor)
    require_period(mandate.valid_from, valid_to)
    if mandate.valid_to is not None and valid_to > mandate.valid_to:
        raise PeriodRefused(
            _("Uppdraget slutar redan tidigare. Ett längre uppdrag är ett nytt val.")
        )
    keep(mandate, valid_to=valid_to, ended_because=reason)
    record(
        "people.mandate.ended",
        subject=mandate,
        actor=actor,
        facts={"to": valid_to, "because": str(reason), "body": mandate.body_id},
        also=[mandate.person, mandate.body],
    )
    events.mandate_ended.send(Mandate, row=mandate, actor=actor)
    return mandate


@transaction.atomic
def withdraw_mandate(
    mandate: Mandate, *, on: dt.date, actor: Actor, version: int | None = None
) -> None:
    """Take away a mandate that has not begun, as when somebody declines before the term.

    Refuses one that has begun (it is ended instead) and one that others rest on. The
    log keeps what it was.
    """
    mandate = locked(mandate, version)
    policies.require_may_keep_body(mandate.body, actor)
    policies.require_not_own(mandate.person, actor)
    if mandate.valid_from <= on:
        raise PeriodRefused(_("Uppdraget har redan börjat. Ge det en sista dag i stället."))
    events.mandate_ended.send(Mandate, row=mandate, actor=actor)
    record(
        "people.mandate.withdrawn",
        subject=mandate,
        actor=actor,
        facts=facts_of(mandate),
        also=[mandate.person, mandate.body],
    )
    try:
        mandate.delete()
    except ProtectedError:
        raise StillInUse(
            _("Annat i kommunen bygger redan på uppdraget. Ge det en sista dag i stället.")
        ) from None


def facts_of(mandate: Mandate) -> dict[str, object]:
    """Give what the log keeps of a mandate: keys, numbers and days."""
    return {
        "person": mandate.person_id,
        "body": mandate.body_id,
        "role": str(mandate.role),
        "party": mandate.party_id,
        "term": mandate.term_id,
        "order": mandate.substitute_order,
        "from": mandate.valid_from,
        "to": mandate.valid_to,
        "elected_on": mandate.elected_on,
        "paragraph": mandate.elected_paragraph,
    }


def _set(mandate: Mandate, **values: object) -> list[str]:
    """Set the values that differ; give their names. Nothing is written."""
    changed = [name for name, value in values.items() if getattr(mandate, name) != value]
    for name in changed:
        setattr(mandate, name, values[name])
    return changed
