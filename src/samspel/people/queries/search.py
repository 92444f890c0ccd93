"""Finding a person by name, also one that is spelt wrong.

Only names are searched. Contact details and places are not, so a protected identity
can be found by nothing but the name.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q

from samspel.foundation.swedish import search_key, trigrams
from samspel.kit.models import in_force
from samspel.people.models import Employment, Mandate, Person

ENOUGH = 0.5
_BARE = str.maketrans("åäö", "aao")
_BARE_WORTH = 0.9  # a hit without the dots counts a little less


def namesakes(given_name: str, family_name: str, *, besides: int | None = None) -> list[Person]:
    """Give the persons with the same name, however it is capitalised or accented."""
    same = Person.objects.filter(search_key=search_key(f"{given_name} {family_name}"))
    return list(same.exclude(pk=besides) if besides else same)


def persons_named(name: str) -> list[Person]:
    """Give the persons with exactly this whole name, given name first."""
    return list(Person.objects.filter(search_key=search_key(name)))


def persons_searched(text: str, limit: int = 20) -> list[Person]:
    """Give the persons whose names are like the text, the likest first; two statements."""
    ranked = ranked_by_name(text)[:limit]
    found = Person.objects.in_bulk([key for key, _score in ranked])
    return [found[key] for key, _score in ranked if key in found]


def ranked_by_name(text: str) -> list[tuple[int, float]]:
    """Give the keys of persons whose names are like the text, with how alike, best first.

    Every word of the text must be like some word of the name, or begin it.
    """
    words = search_key(text).split()
    if not words:
        return []
    scored = [
        (key, _score(words, name))
        for key, name in Person.objects.order_by("sort_key").values_list("id", "search_key")
    ]
    hits = [(key, score) for key, score in scored if score >= ENOUGH]
    return sorted(hits, key=lambda hit: -hit[1])


def serving_persons(on: dt.date) -> list[Person]:
    """Give everybody with a mandate or an employment on the day, in Swedish order."""
    own = {"person": OuterRef("pk")}
    return list(
        Person.objects.filter(
            Q(Exists(Mandate.objects.filter(in_force(on), **own)))
            | Q(Exists(Employment.objects.filter(in_force(on), **own)))
        )
    )


def _score(words: list[str], name: str) -> float:
    """Score a name: its worst word decides, so that every word must be found."""
    return min(max(_likeness(word, part) for part in name.split() or [""]) for word in words)


@lru_cache(maxsize=65_536)
def _likeness(word: str, part: str) -> float:
    """Score a word against one word of a name, with å, ä and ö as written or without dots."""
    exact = _alike(word, part)
    if exact == 1:
        return exact
    return max(exact, _BARE_WORTH * _alike(word.translate(_BARE), part.translate(_BARE)))


def _alike(word: str, part: str) -> float:
    """Score two words from 0 to 1: the same, the beginning of, or letters in common."""
    if word == part:
        return 1
    if part.startswith(word):
        return 0.95
    mine, theirs = trigrams(word), trigrams(part)
    return len(mine & theirs) * 2 / (len(mine) + len(theirs)) if mine and theirs else 0
