"""What kept verdicts are about: the modules above name their objects, and where they are.

A module registers a provider for its model; the pages here know nothing of visits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from samspel.audit.actors import Actor

Named = tuple[str, str]
"""An object's name and its address; the address is empty where there is none to go to."""

Provider = Callable[[Sequence[int], Actor], Mapping[int, Named]]
"""Takes keys and the viewer; names those that the viewer may see."""

_PROVIDERS: dict[str, Provider] = {}


def register_subject(model_label: str, provider: Provider) -> None:
    """Register who names the objects of a model ("visits.visit")."""
    _PROVIDERS[model_label] = provider


def named(model_label: str, keys: Sequence[int], viewer: Actor) -> Mapping[int, Named]:
    """Name objects of a model; nothing where no module has registered, or none may be seen."""
    provider = _PROVIDERS.get(model_label)
    return provider(keys, viewer) if provider else {}
