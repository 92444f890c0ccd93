"""Recording and sealing: the entry shares the act's transaction, the link follows it.

An act without an entry cannot be committed by a service, since the service
records it in the same transaction. The chain is sealed after commit, by whoever
comes first, so that acts never queue behind each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from samspel.audit import registry
from samspel.audit.actors import Actor
from samspel.audit.calculation import FIRST, entry_digest, link_hash
from samspel.audit.errors import ActorMissing
from samspel.audit.models import AuditEntry, AuditLink, AuditSubject
from samspel.foundation.hashing import digest_of

# Any constant will do: it names the lock that one sealer at a time holds.
_SEAL_LOCK = 0x5A4D5350
_NUMBERS = (
    "SELECT nextval(pg_get_serial_sequence('audit_auditentry', 'id')) "
    "FROM generate_series(1, %s)"
)
_PLAIN = (
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
)
_COPY_ENTRIES = f"COPY audit_auditentry (id, facts, digest, {', '.join(_PLAIN)}) FROM STDIN"
_COPY_SUBJECTS = "COPY audit_auditsubject (entry_id, subject_type, subject_id) FROM STDIN"


def record(
    act: str,
    *,
    subject: models.Model,
    actor: Actor,
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
    also: Iterable[models.Model] = (),
) -> AuditEntry:
    """Record an act in the transaction that does it.

    Takes the registered name of the act, the object it was done to, who did it,
    and facts of JSON types, days and decimals. Of a written reason only the hash
    is kept here. Raises UnknownAct or ActorMissing; the act then rolls back.
    """
    registry.label_of(act)
    if not actor or not actor.name:
        raise ActorMissing(act)
    content = _content(act, subject, actor, dict(facts or {}), reason)
    entry = AuditEntry.objects.create(**content, digest=entry_digest(content))
    others = [each for each in also if each is not None]
    if others:
        AuditSubject.objects.bulk_create(
            AuditSubject(entry=entry, subject_type=each._meta.label_lower, subject_id=each.pk)
            for each in others
        )
    _seal_after_commit()
    return entry


@dataclass(frozen=True, slots=True)
class Act:
    """One of many acts that are recorded at once: what ``record`` takes of each."""

    act: str
    subject: models.Model
    facts: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[models.Model, ...] = ()


def record_many(acts: Sequence[Act], *, actor: Actor) -> None:
    """Record many acts by one actor in their order, in three statements however many.

    Each gets the same entry as ``record`` would give it, in the transaction that does
    them all. Raises UnknownAct or ActorMissing; the acts then roll back.
    """
    if not acts:
        return
    for name in {each.act for each in acts}:
        registry.label_of(name)
    if not actor or not actor.name:
        raise ActorMissing(acts[0].act)
    # First, since what a subject is called may ask the database, which can't be asked midway.
    contents = [_content(each.act, each.subject, actor, dict(each.facts), "") for each in acts]
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [len(acts)])
        keys = [key for (key,) in cursor.fetchall()]
        with cursor.copy(_COPY_ENTRIES) as entries:
            for key, content in zip(keys, contents, strict=True):
                plain = [content[name] for name in _PLAIN]
                kept = (key, Jsonb(content["facts"]), entry_digest(content), *plain)
                entries.write_row(kept)
        with cursor.copy(_COPY_SUBJECTS) as subjects:
            for key, each in zip(keys, acts, strict=True):
                for other in each.also:
                    subjects.write_row((key, other._meta.label_lower, other.pk))
    _seal_after_commit()


def _content(
    act: str, subject: models.Model, actor: Actor, facts: dict[str, Any], reason: str
) -> dict[str, Any]:
    """Collect what an entry says, in the form that its digest is made of."""
    if reason:
        facts["reason_sha256"] = digest_of(reason)
    return {
        "recorded_at": timezone.now(),
        "act": act,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "subject_name": str(subject)[:200],
        "actor_kind": actor.kind.value,
        "actor_user_id": actor.user_id,
        "actor_person_id": actor.person_id,
        "actor_name": actor.name,
        "actor_role": actor.role,
        "request_id": actor.request_id,
        "facts": _jsonable(facts),
    }


def _jsonable(facts: dict[str, Any]) -> dict[str, Any]:
    """Turn days, moments and decimals among the facts into text."""
    return {key: _plain(value) for key, value in facts.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(each) for each in value)
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)


def _seal_after_commit() -> None:
    """Ask for the chain to be sealed once, when the transaction has committed."""
    pending = connection.run_on_commit
    if not any(call[1] is _seal for call in pending):
        transaction.on_commit(_seal, robust=True)


def _seal() -> None:
    """Seal; a function of its own, whose name Django can write in the log if it fails."""
    seal()


def seal(limit: int = 1000) -> int:
    """Link every entry that has no link yet, oldest first; give how many.

    If somebody else is sealing, leaves it to them and gives 0: what they do not
    see yet is sealed after the next act, or by the minute's own job.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SEAL_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        last = AuditLink.objects.order_by("-number").values_list("number", "hash").first()
        number, previous = last or (0, FIRST)
        unsealed = AuditEntry.objects.filter(link__isnull=True).order_by("id")
        links = []
        for entry_id, digest in unsealed.values_list("id", "digest")[:limit]:
            number += 1
            own = link_hash(number, entry_id, digest, previous)
            links.append(
                AuditLink(
                    number=number,
                    entry_id=entry_id,
                    previous_hash=previous,
                    hash=own,
                    sealed_at=timezone.now(),
                )
            )
            previous = own
        AuditLink.objects.bulk_create(links)
        return len(links)
