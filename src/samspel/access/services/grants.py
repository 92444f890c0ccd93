"""What positions give: the municipality's own configuration, kept by an administrator."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.access.capabilities import CAPABILITIES, DEFAULTS, WHOLE_MUNICIPALITY
from samspel.access.errors import GrantRefused
from samspel.access.models import Grant
from samspel.access.policies import require_may_keep_accounts
from samspel.access.services.accounts import require_somebody_keeps_accounts
from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.audit.models import AuditEntry
from samspel.people.enums import PositionRole
from samspel.people.models import Body
from samspel.people.queries import municipality


@transaction.atomic
def grant_capability(
    role: PositionRole, capability: str, *, actor: Actor, body: Body | None = None
) -> Grant:
    """Let a kind of position give a capability, in one body or wherever it is held.

    It holds from the next page that anybody with such a position opens. Refuses an
    unknown capability, one that is given already, and giving in one body what
    concerns the whole municipality.
    """
    require_may_keep_accounts(actor)
    if capability not in CAPABILITIES:
        raise GrantRefused(_("Rättigheten finns inte. Läs in sidan på nytt."))
    if body is not None and capability in WHOLE_MUNICIPALITY:
        raise GrantRefused(
            _("Rättigheten gäller hela kommunen och kan inte ges i bara ett organ.")
        )
    grant, made = Grant.objects.get_or_create(role=role.value, body=body, capability=capability)
    if not made:
        raise GrantRefused(_("Positionen ger redan den rättigheten."))
    _record("access.capability.granted", grant, actor)
    return grant


@transaction.atomic
def revoke_grant(grant: Grant, *, actor: Actor) -> None:
    """Let a kind of position no longer give a capability.

    Refuses when nobody could keep accounts afterwards: the last administrator can't
    saw off the branch that everybody sits on.
    """
    require_may_keep_accounts(actor)
    # Also those that stay: two who take one each at once must wait for each other.
    list(Grant.objects.select_for_update().filter(capability=grant.capability))
    found = Grant.objects.filter(pk=grant.pk).first()
    if found is None:
        raise GrantRefused(_("Rättigheten är redan borttagen. Läs in sidan på nytt."))
    _record("access.capability.revoked", found, actor)
    found.delete()
    if grant.capability == "access.account.keep":
        require_somebody_keeps_accounts()


@transaction.atomic
def change_role_grants(
    role: PositionRole,
    wanted: Iterable[str],
    *,
    actor: Actor,
    body: Body | None = None,
) -> int:
    """Make a kind of position give exactly the capabilities wanted; give how many changed.

    All or nothing: what is refused for one of them is refused for all.
    """
    require_may_keep_accounts(actor)
    asked = set(wanted)
    standing = {
        grant.capability: grant for grant in Grant.objects.filter(role=role.value, body=body)
    }
    for capability in sorted(asked - standing.keys()):
        grant_capability(role, capability, actor=actor, body=body)
    gone = sorted(standing.keys() - asked)
    for capability in gone:
        revoke_grant(standing[capability], actor=actor)
    return len(asked - standing.keys()) + len(gone)


@transaction.atomic
def seed_default_grants(*, actor: Actor) -> int:
    """Put in the default grants of what the municipality has never met; give how many.

    A kind of position, or a capability, that a new version brings gets its defaults, and
    so does everything in a new municipality. Can be run again, and is at every start: what
    an administrator has changed stays as it is, also where all of it has been taken away,
    for the trail remembers that. Records nothing when there were none.
    """
    require_may_keep_accounts(actor)
    fresh = _never_met(Grant.objects.values_list("role", "capability"))
    if fresh:
        fresh = _never_met(_met())
    Grant.objects.bulk_create(
        [Grant(role=role, capability=capability) for role, capability in fresh],
        ignore_conflicts=True,  # of two that start at once, the second has nothing to add
    )
    known = municipality()
    if fresh and known is not None:
        audit.record(
            "access.grants.seeded",
            subject=known,
            actor=actor,
            facts={
                "count": len(fresh),
                "capabilities": sorted({capability for _role, capability in fresh}),
            },
        )
    return len(fresh)


def _never_met(met: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the default pairs whose kind of position or whose capability is not among those met."""
    pairs = list(met)
    roles = {role for role, _capability in pairs}
    capabilities = {capability for _role, capability in pairs}
    return [
        (role.value, capability)
        for role, given in DEFAULTS.items()
        for capability in sorted(given)
        if role.value not in roles or capability not in capabilities
    ]


def _met() -> list[tuple[str, str]]:
    """Give every pair that is given, or that somebody has taken away."""
    taken = AuditEntry.objects.filter(act="access.capability.revoked")
    return [
        *Grant.objects.values_list("role", "capability"),
        *taken.values_list("facts__role", "facts__capability"),
    ]


def _record(act: str, grant: Grant, actor: Actor) -> None:
    audit.record(
        act,
        subject=grant,
        actor=actor,
        facts={
            "role": grant.role,
            "capability": grant.capability,
            "body_id": grant.body_id,
        },
        also=[grant.body] if grant.body else [],
    )
