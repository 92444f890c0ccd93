"""Whom one can sign in as, in a line each, for whoever starts the demo."""

from __future__ import annotations

from django.utils import timezone

from samspel.access.queries import demo_cast


def people_to_try() -> list[str]:
    """Give the cast's guides: name, and where they stand."""
    return [
        f"{person.name}: {', '.join(person.positions)}"
        for person in demo_cast(on=timezone.localdate())
        if person.is_guide
    ]
