"""Providers of events for a person's own calendar feed, registered by other modules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from samspel.messaging.events import CalendarEvent
from samspel.people.models import Person

FeedProvider = Callable[[Person, dt.date], Iterable[CalendarEvent]]

_PROVIDERS: list[FeedProvider] = []


def register_feed(provider: FeedProvider) -> None:
    """Register a provider: called with the person and today, gives the person's events.

    It gives what lies ahead and the last months, cancelled events among them, with the
    same ``uid`` and ``sequence`` as the invitations had; in one or two statements.
    """
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def events_for(person: Person, on: dt.date) -> list[CalendarEvent]:
    """Give all events of a person's feed, soonest first, each UID once."""
    newest: dict[str, CalendarEvent] = {}
    for provider in _PROVIDERS:
        for event in provider(person, on):
            known = newest.get(event.uid)
            if known is None or known.sequence < event.sequence:
                newest[event.uid] = event
    return sorted(newest.values(), key=lambda event: (event.start, event.uid))
