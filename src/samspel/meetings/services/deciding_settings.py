"""To set what the council has decided for a body: substitutes, opinions, remote, numbering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import policies
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import DecidingSettings
from samspel.meetings.services.locks import lock_body, require_version
from samspel.people.models import Body

FIELDS = (
    "own_party_first",
    "party_turns",
    "begun_goes_first",
    "return_same_day",
    "constituencies",
    "seat_count",
    "substitutes_speak",
    "substitutes_note",
    "attending_note",
    "called_speak",
    "remote",
    "is_public",
    "answers_without_quorum",
    "decision_first",
    "numbering",
)


@transaction.atomic
def change_deciding_settings(
    body: Body,
    *,
    citations: Mapping[str, str],
    actor: Actor,
    version: int | None = None,
    **values: Any,
) -> DecidingSettings:
    """Change what the council or the body itself has set, each with the decision behind it.

    Meetings that have begun keep what held. Refuses a setting without its decision, and a
    decision about none of them.
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    settings, _is_new = DecidingSettings.objects.select_for_update().get_or_create(body=body)
    require_version(settings.version, version)
    changed = [name for name in FIELDS if name in values]
    if not changed:
        raise RecordRefused(
            _(
                "Du har inte ändrat någon inställning. Ändra en av dem, eller kryssa för att "
                "beslutet gäller alla."
            )
        )
    for name in changed:
        if not citations.get(name, "").strip():
            raise RecordRefused(_("Ange vilket beslut inställningen bygger på."))
        setattr(settings, name, values[name])
    settings.citations = {**settings.citations, **{name: citations[name] for name in changed}}
    settings.version += 1
    settings.save()
    audit.record(
        "meetings.settings.deciding_changed",
        subject=settings,
        actor=actor,
        facts={"fields": changed, "citations": settings.citations},
        also=[body],
    )
    return settings
