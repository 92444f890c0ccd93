"""The registry of acts: nothing is recorded under a name that nobody has explained."""

from __future__ import annotations

from collections.abc import Mapping

from samspel.audit.errors import UnknownAct

_ACTS: dict[str, object] = {}


def register(acts: Mapping[str, object]) -> None:
    """Register acts by name (``module.noun.past``) with the words that a reader sees."""
    _ACTS.update(acts)


def label_of(act: str) -> str:
    """Give the words of an act. Raises UnknownAct for one that is not registered."""
    try:
        return str(_ACTS[act])
    except KeyError:
        raise UnknownAct(act) from None


def all_acts() -> dict[str, object]:
    """Give every registered act with its words, sorted by name."""
    return dict(sorted(_ACTS.items()))
