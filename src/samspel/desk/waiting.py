"""What waits for a person, counted for the menu and for each hat.

The start page asks the modules and writes the counts to a cookie, signed, so that no
other page has to ask. Whoever acts has changed them: the next page then counts again
(see access.middleware).
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass, field

from django.core import signing
from django.utils import timezone

from samspel.access.middleware import RECOUNT, WAITING_COOKIE, PersonRequest
from samspel.audit.actors import Actor
from samspel.desk.navigation import entry_of
from samspel.messaging.todo import Todo, todo_for

_KEPT = "_samspel_waiting"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things wait under each entry of the menu, and under each hat."""

    entries: dict[str, int] = field(default_factory=dict)
    hats: dict[str, int] = field(default_factory=dict)


def waiting_for(request: PersonRequest, now: dt.datetime | None = None) -> list[Todo]:
    """Give what waits for the person, soonest first; asked of the modules once a request."""
    kept: list[Todo] | None = getattr(request, _KEPT, None)
    if kept is None:
        kept = sorted(todo_for(request.actor, now or timezone.now()), key=_soonest)
        setattr(request, _KEPT, kept)
        remember(request, counts_of(kept))
    return kept


def _soonest(todo: Todo) -> tuple[dt.date, dt.datetime]:
    """Sort by the day, then by the moment; what has no day comes last, or first if urgent."""
    latest = dt.datetime.max.replace(tzinfo=dt.UTC)
    without = dt.date.min if todo.urgent else dt.date.max
    return todo.when or without, todo.due_at or latest


def counts_of(todos: list[Todo]) -> Counts:
    """Count what waits under each entry of the menu and under each position."""
    entries = Counter(entry_of(todo.url) for todo in todos)
    hats = Counter(todo.position_key for todo in todos)
    entries.pop("", None)
    return Counts(dict(entries), dict(hats))


def remember(request: PersonRequest, counts: Counts) -> None:
    """Let the answer carry the counts to the next page."""
    content = json.dumps([request.actor.user_id, counts.entries, counts.hats])
    request.waiting_counts = signing.dumps(content, salt=WAITING_COOKIE)  # type: ignore[attr-defined]  # set by the middleware


def known_counts(request: PersonRequest) -> Counts:
    """Give the counts as last known, without a statement; anew after the person acted."""
    kept: list[Todo] | None = getattr(request, _KEPT, None)
    if kept is not None:
        return counts_of(kept)
    cookie = request.COOKIES.get(WAITING_COOKIE, "")
    if cookie == RECOUNT and request.method == "GET":
        return counts_of(waiting_for(request))
    return _read(cookie, request.actor)


def _read(cookie: str, actor: Actor) -> Counts:
    """Read the cookie; one that is forged, or somebody else's, counts nothing."""
    try:
        user_id, entries, hats = json.loads(signing.loads(cookie, salt=WAITING_COOKIE))
    except (signing.BadSignature, ValueError, TypeError):
        return Counts()
    return Counts(entries, hats) if user_id == actor.user_id else Counts()
