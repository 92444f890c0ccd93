"""Reading the trail, and checking that nobody has touched it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from samspel.audit.calculation import FIRST, entry_digest, link_hash
from samspel.audit.errors import ChainBroken
from samspel.audit.models import AuditEntry, AuditLink

_CONTENT = (
    "recorded_at",
    "act",
    "subject_type",
    "subject_id",
    "subject_name",
    "actor_kind",
    "actor_user_id",
    "actor_person_id",
    "actor_name",
    "actor_role",
    "request_id",
    "facts",
)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a verification found: how much is sealed, what waits, and the head."""

    sealed_count: int
    waiting_count: int
    head: str
    last_sealed_at: dt.datetime | None


def entries_about(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """Give the acts that concern the object, newest first. The caller has checked the viewer."""
    kind, key = subject._meta.label_lower, subject.pk
    return AuditEntry.objects.filter(
        Q(subject_type=kind, subject_id=key) | Q(also__subject_type=kind, also__subject_id=key)
    ).order_by("-id")


def verified_chain() -> ChainReport:
    """Walk the whole chain and give what was found.

    Raises ChainBroken that names the first entry whose content, place or link
    does not agree with the chain.
    """
    previous, count, sealed_at = FIRST, 0, None
    for link, entry in _links():
        count += 1
        _check_link(link, entry, count, previous)
        previous, sealed_at = link.hash, link.sealed_at
    waiting = AuditEntry.objects.filter(link__isnull=True)
    for entry in waiting.iterator(chunk_size=2000):
        _check_entry(entry, None)
    return ChainReport(count, waiting.count(), previous, sealed_at)


def _links() -> Iterator[tuple[AuditLink, AuditEntry]]:
    links = AuditLink.objects.select_related("entry").order_by("number")
    for link in links.iterator(chunk_size=2000):
        yield link, link.entry


def _check_link(link: AuditLink, entry: AuditEntry, number: int, previous: str) -> None:
    if link.number != number:
        raise ChainBroken(link.entry_id, number, f"länk {number} saknas i kedjan")
    _check_entry(entry, link.number)
    if link.previous_hash != previous:
        raise ChainBroken(link.entry_id, link.number, "länken pekar inte på den föregående")
    if link.hash != link_hash(link.number, link.entry_id, entry.digest, previous):
        raise ChainBroken(link.entry_id, link.number, "länkens kontrollsumma stämmer inte")


def _check_entry(entry: AuditEntry, number: int | None) -> None:
    content = {name: getattr(entry, name) for name in _CONTENT}
    if entry.digest != entry_digest(content):
        raise ChainBroken(entry.pk, number, "händelsens innehåll har ändrats")
