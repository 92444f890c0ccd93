"""Reading the trail: of one object by whoever may see it, the whole by those who audit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspel.access.policies import may_read_trail
from samspel.audit import registry
from samspel.audit.actors import Actor
from samspel.audit.errors import UnknownAct
from samspel.audit.models import AuditEntry, AuditLink
from samspel.foundation.dates import start_of_day

PER_PAGE = 100
MOST_EXPORTED = 50_000

MayRead = Callable[[int, Actor], bool]
_READERS: dict[str, MayRead] = {}


def register_reader(kinds: Iterable[str], may_read: MayRead) -> None:
    """Let the object's own rule say who reads its trail besides those who audit.

    Takes kinds as the trail names them («visits.visit»), and a rule that is asked with
    the object's key and the actor.
    """
    for kind in kinds:
        _READERS[kind] = may_read


def may_read_trail_of(kind: str, pk: int, actor: Actor) -> bool:
    """Whether the actor may read what has been done to the object."""
    if may_read_trail(actor):
        return True
    rule = _READERS.get(kind)
    return rule is not None and rule(pk, actor)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is shown: words for the act, who and as what, when."""

    entry_id: int
    at: dt.datetime
    act: str
    subject: str
    kind: str
    subject_id: int
    who: str
    role: str
    facts: tuple[tuple[str, str], ...] = ()


def rows_of(entries: Iterable[AuditEntry], *, with_facts: bool) -> list[Row]:
    """Give the entries as they are shown; the facts only to those who audit."""
    return [
        Row(
            entry_id=entry.pk,
            at=entry.recorded_at,
            act=words_of(entry.act),
            subject=entry.subject_name,
            kind=entry.subject_type,
            subject_id=entry.subject_id,
            who=entry.actor_name,
            role=entry.actor_role,
            facts=_shown_facts(entry.facts) if with_facts else (),
        )
        for entry in entries
    ]


def words_of(act: str) -> str:
    """Give the words of an act; one that a later version no longer knows keeps its name."""
    try:
        return registry.label_of(act)
    except UnknownAct:
        return act


def _shown_facts(facts: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((key, _shown(value)) for key, value in facts.items())


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return "–" if value is None else str(value)


def entries_of(kind: str, pk: int) -> QuerySet[AuditEntry]:
    """Give the acts that concern the object, newest first. The caller has checked the viewer."""
    return (
        AuditEntry.objects.filter(
            Q(subject_type=kind, subject_id=pk)
            | Q(also__subject_type=kind, also__subject_id=pk)
        )
        .order_by("-id")
        .distinct()
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of the log are asked for."""

    module: str = ""
    words: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    before: int | None = None


def log(wanted: Wanted) -> QuerySet[AuditEntry]:
    """Give the entries that are asked for, newest first. The caller has checked the viewer."""
    found = AuditEntry.objects.order_by("-id")
    if wanted.module:
        found = found.filter(act__startswith=f"{wanted.module}.")
    if wanted.words:
        found = found.filter(
            Q(actor_name__icontains=wanted.words) | Q(subject_name__icontains=wanted.words)
        )
    if wanted.first_day:
        found = found.filter(recorded_at__gte=start_of_day(wanted.first_day))
    if wanted.last_day:
        following = wanted.last_day + dt.timedelta(days=1)
        found = found.filter(recorded_at__lt=start_of_day(following))
    if wanted.before:
        found = found.filter(pk__lt=wanted.before)
    return found


def modules() -> list[tuple[str, str]]:
    """Give the parts of the product that leave a trail, as filters."""
    return [
        ("visits", _("Besök")),
        ("meetings", _("Möten")),
        ("rulebooks", _("Riktlinjer")),
        ("people", _("Registret")),
        ("documents", _("Dokument")),
        ("messaging", _("Utskick")),
        ("access", _("Konton")),
    ]


@dataclass(frozen=True, slots=True)
class ChainStatus:
    """How far the chain has come: the last link, and what waits for one."""

    sealed_count: int = 0
    head: str = ""
    sealed_at: dt.datetime | None = None
    waiting_count: int = 0


def chain_status() -> ChainStatus:
    """Give where the chain stands, without walking it; two statements."""
    last = AuditLink.objects.order_by("-number").first()
    waiting = AuditEntry.objects.filter(link__isnull=True).count()
    if last is None:
        return ChainStatus(waiting_count=waiting)
    return ChainStatus(last.number, last.hash, last.sealed_at, waiting)


def exported(entries: Iterable[AuditEntry]) -> Iterable[tuple[object, ...]]:
    """Give the entries as rows of a file, with what is needed to check them elsewhere."""
    for entry in entries:
        yield (
            entry.pk,
            entry.recorded_at,
            entry.act,
            words_of(entry.act),
            entry.subject_type,
            entry.subject_id,
            entry.subject_name,
            entry.actor_kind,
            entry.actor_name,
            entry.actor_role,
            entry.request_id,
            "; ".join(f"{key}={value}" for key, value in _shown_facts(entry.facts)),
            entry.digest,
        )
