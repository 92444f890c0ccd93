"""Acts on how a body's minutes are written: settings, headings and the phrase library."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.as_read import require_as_read
from samspel.foundation.refusal import Stale
from samspel.meetings import minutes_policies as policies
from samspel.meetings.calculation.minutes import LAYOUTS, checked
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.models import MinutesPhrase, MinutesSettings
from samspel.meetings.queries.minutes import phrases_of
from samspel.meetings.services.locks import lock_body
from samspel.people.models import Body

_SETTINGS = (
    "layout",
    "headings",
    "available_at",
    "publishes",
    "second_checks_masking",
    "appeal_court",
    "approval_rests_on",
    "decided",
)


@transaction.atomic
def change_minutes_settings(
    body: Body, *, actor: Actor, version: int | None = None, **values: Any
) -> MinutesSettings:
    """Change how a body's minutes are laid out, approved and published.

    Refuses whoever does not keep the body, an unknown layout, and an old version (Stale).
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    settings, _is_new = MinutesSettings.objects.get_or_create(body=body)
    if version is not None and version != settings.version:
        raise Stale(_("Någon annan har ändrat inställningarna. Läs in sidan på nytt."))
    if values.get("layout", settings.layout) not in LAYOUTS:
        raise MinutesRefused(_("Uppställningen finns inte. Välj en i listan."))
    changed = [name for name in _SETTINGS if name in values]
    for name in changed:
        setattr(settings, name, values[name])
    settings.version += 1
    settings.save(update_fields=[*changed, "version"])
    audit.record(
        "meetings.minutes_settings.changed",
        subject=settings,
        actor=actor,
        facts={"fields": changed},
        also=[body],
    )
    return settings


@transaction.atomic
def write_phrase(
    body: Body, *, key: str, text: str, actor: Actor, read: str | None = None
) -> MinutesPhrase | None:
    """Put a body's own sentence in place of the library's; an empty text takes it away.

    Refuses whoever does not keep the body, a sentence that loses what it must carry, and
    (Stale) whoever has ``read`` another sentence of its own than the one that stands.
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    require_as_read(read, phrases_of(body.pk).own.get(key, ""))
    row: MinutesPhrase | None = None
    if text.strip():
        row, _is_new = MinutesPhrase.objects.update_or_create(
            body=body, key=key, defaults={"text": checked(key, text)}
        )
    else:
        MinutesPhrase.objects.filter(body=body, key=key).delete()
    audit.record(
        "meetings.phrase.written",
        subject=body,
        actor=actor,
        facts={"key": key, "is_own": bool(text.strip())},
    )
    return row
