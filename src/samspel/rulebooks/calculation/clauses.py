"""The paragraphs of a draft: what they are called in lists, and where they stand."""

from __future__ import annotations

from samspel.foundation.text import truncate
from samspel.rules.editing import Draft, Entry

_WORDS = 60


def clause_choices(draft: Draft) -> list[tuple[str, str]]:
    """Give the paragraphs to choose among: their ids, and heading with first words."""
    return [(str(each.get("id")), clause_words(each)) for each in _clauses(draft)]


def clause_words(clause: Entry) -> str:
    """Give a paragraph in short: its heading and its first words."""
    return f"{clause.get('heading')}: {truncate(str(clause.get('text', '')), _WORDS)}"


def place_of(draft: Draft, id_: str) -> str:
    """Give the id of the paragraph that one stands after; of a new one, the last."""
    ids = [str(each.get("id")) for each in _clauses(draft)]
    if id_ not in ids:
        return ids[-1] if ids else ""
    at = ids.index(id_)
    return ids[at - 1] if at else ""


def place_clause(draft: Draft, clause: Entry, after: str) -> None:
    """Put a paragraph, new or changed, after the one that is named; first when none is."""
    kept = [each for each in _clauses(draft) if each.get("id") != clause["id"]]
    ids = [str(each.get("id")) for each in kept]
    at = ids.index(after) + 1 if after in ids else 0
    draft.clauses[:] = [*kept[:at], clause, *kept[at:]]


def _clauses(draft: Draft) -> list[Entry]:
    return [each for each in draft.clauses if isinstance(each, dict)]
