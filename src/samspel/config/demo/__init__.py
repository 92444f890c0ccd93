"""The demo municipality: loaded into an empty database or the demo's own, never another."""

from __future__ import annotations

from samspel.config.demo.loading import write_demo
from samspel.config.demo.people_to_try import people_to_try
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused
from samspel.people.models import Municipality, Person

__all__ = ["DemoRefused", "is_demo_missing", "people_to_try", "write_demo"]


class DemoRefused(Refused):
    """The database is somebody's real one; the demo is not loaded into it."""


def is_demo_missing() -> bool:
    """Tell whether the database is empty, so that the demo can be written into it.

    False for the demo's own database. Refuses with DemoRefused when the database holds
    anything that is not the demo's.
    """
    found = Municipality.objects.first()
    if found is None and Person.objects.exists():
        raise DemoRefused(
            _("Databasen är inte tom. Demokommunen läses bara in i en tom databas.")
        )
    if found is not None and not found.is_demo:
        raise DemoRefused(
            _(
                "Databasen tillhör %(name)s. Demokommunen läses bara in i en tom databas; "
                "starta utan --demo, eller ange en annan DATABASE_URL."
            ),
            name=found.name,
        )
    return found is None
