"""Who is told when a guideline takes a step: those who may confirm, and the proposer."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.messaging.services import notify
from samspel.rulebooks import kinds
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import persons_who_confirm


def tell_confirmers(version: RulesetVersion, *, actor: Actor, at: dt.datetime) -> None:
    """Tell everybody who may confirm the proposal, other than the one who made it."""
    body = version.rulebook.body
    recipients = persons_who_confirm(body, on=local_day(at), besides=version.proposed_by_id)
    notify(
        recipients,
        kind=kinds.PROPOSED,
        subject=_("Bekräfta riktlinje: %(title)s"),
        body=_(
            "%(name)s har föreslagit att %(title)s ska gälla för %(body)s från %(first)s. "
            "Läs vad som ändras och bekräfta förslaget, eller avvisa det och skriv varför."
        ),
        params={
            "title": version.title,
            "name": actor.name,
            "body": body.name,
            "first": version.effective_from,
        },
        link=reverse("rulebooks:confirm", args=[version.uuid]),
        actor=actor,
        about=version,
        at=at,
    )


def tell_proposer_confirmed(version: RulesetVersion, *, actor: Actor, at: dt.datetime) -> None:
    """Tell the proposer that the guideline is confirmed, and from when it applies."""
    _tell_proposer(
        version,
        kinds.CONFIRMED,
        _("Bekräftad: %(title)s"),
        _("%(name)s har bekräftat riktlinjen. Den gäller för %(body)s från %(first)s."),
        actor=actor,
        at=at,
    )


def tell_proposer_rejected(version: RulesetVersion, *, actor: Actor, at: dt.datetime) -> None:
    """Tell the proposer that the proposal is rejected, and why."""
    _tell_proposer(
        version,
        kinds.REJECTED,
        _("Avvisad: %(title)s"),
        _("%(name)s har avvisat förslaget för %(body)s: ”%(because)s” Börja ett nytt utkast."),
        actor=actor,
        at=at,
    )


def _tell_proposer(
    version: RulesetVersion,
    kind: str,
    subject: object,
    body: object,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    proposer = version.proposed_by
    if proposer is None or proposer.pk == actor.person_id:
        return
    notify(
        [proposer],
        kind=kind,
        subject=subject,
        body=body,
        params={
            "title": version.title,
            "name": actor.name,
            "body": version.rulebook.body.name,
            "first": version.effective_from,
            "because": version.rejected_because,
        },
        link=reverse("rulebooks:version", args=[version.uuid]),
        actor=actor,
        about=version,
        at=at,
    )
