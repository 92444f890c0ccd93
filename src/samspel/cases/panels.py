"""What other modules show on a case's page: where it stands with them, and what to do there.

Cases know nothing of the modules above. One of them registers a provider, which is asked
for each case that is shown, after the viewer has been let in to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from samspel.audit.actors import Actor
from samspel.cases.models import Case


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A row of a panel: what it is, more quietly, and its address."""

    title: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a case's page: heading, rows, and the acts that the viewer has there.

    ``acts`` are pairs of words and address. ``empty`` is said where there are no rows.
    """

    key: str
    heading: str
    rows: tuple[PanelRow, ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    empty: str = ""


PanelProvider = Callable[[Case, Actor, dt.datetime], "Panel | None"]

_PROVIDERS: list[PanelProvider] = []


def register_panel(provider: PanelProvider) -> None:
    """Register a provider; it gives None where it has nothing to show the viewer."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def panels_of(case: Case, actor: Actor, now: dt.datetime) -> list[Panel]:
    """Give what the modules above show of the case, in the order they registered."""
    found = (provider(case, actor, now) for provider in _PROVIDERS)
    return [panel for panel in found if panel is not None]
