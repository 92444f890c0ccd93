"""What the rulebooks give to the start page and to search."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.text import truncate
from samspel.kit.search import ENOUGH, Hit, score
from samspel.messaging.todo import Todo
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import (
    CONFIRM,
    awaiting_confirmation_by,
    clause_url,
    ruleset_of,
)
from samspel.rulebooks.queries.versions import bodies_with_rules

_QUOTED = 160


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give the guidelines that wait for the actor's confirmation; one statement at most."""
    return [_task(version, actor, now) for version in awaiting_confirmation_by(actor)]


def _task(version: RulesetVersion, actor: Actor, now: dt.datetime) -> Todo:
    first, body = version.effective_from, version.rulebook.body
    return Todo(
        when=first,
        due_at=None,
        verb_object=gettext("Bekräfta riktlinje: %(title)s") % {"title": version.title},
        detail=gettext("%(name)s har föreslagit den för %(body)s")
        % {"name": version.proposed_by or "–", "body": body.name},
        url=reverse("rulebooks:confirm", args=[version.uuid]),
        position_key=_position_key(actor, body.pk),
        urgent=first is not None and first <= local_day(now),
    )


def _position_key(actor: Actor, body_id: int) -> str:
    """Give the position that gives the right to confirm for the body."""
    giving = (each for each in actor.positions if each.gives(CONFIRM, body_id=body_id))
    found = next(giving, None)
    return found.key if found else ""


def found_clauses(words: str, _viewer: object) -> list[Hit]:
    """Find clauses of the guidelines in force today, which everybody signed in may read."""
    hits = []
    for version in bodies_with_rules(on=local_day(timezone.now())).values():
        for clause in ruleset_of(version).clauses:
            fits = score(words, f"{clause.heading} {clause.text}")
            if fits >= ENOUGH:
                hits.append(
                    Hit(
                        title=f"{version.title}, {clause.heading}",
                        url=clause_url(version, clause.id),
                        detail=truncate(clause.text, _QUOTED),
                        score=fits,
                    )
                )
    return hits
