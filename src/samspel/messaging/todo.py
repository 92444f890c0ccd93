"""What waits for a person, what comes next and what is new: a registry for the start page.

The modules register providers; the start page draws what they give. What they ask of the
database is prepared and sent as one statement, so that a page's cost does not grow with the
number of modules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from samspel.audit.actors import Actor
from samspel.kit.prepared import Ask, together


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do: a verb and its object ("Svara på inbjudan"), and by when.

    ``when`` is the day by which, ``due_at`` the moment where there is one.
    ``position_key`` is the position under which it waits ("mandate-17"), or empty for
    any. ``urgent`` things are late, or somebody waits for them.
    """

    when: dt.date | None
    due_at: dt.datetime | None
    verb_object: str
    detail: str
    url: str
    position_key: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class NextEvent:
    """Something that the person is going to: a visit, a meeting."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    place: str
    url: str
    body_name: str = ""
    changes: tuple[str, ...] = ()
    position_key: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened and that concerns the person."""

    at: dt.datetime
    text: str
    url: str = ""
    position_key: str = ""


TodoProvider = Callable[[Actor, dt.datetime], list[Todo]]
NextProvider = Callable[[Actor, dt.datetime], list[NextEvent]]
NewsProvider = Callable[[Actor, dt.datetime], list[News]]

_TODO: list[TodoProvider] = []
_NEXT: list[NextProvider] = []
_NEWS: list[NewsProvider] = []
Asker = Callable[[Actor, dt.datetime], list[Ask]]
_ASKS: list[Asker] = []


def register_todo(provider: TodoProvider, asks: Asker | None = None) -> None:
    """Register a provider of things to do: called with the actor and now.

    ``asks`` gives the prepared statements that the provider will read, so that those of
    all modules can be asked as one (``all_at_once``).
    """
    if provider not in _TODO:
        _TODO.append(provider)
        if asks is not None:
            _ASKS.append(asks)


def register_next(provider: NextProvider, asks: Asker | None = None) -> None:
    """Register a provider of what comes next for the actor."""
    if provider not in _NEXT:
        _NEXT.append(provider)
        if asks is not None:
            _ASKS.append(asks)


def register_news(provider: NewsProvider, asks: Asker | None = None) -> None:
    """Register a provider of what is new for the actor."""
    if provider not in _NEWS:
        _NEWS.append(provider)
        if asks is not None:
            _ASKS.append(asks)


@contextmanager
def all_at_once(actor: Actor, now: dt.datetime) -> Iterator[None]:
    """Ask the database for everything that the providers will read, in one statement."""
    with together(ask for asks in _ASKS for ask in asks(actor, now)):
        yield


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give everything that waits for the actor: urgent first, then by day, undated last."""
    found = [each for provider in _TODO for each in provider(actor, now)]
    return sorted(found, key=lambda each: (not each.urgent, each.when or dt.date.max))


def next_for(actor: Actor, now: dt.datetime) -> list[NextEvent]:
    """Give what comes next for the actor, soonest first."""
    found = [each for provider in _NEXT for each in provider(actor, now)]
    return sorted(found, key=lambda each: each.starts_at)


def news_for(actor: Actor, now: dt.datetime) -> list[News]:
    """Give what is new for the actor, newest first."""
    found = [each for provider in _NEWS for each in provider(actor, now)]
    return sorted(found, key=lambda each: each.at, reverse=True)
