"""The demo municipality: loaded into an empty database or the demo's own, never another."""

from __future__ import annotations

from django.db import transaction

from samspel.config.demo.loading import write_demo
from samspel.config.demo.people_to_try import people_to_try
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused
from samspel.people.models import Municipality, Person

__all__ = ["DemoRefused", "load_demo"]


class DemoRefused(Refused):
    """The database is somebody's real one; the demo is not loaded into it."""


def load_demo() -> list[str]:
    """Load the demo if the database is empty; give whom one can sign in as.

    Refuses with DemoRefused when the database holds anything that is not the
    demo's. Everything is written in one transaction: a load that is broken off
    leaves an empty database.
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
    if found is None:
        with transaction.atomic():
            write_demo()
    return people_to_try()
