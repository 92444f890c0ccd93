"""A guideline's way into force: drafted, proposed by one, confirmed by another.

Nothing takes effect without the adopting body's decision (day and §), and not
before it unless the guideline itself says so. Versions are never edited once
proposed; the next one replaces from its own day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.foundation.dates import local_day
from samspel.people.models import Body
from samspel.rulebooks import policies
from samspel.rulebooks.adoption import lacking
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.errors import DraftChanged, SamePersonTwice, VersionRefused
from samspel.rulebooks.models import Rulebook, RulesetVersion
from samspel.rulebooks.services.letters import (
    tell_confirmers,
    tell_proposer_confirmed,
    tell_proposer_rejected,
)
from samspel.rules.catalogue import AREAS
from samspel.rules.provisions import Ruleset
from samspel.rules.rulebook import load_files, load_shipped


@transaction.atomic
def draft_version(
    body: Body,
    files: Mapping[str, str],
    *,
    actor: Actor,
    at: dt.datetime,
    based_on: RulesetVersion | None = None,
) -> RulesetVersion:
    """Start a draft from a guideline's files: uploaded, shipped or another version's.

    Takes the files by name. Refuses with RulesetInvalid, listing every problem,
    what can't be read; cases that fail are allowed in a draft.
    """
    policies.require_may_propose(body, actor)
    ruleset = load_files(files, check_cases=False)
    rulebook, _made = Rulebook.objects.get_or_create(body=body, area=ruleset.area)
    version = RulesetVersion.objects.create(
        rulebook=rulebook,
        based_on=based_on,
        drafted_by_id=actor.person_id,
        drafted_at=at,
        changed_at=at,
        **_content(ruleset),
    )
    record(
        "rulebooks.version.drafted",
        subject=version,
        actor=actor,
        facts={"sha256": version.sha256},
        also=[body],
    )
    return version


@transaction.atomic
def change_draft(
    version: RulesetVersion,
    files: Mapping[str, str],
    *,
    actor: Actor,
    at: dt.datetime,
    read_sha256: str = "",
) -> RulesetVersion:
    """Change a draft's files.

    Refuses with RulesetInvalid what can't be read, with VersionRefused a version that
    is not a draft, and with DraftChanged one that somebody else has changed since it
    was read (``read_sha256``).
    """
    version = _locked(version)
    policies.require_may_propose(version.rulebook.body, actor)
    _require(version, VersionState.PROPOSED, _("Versionen är inte längre ett utkast."))
    if read_sha256 and read_sha256 != version.sha256:
        raise DraftChanged
    ruleset = load_files(files, check_cases=False)
    if ruleset.area != version.rulebook.area:
        raise VersionRefused(
            _(
                "Riktlinjen gäller ett annat område än utkastet. Börja ett nytt utkast i stället."
            )
        )
    for name, value in _content(ruleset).items():
        setattr(version, name, value)
    version.changed_at = at
    version.save()
    record(
        "rulebooks.version.changed",
        subject=version,
        actor=actor,
        facts={"sha256": version.sha256},
        also=[version.rulebook.body],
    )
    return version


@transaction.atomic
def discard_draft(version: RulesetVersion, *, actor: Actor) -> RulesetVersion:
    """Throw a draft away. Refuses with VersionRefused what is not a draft."""
    version = _locked(version)
    policies.require_may_propose(version.rulebook.body, actor)
    _require(version, VersionState.DISCARDED, _("Versionen är inte längre ett utkast."))
    return _move(version, VersionState.DISCARDED, "rulebooks.version.discarded", actor)


@transaction.atomic
def propose_version(
    version: RulesetVersion, *, actor: Actor, at: dt.datetime
) -> RulesetVersion:
    """Propose a draft to be put in force. It is frozen from here on.

    Those who may confirm it are told. Refuses with RulesetInvalid while a case fails,
    and with VersionRefused an example, or a guideline without the decision of the body
    that adopts it.
    """
    version = _locked(version)
    body = version.rulebook.body
    policies.require_may_propose(body, actor)
    _require(version, VersionState.PROPOSED, _("Versionen är inte längre ett utkast."))
    ruleset = load_files(version.files)
    _require_adopted(ruleset, body, at)
    version.proposed_by_id = actor.person_id
    version.proposed_at = at
    _move(
        version,
        VersionState.PROPOSED,
        "rulebooks.version.proposed",
        actor,
        "proposed_by",
        "proposed_at",
    )
    tell_confirmers(version, actor=actor, at=at)
    return version


@transaction.atomic
def confirm_version(
    version: RulesetVersion, *, actor: Actor, at: dt.datetime
) -> RulesetVersion:
    """Confirm a proposal: from its day it applies, and the proposer is told.

    Refuses with SamePersonTwice the one who proposed it, with VersionRefused what is
    not proposed, and with RulesetInvalid what no longer holds its cases. A version from
    the same day as another replaces it from that day: so is a fault in the data mended.
    """
    version = _locked(version)
    policies.require_may_confirm(version, actor)
    _require(version, VersionState.CONFIRMED, _("Versionen väntar inte på bekräftelse."))
    if version.proposed_by_id == actor.person_id:
        raise SamePersonTwice
    load_files(version.files)
    version.confirmed_by_id = actor.person_id
    version.confirmed_at = at
    _move(
        version,
        VersionState.CONFIRMED,
        "rulebooks.version.confirmed",
        actor,
        "confirmed_by",
        "confirmed_at",
    )
    tell_proposer_confirmed(version, actor=actor, at=at)
    return version


@transaction.atomic
def reject_version(
    version: RulesetVersion, *, because: str, actor: Actor, at: dt.datetime
) -> RulesetVersion:
    """Reject a proposal with a reason, or take one's own back; the proposer is told.

    Refuses what is not proposed, and an empty reason.
    """
    version = _locked(version)
    policies.require_may_reject(version, actor)
    _require(version, VersionState.REJECTED, _("Versionen väntar inte på bekräftelse."))
    if not because.strip():
        raise VersionRefused(_("Skriv varför förslaget avvisas, så att det kan rättas."))
    version.rejected_because = because.strip()[:500]
    _move(
        version, VersionState.REJECTED, "rulebooks.version.rejected", actor, "rejected_because"
    )
    tell_proposer_rejected(version, actor=actor, at=at)
    return version


def adopt_shipped(
    body: Body, name: str, *, proposer: Actor, confirmer: Actor, at: dt.datetime
) -> RulesetVersion:
    """Put a shipped guideline in force by two persons, through the same three acts."""
    version = draft_version(body, load_shipped(name).files, actor=proposer, at=at)
    proposed = propose_version(version, actor=proposer, at=at)
    return confirm_version(proposed, actor=confirmer, at=at)


def _content(ruleset: Ruleset) -> dict[str, object]:
    """Give the columns that follow from a guideline's files."""
    decision = ruleset.decision
    return {
        "title": ruleset.title,
        "files": dict(ruleset.files),
        "sha256": ruleset.sha256,
        "decided_by": decision.body,
        "decided_on": decision.day,
        "decided_paragraph": f"§ {decision.paragraph}" if decision.paragraph else "",
        "effective_from": ruleset.effective_from,
        "effective_to": ruleset.effective_to,
    }


def _require_adopted(ruleset: Ruleset, body: Body, at: dt.datetime) -> None:
    reasons = lacking(ruleset, body.name, local_day(at))
    if reasons:
        raise reasons[0]


def _locked(version: RulesetVersion) -> RulesetVersion:
    return (
        RulesetVersion.objects.select_for_update(of=("self",))
        .select_related("rulebook__body", "proposed_by")
        .get(pk=version.pk)
    )


def _require(version: RulesetVersion, to: VersionState, otherwise: object) -> None:
    if to not in VersionState(version.state).next_states:
        raise VersionRefused(otherwise)


def _move(
    version: RulesetVersion, to: VersionState, act: str, actor: Actor, *columns: str
) -> RulesetVersion:
    version.state = to
    version.save(update_fields=["state", *columns])
    record(
        act,
        subject=version,
        actor=actor,
        facts={
            "sha256": version.sha256,
            "area": AREAS[version.rulebook.area],
            "effective_from": version.effective_from,
            "decision": version.citation,
        },
        also=[version.rulebook.body],
    )
    return version
