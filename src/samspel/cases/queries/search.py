"""Cases found by a search, only those that the searcher may see."""

from __future__ import annotations

from django.urls import reverse

from samspel.audit.actors import Actor
from samspel.cases.models import Case
from samspel.cases.queries.sight import seen_cases
from samspel.foundation.swedish import search_key
from samspel.kit.search import ENOUGH, MOST, Hit, score

_LATEST = 2000
_SHOWN = ("uuid", "registry_number", "title", "body__name", "search_key")


def cases_found(words: str, viewer: Actor) -> list[Hit]:
    """Find cases by number, title or who raised them; one statement.

    What holds every word is found among all cases; typing is forgiven among the latest.
    """
    seen = Case.objects.filter(seen_cases(viewer)).order_by("-opened_at")
    exact = seen
    for word in search_key(words).split():
        exact = exact.filter(search_key__contains=word)
    rows = exact.values_list(*_SHOWN)[: 3 * MOST].union(seen.values_list(*_SHOWN)[:_LATEST])
    hits = [
        Hit(
            title=title,
            url=reverse("cases:case", args=[uuid]),
            detail=f"{number}, {body}",
            score=score(words, searched),
        )
        for uuid, number, title, body, searched in rows
    ]
    return [hit for hit in hits if hit.score >= ENOUGH]
