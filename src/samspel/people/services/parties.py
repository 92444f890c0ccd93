"""Parties, on which side they stand, and the terms that bodies are elected for."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.foundation.swedish import sort_key
from samspel.people import policies
from samspel.people.enums import Side
from samspel.people.errors import OverlapRefused, RegisterRefused
from samspel.people.models import Party, PartyStanding, Term
from samspel.people.services.rows import keep, locked, require_period, sharing_days


@transaction.atomic
def register_party(name: str, abbreviation: str, *, actor: Actor) -> Party:
    """Put a party in the register; refuses a name or an abbreviation that is taken."""
    policies.require_may_keep(actor)
    party = Party(name=name.strip(), abbreviation=abbreviation.strip())
    _require_free(party)
    party.sort_key = sort_key(party.name)
    party.save(force_insert=True)
    record("people.party.registered", subject=party, actor=actor)
    return party


@transaction.atomic
def correct_party(
    party: Party, *, name: str, abbreviation: str, actor: Actor, version: int | None = None
) -> Party:
    """Correct a party's name or abbreviation."""
    party = locked(party, version)
    policies.require_may_keep_everything(actor)
    _require_free(Party(pk=party.pk, name=name.strip(), abbreviation=abbreviation.strip()))
    changed = keep(
        party,
        name=name.strip(),
        abbreviation=abbreviation.strip(),
        sort_key=sort_key(name.strip()),
    )
    if changed:
        record("people.party.corrected", subject=party, actor=actor)
    return party


@transaction.atomic
def set_party_standing(
    party: Party,
    side: Side,
    *,
    valid_from: dt.date,
    actor: Actor,
    valid_to: dt.date | None = None,
) -> PartyStanding:
    """Say on which side a party stands from a day.

    A standing that holds when the new one begins ends the day before. Refuses a period
    that would cover one that begins later.
    """
    policies.require_may_keep_everything(actor)
    require_period(valid_from, valid_to)
    party = locked(party)
    before = party.standings.filter(valid_from__lt=valid_from).filter(
        sharing_days(valid_from, valid_to)
    )
    before.update(valid_to=valid_from)
    if party.standings.filter(sharing_days(valid_from, valid_to)).exists():
        raise OverlapRefused(
            _("%(party)s har redan en ställning under den tiden. Välj en annan period."),
            party=party.name,
        )
    standing = PartyStanding.objects.create(
        party=party, side=side, valid_from=valid_from, valid_to=valid_to
    )
    record(
        "people.party.standing_set",
        subject=party,
        actor=actor,
        facts={"side": str(side), "from": valid_from, "to": valid_to},
    )
    return standing


@transaction.atomic
def open_term(name: str, *, valid_from: dt.date, valid_to: dt.date, actor: Actor) -> Term:
    """Put a term in the register; refuses a name that is taken."""
    policies.require_may_keep_everything(actor)
    require_period(valid_from, valid_to)
    if Term.objects.filter(name=name.strip()).exists():
        raise RegisterRefused(_("Mandatperioden %(name)s finns redan."), name=name.strip())
    term = Term.objects.create(name=name.strip(), valid_from=valid_from, valid_to=valid_to)
    record(
        "people.term.opened",
        subject=term,
        actor=actor,
        facts={"from": valid_from, "to": valid_to},
    )
    return term


def _require_free(party: Party) -> None:
    """Refuse a name or an abbreviation that another party has."""
    others = Party.objects.exclude(pk=party.pk)
    if others.filter(name__iexact=party.name).exists():
        raise RegisterRefused(_("Partiet %(name)s finns redan."), name=party.name)
    if others.filter(abbreviation__iexact=party.abbreviation).exists():
        raise RegisterRefused(
            _("Förkortningen %(short)s används redan av ett annat parti."),
            short=party.abbreviation,
        )
